using ChildProtection.Domain.Profiles;
using ChildProtection.Domain.Teams;
using ChildProtection.Tests.Support;

namespace ChildProtection.Domain.Tests.Teams;

/// <summary>N-10: the list of teams, and everything that can be wrong with it.</summary>
public sealed class TeamListTests
{
    private const string Duty =
        """{ "code": "d", "title": "Duty", "kind": "duty", "default": true, "managers": [], "openedOn": "2026-01-01" }""";

    [Fact]
    public void Read_WholeList_KeepsEveryField()
    {
        var list = Read(
            Duty,
            """
            { "code": "n", "title": "North", "kind": "lookedAfter", "openedOn": "2026-01-01", "closedOn": "2026-06-01",
              "managers": [ { "id": "mgr.1", "deputies": ["mgr.2"] }, { "id": "mgr.3" } ] }
            """);

        var north = list.Find("n")!;
        Assert.Equal(("North", TeamKind.LookedAfter, "d"), (north.Title, north.Kind, list.Default.Code));
        Assert.Equal(["mgr.2"], north.Managers[0].Deputies);
        Assert.Empty(north.Managers[1].Deputies);
    }

    [Theory]
    [InlineData("2025-12-31", false)]
    [InlineData("2026-01-01", true)]
    [InlineData("2026-05-31", true)]
    [InlineData("2026-06-01", false)]
    [Obligation("N-10")]
    public void Fault_ByDay_OpensAndClosesOnTheDay(string day, bool isOpen)
    {
        var list = Read(
            Duty,
            """{ "code": "n", "title": "N", "kind": "assessment", "managers": [], "openedOn": "2026-01-01", "closedOn": "2026-06-01" }""");

        Assert.Equal(isOpen, list.Fault("n", DateOnly.Parse(day, null)) is null);
    }

    [Fact]
    [Obligation("N-10")]
    public void Fault_UnknownTeam_NamesTheOpenOnes() =>
        Assert.Equal("must be one of the open teams: d", Read(Duty).Fault("x", new(2026, 2, 2)));

    [Theory]
    [InlineData("""{ "teams": [] }""", "'teams' is missing, empty or no list")]
    [InlineData("""{ "team": [] }""", "unknown field 'team'")]
    [InlineData("[", "not JSON")]
    public void Read_NoList_IsRefused(string text, string problem) => Assert.Contains(problem, Faults(text), StringComparison.Ordinal);

    [Theory]
    [InlineData("\"kind\": \"duty\"", "\"kind\": \"night\"", "'night' is not a known kind")]
    [InlineData("\"2026-01-01\"", "\"1 January\"", "'openedOn' is not a day")]
    [InlineData(", \"openedOn\": \"2026-01-01\"", "", "missing field 'openedOn'")]
    [InlineData("\"code\": \"d\"", "\"code\": \" d\"", "'code' is not a code")]
    [InlineData("\"managers\": []", "\"managers\": [{}]", "missing field 'id'")]
    [InlineData("\"managers\": []", "\"managers\": [{ \"id\": \"m\", \"deputies\": [1] }]", "a deputy is not a text")]
    [InlineData("\"default\": true", "\"default\": 1", "'default' is not a truth value")]
    [InlineData("\"default\": true", "\"default\": false", "0 teams are the default")]
    [InlineData("\"kind\": \"duty\"", "\"kind\": \"assessment\"", "is no duty team that stays open")]
    [InlineData("\"managers\": []", "\"managers\": [], \"closedOn\": \"2027-01-01\"", "is no duty team that stays open")]
    [InlineData("\"managers\": []", "\"managers\": [], \"closedOn\": \"2026-01-01\"", "the team closes before it opens")]
    public void Read_OneSlip_IsNamed(string right, string wrong, string problem) =>
        Assert.Contains(
            problem,
            Faults($$"""{ "teams": [ {{Duty.Replace(right, wrong, StringComparison.Ordinal)}} ] }"""),
            StringComparison.Ordinal);

    [Fact]
    public void Read_TheSameTeamTwice_IsRefused()
    {
        var faults = Faults($$"""{ "teams": [ {{Duty}}, {{Duty}} ] }""");

        Assert.Contains("the code 'd' appears 2 times", faults, StringComparison.Ordinal);
        Assert.Contains("2 teams are the default", faults, StringComparison.Ordinal);
    }

    private static TeamList Read(params string[] teams) =>
        TeamList.Read(new ProcedureFile("teams.json", $$"""{ "teams": [ {{string.Join(", ", teams)}} ] }"""));

    private static string Faults(string text) =>
        Assert.Throws<ProfileException>(() => TeamList.Read(new ProcedureFile("teams.json", text))).Message;
}
