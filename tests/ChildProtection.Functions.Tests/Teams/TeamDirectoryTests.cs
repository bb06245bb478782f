using ChildProtection.Domain.Profiles;
using ChildProtection.Functions.HealthChecks;
using ChildProtection.Functions.Teams;
using ChildProtection.Tests.Support;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace ChildProtection.Functions.Tests.Teams;

/// <summary>N-10: the list follows its file, and a file that cannot be used costs no team.</summary>
public sealed class TeamDirectoryTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("teams-").FullName;
    private int _written;

    [Fact]
    public void Current_NoFile_IsTheShippedList() =>
        Assert.Equal(["duty", "north", "south", "east", "west"], Codes(Directories.Shipped));

    [Fact]
    public void Current_TheFileChanges_FollowsIt()
    {
        var directory = Directories.Of(Write("first"));
        var before = Codes(directory);

        Write("second");

        Assert.Equal(["first"], before);
        Assert.Equal(["second"], Codes(directory));
        Assert.Null(directory.Fault);
    }

    [Fact]
    [Obligation("N-10")]
    public async Task Check_AChangedFileThatIsBroken_KeepsTheListAndDegradesUntilItIsMended()
    {
        var directory = Directories.Of(Write("first"));
        var health = new TeamsHealthCheck(directory);

        WriteText("{ \"teams\": [");
        var (broken, kept) = (await health.CheckHealthAsync(new HealthCheckContext()), Codes(directory));
        Write("third");
        var mended = await health.CheckHealthAsync(new HealthCheckContext());

        Assert.Equal((HealthStatus.Degraded, HealthStatus.Healthy), (broken.Status, mended.Status));
        Assert.Equal(["first"], kept);
        Assert.Equal(["third"], Codes(directory));
    }

    [Fact]
    public void Current_TheFileIsGone_KeepsTheListUntilItIsBack()
    {
        var path = Write("first");
        var directory = Directories.Of(path);

        File.Delete(path);
        var (kept, fault) = (Codes(directory), directory.Fault);
        Write("second");

        Assert.Equal(["first"], kept);
        Assert.Contains("cannot be read", fault, StringComparison.Ordinal);
        Assert.Equal(["second"], Codes(directory));
    }

    [Fact]
    public void Open_BrokenFile_NamesItsFaults()
    {
        var path = WriteText("""{ "teams": [ { "code": "a" } ] }""");

        var fault = Assert.Throws<ProfileException>(() => Directories.Of(path));

        Assert.Contains($"{path}, line 1, /teams/0: missing field 'title'", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_NoSuchFile_NamesTheSetting()
    {
        var path = Path.Combine(_folder, "none.json");

        var fault = Assert.Throws<ProfileException>(() => Directories.Of(path));

        Assert.StartsWith($"{path}: the file of {TeamOptions.FileSetting} cannot be read", fault.Message, StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static IEnumerable<string> Codes(TeamDirectory directory) => [.. directory.Current.Teams.Select(team => team.Code)];

    private string Write(string code) => WriteText(
        $$"""
        { "teams": [ { "code": "{{code}}", "title": "T", "kind": "duty", "default": true, "managers": [], "openedOn": "2026-01-01" } ] }
        """);

    private string WriteText(string text)
    {
        var path = Path.Combine(_folder, "teams.json");
        File.WriteAllText(path, text);
        // Two writes within a tick of the file system's clock would look like one.
        File.SetLastWriteTimeUtc(path, new DateTime(2026, 1, 1, 0, 0, ++_written, DateTimeKind.Utc));
        return path;
    }
}
