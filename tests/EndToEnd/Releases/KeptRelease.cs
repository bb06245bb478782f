namespace EndToEnd.Releases;

/// <summary>Keeps the data of the code of today under the name of a release, where one is given (docs/operations.md, Keep a release's data).</summary>
public sealed class KeptRelease : IAsyncLifetime
{
    private const string Variable = "CHILDPROTECTION_KEEP_RELEASE";

    public async Task InitializeAsync()
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } release)
            await ReleaseMaker.MakeAsync(Path.Combine(ReleaseData.Folder, release + ".zip"));
    }

    public Task DisposeAsync() => Task.CompletedTask;
}
