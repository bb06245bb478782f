using System.Collections.Concurrent;

namespace ConformanceApp;

/// <summary>Gates that an activity waits at until another activity opens them; they are of this process, as activities are.</summary>
internal static class Gates
{
    private static readonly ConcurrentDictionary<string, TaskCompletionSource<string>> All = new();

    public static TaskCompletionSource<string> Of(string name) =>
        All.GetOrAdd(name, static _ => new(TaskCreationOptions.RunContinuationsAsynchronously));
}
