using LocalHost.Clock;

namespace LocalHost.Worker;

/// <summary>
/// While no worker can be called, what is due would not run: the simulated clock waits for one. Safe for use from any thread.
/// </summary>
internal sealed class WorkerPresence : IRestSource
{
    private readonly WorkerSupervisor _supervisor;
    private long _begun;

    public WorkerPresence(WorkerSupervisor supervisor)
    {
        _supervisor = supervisor;
        supervisor.PhaseChanged += OnPhaseChanged;
    }

    public event Action? CameToRest;

    public int Busy => _supervisor.Status.Phase == WorkerPhase.Running ? 0 : 1;

    public long Begun => Interlocked.Read(ref _begun);

    public string? WhyBusy => _supervisor.Status switch
    {
        { Phase: WorkerPhase.Running } => null,
        { LastFault: { } fault } => $"no worker runs: {fault}",
        _ => "the worker is starting",
    };

    private void OnPhaseChanged(WorkerPhase phase)
    {
        if (phase == WorkerPhase.Running)
            CameToRest?.Invoke();
        else
            Interlocked.Increment(ref _begun);
    }
}
