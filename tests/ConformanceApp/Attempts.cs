using System.Collections.Concurrent;

namespace ConformanceApp;

/// <summary>What the activities of this process were called with: a test asks for it by the key that it chose.</summary>
internal static class Attempts
{
    private static readonly ConcurrentDictionary<string, ConcurrentQueue<Attempt>> All = new();

    /// <returns>The number of this attempt, from 1.</returns>
    public static int Note(string key, string instanceId)
    {
        var attempts = All.GetOrAdd(key, static _ => new());
        lock (attempts)
        {
            attempts.Enqueue(new Attempt(instanceId, Environment.TickCount64));
            return attempts.Count;
        }
    }

    public static Attempt[] Of(string key) => All.TryGetValue(key, out var attempts) ? [.. attempts] : [];
}

/// <param name="InstanceId">The orchestration that called.</param>
/// <param name="At">The machine's tick counter, in milliseconds.</param>
public sealed record Attempt(string InstanceId, long At);
