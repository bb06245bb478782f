using System.Diagnostics;

namespace Benchmarks;

/// <summary>How long things take, and how many come about in a while.</summary>
internal static class Timing
{
    public static async Task<double> SecondsAsync(Func<Task> work)
    {
        var began = Stopwatch.GetTimestamp();
        await work();
        return Stopwatch.GetElapsedTime(began).TotalSeconds;
    }

    /// <summary>So many calls in all by so many callers, each one after the other.</summary>
    /// <param name="callers">How many at once.</param>
    /// <param name="count">How many in all.</param>
    /// <param name="call">Given the caller's and the call's number.</param>
    /// <returns>Calls a second.</returns>
    public static async Task<double> RateAsync(int callers, int count, Func<int, int, Task> call)
    {
        var next = -1;
        var seconds = await SecondsAsync(() => Task.WhenAll(Enumerable.Range(0, callers).Select(caller => Task.Run(async () =>
        {
            int number;
            while ((number = Interlocked.Increment(ref next)) < count)
                await call(caller, number);
        }))));
        return count / seconds;
    }

    /// <summary>The value below which such a part of all lies.</summary>
    public static double Quantile(IEnumerable<double> values, double part)
    {
        var sorted = values.Order().ToList();
        return sorted[Math.Min(sorted.Count - 1, (int)(sorted.Count * part))];
    }

    public static double Median(IEnumerable<double> values) => Quantile(values, 0.5);
}
