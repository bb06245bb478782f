using ChildProtection.Domain.Closure;
using ChildProtection.Domain.Definitions;
using ChildProtection.Domain.Enquiry;
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
    public void All_KindsForPeople_SayWhatToDoInOneOrTwoShortSentences() => Assert.All(
        NotificationKinds.All,
        kind =>
        {
            Assert.Equal(kind.ToPeople, kind.ToDo is not null);
            Assert.All(
                (kind.ToDo ?? "Do it.").Split(". "),
                sentence =>
                {
                    Assert.Matches("^[A-Z].*[a-z.]$", sentence);
                    Assert.InRange(sentence.Split(' ').Length, 2, 25);
                });
        });

    [Theory]
    [InlineData("reminder", Urgency.Daily)]
    [InlineData("overdue", Urgency.Daily)]
    [InlineData("escalation", Urgency.AtOnce)]
    [InlineData("approvalWaiting", Urgency.AtOnce)]
    [InlineData("approvalDecided", Urgency.Daily)]
    [InlineData("referralReceived", Urgency.AtOnce)]
    [InlineData("accessConcern", Urgency.AtOnce)]
    [InlineData("glassBroken", Urgency.AtOnce)]
    [InlineData("glassReminder", Urgency.Daily)]
    [InlineData("glassEscalation", Urgency.AtOnce)]
    [InlineData("planPublished", Urgency.Daily)]
    public void UrgencyOf_AKind_IsItsOwn(string kind, Urgency urgency) =>
        Assert.Equal(urgency, NotificationKinds.Find(kind)!.UrgencyOf(new AnyNotice { Child = "C1001" }));

    [Theory]
    [InlineData(ChildStatusChange.Died, Urgency.AtOnce)]
    [InlineData(ChildStatusChange.PoliceProtectionTaken, Urgency.AtOnce)]
    [InlineData(ChildStatusChange.EmergencyProtectionOrderMade, Urgency.AtOnce)]
    [InlineData(ChildStatusChange.WhereaboutsUnknown, Urgency.AtOnce)]
    [InlineData(ChildStatusChange.Moved, Urgency.Daily)]
    [InlineData(ChildStatusChange.Turned18, Urgency.Daily)]
    public void UrgencyOf_AChangeForTheChild_IsThatOfAnEmergencyAlone(ChildStatusChange change, Urgency urgency) => Assert.Equal(
        urgency,
        NotificationKinds.Find("childStatusChanged")!.UrgencyOf(
            new ChildStatusNotice { Child = "C1001", Change = change, OccurredOn = new DateOnly(2026, 3, 2) }));

    [Theory]
    [InlineData(true, Urgency.AtOnce)]
    [InlineData(false, Urgency.Daily)]
    public void UrgencyOf_AConcern_IsThatOfSignificantHarm(bool harm, Urgency urgency) => Assert.Equal(
        urgency,
        NotificationKinds.Find("newConcernReported")!.UrgencyOf(
            new NewConcernNotice { Child = "C1001", OccurredOn = new DateOnly(2026, 3, 2), SignificantHarm = harm }));

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

    private sealed record AnyNotice : NotificationData;
}
