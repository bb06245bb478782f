namespace ChildProtection.Functions.Maintenance;

/// <summary>
/// Whether this process has swept yet. The first sweep does not wait for rows to age, because no work of a killed process is still under
/// way.
/// </summary>
public sealed class FirstSweep
{
    private volatile bool _done;

    public bool IsDue => !_done;

    public void Done() => _done = true;
}
