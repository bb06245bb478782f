using System.Diagnostics;

namespace EndToEnd.Harness;

/// <summary>Waits for a condition, with a limit and a word on what was awaited.</summary>
internal static class Until
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(50);

    public static Task TrueAsync(string what, Func<Task<bool>> condition, TimeSpan? limit = null) =>
        FoundAsync(what, async () => await condition() ? "" : null, limit);

    public static async Task<T> FoundAsync<T>(string what, Func<Task<T?>> find, TimeSpan? limit = null) where T : class
    {
        var patience = limit ?? TimeSpan.FromSeconds(30);
        var since = Stopwatch.StartNew();
        using var timer = new PeriodicTimer(Step);
        while (true)
        {
            if (await find() is { } found)
                return found;
            if (since.Elapsed > patience)
                throw new TimeoutException($"Not within {patience.TotalSeconds} s: {what}");
            await timer.WaitForNextTickAsync();
        }
    }
}
