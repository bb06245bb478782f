using ChildProtection.Functions.Teams;
using ChildProtection.Tests.Support;

namespace ChildProtection.Functions.Tests.Teams;

/// <summary>N-16: who may decide as a team's manager, as far as the authority says so.</summary>
public sealed class TeamManagersTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("teams-").FullName;

    [Fact]
    public void Of_NoListOfTheAuthority_IsNotKnown() => Assert.Null(new TeamManagers(Directories.Shipped).Of("north"));

    [Fact]
    [Obligation("N-16")]
    public void Of_ATeamOfTheList_AreItsManagersAndTheirDeputies()
    {
        var path = Path.Combine(_folder, "teams.json");
        File.WriteAllText(path, """
            { "teams": [ { "code": "north", "title": "North", "kind": "duty", "default": true, "openedOn": "2026-04-01",
              "managers": [ { "id": "mgr.1", "deputies": ["mgr.2"] }, { "id": "mgr.2" } ] } ] }
            """);
        var managers = new TeamManagers(Directories.Of(path));

        Assert.Equal(["mgr.1", "mgr.2"], managers.Of("north"));
        Assert.Null(managers.Of("elsewhere"));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
