using Xunit.Abstractions;

namespace EndToEnd.Harness;

/// <summary>A test that has installations to itself; what the app said is shown when the test fails.</summary>
public abstract class InstallationTest(ITestOutputHelper output) : IAsyncLifetime
{
    private const int MostCharacters = 40_000;
    private readonly List<Installation> _installations = [];

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        foreach (var installation in _installations)
        {
            var said = installation.Output();
            output.WriteLine(said.Length > MostCharacters ? said[^MostCharacters..] : said);
            await installation.DisposeAsync();
        }
    }

    private protected Task<Installation> InstallAsync(string now, params string[] settings) =>
        InstallAsync(new InstallationPlan { Now = now, Settings = settings });

    /// <summary>One whose Azurite can be stopped and started again.</summary>
    private protected Task<Installation> InstallWithTablesAsync(string now, params string[] settings) =>
        InstallAsync(new InstallationPlan { Now = now, OwnAzurite = true, Settings = settings });

    /// <summary>On what an earlier installation left behind; the clock stands where it stood.</summary>
    private protected Task<Installation> InstallOnAsync(Func<RawTables, string, Task> furnish) => InstallAsync(new InstallationPlan
    {
        Now = Stories.StoryA.Begins,
        OwnAzurite = true,
        Furnish = async found =>
        {
            using var tables = new RawTables(found.Tables.Port);
            await furnish(tables, found.AppData);
        },
    });

    private protected async Task<Installation> InstallAsync(InstallationPlan plan)
    {
        var installation = await Installation.StartAsync(plan);
        _installations.Add(installation);
        return installation;
    }
}
