using System.Diagnostics;

namespace ChildProtection.Tests.Support;

/// <summary>
/// Waits for a condition, with a limit and a word on what was awaited. It looks often at first, then less: what comes soon is seen soon,
/// what takes long costs little.
/// </summary>
internal static class Until
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(50);

    /// <param name="what">What is awaited; stands in the failure.</param>
    /// <param name="condition">Asked until it holds.</param>
    /// <param name="limit">Two minutes if not given: only a test that fails waits so long.</param>
    /// <param name="seen">What there is to see in its place; stands in the failure too.</param>
    public static Task TrueAsync(string what, Func<bool> condition, TimeSpan? limit = null, Func<string>? seen = null) =>
        TrueAsync(what, () => Task.FromResult(condition()), limit, seen);

    /// <inheritdoc cref="TrueAsync(string, Func{bool}, TimeSpan?, Func{string}?)"/>
    public static Task TrueAsync(string what, Func<Task<bool>> condition, TimeSpan? limit = null, Func<string>? seen = null) =>
        FoundAsync(what, async () => await condition() ? "" : null, limit, seen);

    /// <summary>Looks until there is something to find, and returns it.</summary>
    public static async Task<T> FoundAsync<T>(string what, Func<Task<T?>> find, TimeSpan? limit = null, Func<string>? seen = null)
        where T : class
    {
        var patience = limit ?? Limit;
        var since = Stopwatch.StartNew();
        using var timer = new PeriodicTimer(Shortest);
        while (true)
        {
            if (await find() is { } found)
                return found;
            if (since.Elapsed > patience)
                throw new TimeoutException($"Not within {patience.TotalSeconds} s: {what}. {seen?.Invoke()}".TrimEnd());
            await timer.WaitForNextTickAsync();
            timer.Period = timer.Period * 2 < Longest ? timer.Period * 2 : Longest;
        }
    }
}
