using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.Lifecycle;
using ChildProtection.Tests.Support;

namespace ChildProtection.Functions.Tests.Access;

public sealed class EventRowsTests
{
    private const string Matrix = "tests/ChildProtection.Functions.Tests/Access/access-matrix.csv";

    [Fact]
    public void Matrix_RowsOfEvents_AreWhatTheDefinitionsGive()
    {
        var others = File.ReadAllLines(Path.Combine(GeneratedPage.Root(), Matrix))
            .Where(line => !line.StartsWith(EventRows.Operation, StringComparison.Ordinal));

        GeneratedPage.Check(Matrix, string.Join('\n', others.Concat(EventRows.All)) + "\n");
    }

    [Theory]
    [InlineData("RaiseEvent:VisitMade,Agency,422,404,404,422,404,404")]
    [InlineData("RaiseEvent:ChildBorn,Agency,403,404,404,403,404,404")]
    [InlineData("RaiseEvent:CaseClosed,SocialWorker,403,403,404,403,403,404")]
    [InlineData("RaiseEvent:CaseClosed,TeamManager,422,403,404,403,422,404")]
    public void All_EventAndRole_HaveTheRow(string row) => Assert.Contains(row, EventRows.All);

    [Fact]
    public void All_EventsAndRoles_HaveOneRowEach() =>
        Assert.Equal(EventCatalogue.All.Count * Enum.GetValues<Role>().Length, EventRows.All.Distinct().Count());
}
