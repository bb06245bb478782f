using ChildProtection.Tests.Support;

namespace EndToEnd.Harness;

/// <summary>
/// One Azurite for a whole run, in memory, with an account for each installation: starting one takes about as long as starting the app, and
/// one that has run for a while answers sooner. It ends with the run. A second one has blobs and queues too, for the official engine.
/// </summary>
internal static class SharedTables
{
    private const int Accounts = 500;
    private static readonly Lazy<Task<AzuriteProcess>> Azurite = new(() => AzuriteProcess.StartAsync(dataFolder: null, Accounts));
    private static readonly Lazy<Task<AzuriteProcess>> Whole = new(() => AzuriteProcess.StartWholeAsync(dataFolder: null, Accounts));
    private static int _taken = -1;

    /// <summary>An account that nobody else uses, and the port that its connection string names for tables.</summary>
    public static Task<(int Port, string ConnectionString)> NextAsync() => NextAsync(Azurite.Value);

    /// <summary>The same with blobs and queues.</summary>
    public static Task<(int Port, string ConnectionString)> NextWholeAsync() => NextAsync(Whole.Value);

    private static async Task<(int Port, string ConnectionString)> NextAsync(Task<AzuriteProcess> starting)
    {
        var azurite = await starting;
        return (azurite.Port, azurite.ConnectionStringOf(Interlocked.Increment(ref _taken)));
    }
}
