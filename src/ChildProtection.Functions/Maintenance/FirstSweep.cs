namespace ChildProtection.Functions.Maintenance;

/// <summary>
/// Whether this process has swept yet. What a killed process left over is nobody's work under way any more, so the first sweep does not
/// wait for it to grow old.
/// </summary>
public sealed class FirstSweep
{
    private volatile bool _done;

    public bool IsDue => !_done;

    public void Done() => _done = true;
}
