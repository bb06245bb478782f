using ChildProtection.Domain.Definitions;
using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.Lifecycle;
using ChildProtection.Domain.Text;

namespace ChildProtection.Domain.Tests.Lifecycle;

public sealed class NotificationKindsTests
{
    [Fact]
    public void All_Kinds_HaveAClosedSchemaOfIdsDatesAndCodes() => Assert.All(NotificationKinds.All, kind =>
    {
        var schema = SchemaOf.Record(kind.Data);
        Assert.False(schema["additionalProperties"]!.GetValue<bool>());
        Assert.Contains("child", schema["required"]!.AsArray().Select(name => name!.ToString()));
        Assert.DoesNotContain(kind.Data.GetProperties(), property => property.PropertyType == typeof(FreeText));
        Assert.StartsWith("uk.childprotection.", kind.MessageType, StringComparison.Ordinal);
        Assert.Equal(kind, NotificationKinds.Find(kind.Name));
    });

    [Fact]
    public void All_NamesAndMessageTypes_AreUnique()
    {
        Assert.Equal(NotificationKinds.All.Count, NotificationKinds.All.Select(kind => kind.Name).Distinct().Count());
        Assert.Equal("uk.childprotection.notification.PlanConcluded.v1", NotificationKinds.Find("planConcluded")!.MessageType);
    }

    [Fact]
    public void IdIn_LongCodes_StayWithinTheBusLimitAndApart()
    {
        var caseId = new string('c', 36);
        var agencies = Enumerable.Range(0, 10).Select(number => new string('a', AgencyCodes.MaxLength - 1) + number);
        var ids = agencies
            .Select(agency =>
                new Notification(NotificationKinds.Find("conferenceDateConfirmed")!, Recipient.OfAgency(agency), null!).IdIn(
                    caseId, long.MaxValue))
            .ToArray();
        Assert.All(ids, id => Assert.InRange(id.Length, 1, Notification.MaxIdLength));
        Assert.Equal(10, ids.Distinct().Count());
    }

    [Theory]
    [InlineData("school", true)]
    [InlineData("School-12", true)]
    [InlineData("csc", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    [InlineData("-x", false)]
    [InlineData("a/b", false)]
    [InlineData("teamManager", false)]
    [InlineData("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", false)]
    public void IsPartner_Code_IsOneThatCanNameAnEntity(string? code, bool partner) => Assert.Equal(partner, AgencyCodes.IsPartner(code));
}
