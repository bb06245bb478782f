namespace ChildProtection.LocalRuntime.DurableTask;

/// <summary>
/// The nearest pending timers in memory, all others in the store's index: a restart with a million timers reads one window. A timer that is
/// no longer wanted may still come up; the turn that gets it drops it. Owned by the turn loop's thread.
/// </summary>
internal sealed class TimerIndex(bool retry, int window)
{
    private readonly SortedSet<TimerRow> _near = [];
    private TimerRow _horizon = new(long.MinValue, 0, 0, 0, retry);
    private bool _complete;

    /// <summary>Whether any timer may be pending, in memory or beyond.</summary>
    public bool HasAny => _near.Count > 0 || !_complete;

    /// <summary>When the nearest is due, UTC ticks; the end of time when none is pending. Load first.</summary>
    public long NextDue => _near.Count > 0 ? _near.Min.Due : long.MaxValue;

    public bool NeedsLoad => _near.Count == 0 && !_complete;

    public void Add(TimerRow timer)
    {
        if (!_complete && timer.CompareTo(_horizon) > 0)
            return;
        _near.Add(timer);
        if (_near.Count <= 2 * window)
            return;
        while (_near.Count > window)
            _near.Remove(_near.Max);
        _horizon = _near.Max;
        _complete = false;
    }

    public void Remove(TimerRow timer) => _near.Remove(timer);

    /// <summary>Removes all of an instance that ended with timers open.</summary>
    public void RemoveInstance(long key) => _near.RemoveWhere(timer => timer.Instance == key);

    public bool TakeDue(long now, out TimerRow timer)
    {
        timer = default;
        if (_near.Count == 0 || _near.Min.Due > now)
            return false;
        timer = _near.Min;
        return _near.Remove(timer);
    }

    /// <summary>Reads the next window from the store, together with timers whose batch is not committed yet.</summary>
    public void Load(StoreReader reader, IEnumerable<TimerRow> uncommitted)
    {
        var begin = _horizon;
        var rows = reader.TimersAfter(retry, begin, window);
        _complete = rows.Count < window;
        if (!_complete)
            _horizon = rows[^1];
        _near.UnionWith(rows);
        foreach (var timer in uncommitted)
        {
            if (timer.IsRetry == retry && timer.CompareTo(begin) > 0 && (_complete || timer.CompareTo(_horizon) <= 0))
                _near.Add(timer);
        }
    }

    public void Reset()
    {
        _near.Clear();
        _horizon = new(long.MinValue, 0, 0, 0, retry);
        _complete = false;
    }
}
