namespace EndToEnd.Releases;

/// <summary>
/// Keeps the data of the code of today under the name of a release, where one is given (docs/operations.md, Keep a release's data).
/// </summary>
public sealed class KeptRelease : IAsyncLifetime
{
    private const string Variable = "CHILDPROTECTION_KEEP_RELEASE";

    /// <summary>Once in a run, whichever test class comes first.</summary>
    private static readonly Lazy<Task> Making = new(MakeAsync);

    public Task InitializeAsync() => Making.Value;

    public Task DisposeAsync() => Task.CompletedTask;

    private static async Task MakeAsync()
    {
        if (Environment.GetEnvironmentVariable(Variable) is not { Length: > 0 } release)
            return;
        await ReleaseMaker.MakeAsync(Path.Combine(ReleaseData.Folder, release + ".zip"));
        await BackupMaker.MakeAsync(Path.Combine(KeptBackup.Folder, release + ".zip"));
    }
}
