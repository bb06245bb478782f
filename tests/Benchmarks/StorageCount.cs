using ChildProtection.Tests.Support;
using EndToEnd.Harness;

namespace Benchmarks;

/// <summary>Counting proxies before the blobs, queues and tables of an Azurite.</summary>
internal sealed class StorageCount : IAsyncDisposable
{
    private readonly Dictionary<string, TablesProxy> _proxies = [];

    /// <param name="connection">Of one account; <see cref="Connection"/> goes through the proxies.</param>
    public StorageCount(string connection)
    {
        foreach (var part in connection.Split(';').Where(static part => part.Contains("Endpoint=", StringComparison.Ordinal)))
        {
            var name = part[..part.IndexOf("Endpoint=", StringComparison.Ordinal)];
            var address = new Uri(part[(part.IndexOf('=', StringComparison.Ordinal) + 1)..]);
            _proxies[name] = TablesProxy.Start(address.Port);
            connection = connection.Replace($":{address.Port}/", $":{_proxies[name].Port}/", StringComparison.Ordinal);
        }

        Connection = connection;
    }

    public string Connection { get; }

    /// <summary>
    /// Transactions so far. Looks into queues that found nothing are no case's: a message that was found is deleted later, so deletions
    /// stand for the looks that found one.
    /// </summary>
    public int Now() => _proxies.Sum(static one => one.Value.Requests.Sum(request => (one.Key, request.Key.Split(' ')[0]) switch
    {
        ("Queue", "GET") => 0,
        ("Queue", "DELETE") => 2 * request.Value,
        // Leases and their renewal go on whether or not there are cases.
        ("Blob", _) => 0,
        _ => request.Value,
    }));

    /// <summary>What some work takes, once the engine is through with it.</summary>
    public async Task<double> OfAsync(Func<Task> work)
    {
        var before = Now();
        await work();
        await RestAsync();
        return Now() - before;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var proxy in _proxies.Values)
            await proxy.DisposeAsync();
    }

    /// <summary>Returns when nothing was counted for a second.</summary>
    private async Task RestAsync()
    {
        var (seen, since) = (Now(), TimeProvider.System.GetTimestamp());
        await Until.TrueAsync(
            "the engine is at rest",
            () =>
            {
                if (Now() is var now && now != seen)
                    (seen, since) = (now, TimeProvider.System.GetTimestamp());
                return TimeProvider.System.GetElapsedTime(since) > TimeSpan.FromSeconds(1);
            },
            TimeSpan.FromMinutes(1));
    }
}
