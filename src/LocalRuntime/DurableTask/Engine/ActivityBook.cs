namespace ChildProtection.LocalRuntime.DurableTask;

/// <summary>
/// The activities this process has started whose results are not committed yet. When a commit fails, a result that was lost with it is
/// given again from here instead of running the activity a second time. Owned by the turn loop's thread.
/// </summary>
internal sealed class ActivityBook
{
    private readonly Dictionary<ActivityKey, Message?> _started = [];

    public bool IsEmpty => _started.Count == 0;

    public void Started(ActivityKey key) => _started[key] = null;

    public void Finished(ActivityKey key, Message result) => _started[key] = result;

    public void Committed(ActivityKey key) => _started.Remove(key);

    /// <summary>Whether this process has the call in hand, and its result when there is one.</summary>
    public bool TryGet(ActivityKey key, out Message? result) => _started.TryGetValue(key, out result);
}
