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

    private protected async Task<Installation> InstallAsync(string now, params string[] settings)
    {
        var installation = await Installation.StartAsync(now, settings);
        _installations.Add(installation);
        return installation;
    }
}
