namespace ChildProtection.LocalRuntime.DurableTask;

/// <summary>
/// Notes when a loop's thread goes into orchestrator code and comes back. Code that stays too long loses its thread the right to go on: another
/// thread takes over, and this one ends as soon as the code lets it. One for every thread of the loop.
/// </summary>
internal sealed class CodeGate
{
    private const long Outside = 0;
    private const long Taken = -1;

    private long _since;

    /// <summary>What the code is answering; for whoever takes over.</summary>
    public Turn? Turn { get; set; }

    public OrchestrationRun? Run { get; set; }

    public void Enter() => Volatile.Write(ref _since, Math.Max(1, Environment.TickCount64));

    /// <exception cref="LostThreadException">Another thread has taken over: this one must not touch the engine any more.</exception>
    public void Leave()
    {
        if (Interlocked.Exchange(ref _since, Outside) == Taken)
            throw new LostThreadException();
    }

    /// <summary>Takes the thread's place if its code has run for longer than this.</summary>
    public bool TryTakeOver(TimeSpan limit)
    {
        var since = Volatile.Read(ref _since);
        return since > Outside && Environment.TickCount64 - since >= limit.TotalMilliseconds
            && Interlocked.CompareExchange(ref _since, Taken, since) == since;
    }
}

/// <summary>Ends a thread whose orchestrator code blocked for so long that another thread has taken over.</summary>
internal sealed class LostThreadException() : Exception("This thread of the durable engine was replaced while orchestrator code blocked it.");
