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

    private protected async Task<Installation> InstallAsync(string now, params string[] settings) => Keep(await Installation.StartAsync(now, settings));

    /// <summary>One whose table service can be stopped and started again.</summary>
    private protected async Task<Installation> InstallWithTablesAsync(string now, params string[] settings) => Keep(await Installation.StartAloneAsync(now, furnish: null, settings));

    /// <summary>On what an earlier installation left behind; the clock stands where it stood.</summary>
    private protected async Task<Installation> InstallOnAsync(Func<RawTables, string, Task> furnish) => Keep(await Installation.StartAloneAsync(Stories.StoryA.Begins, async found =>
    {
        using var tables = new RawTables(found.Tables.Port);
        await furnish(tables, found.AppData);
    }));

    private Installation Keep(Installation installation)
    {
        _installations.Add(installation);
        return installation;
    }
}
