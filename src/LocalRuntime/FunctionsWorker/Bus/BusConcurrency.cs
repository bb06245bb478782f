namespace ChildProtection.LocalRuntime.FunctionsWorker.Bus;

/// <summary>The part <c>extensions.serviceBus</c> of <c>host.json</c>, with the official defaults.</summary>
internal sealed record BusConcurrency
{
    /// <summary>Messages at a time of a queue without sessions.</summary>
    public int MaxConcurrentCalls { get; init; } = 16;

    /// <summary>Sessions at a time of a queue with them.</summary>
    public int MaxConcurrentSessions { get; init; } = 8;

    /// <summary>Whether functions that say nothing else have their messages completed by the host.</summary>
    public bool AutoCompleteMessages { get; init; } = true;

    /// <summary>How long the host renews the lock of a message whose function still runs.</summary>
    public TimeSpan MaxAutoLockRenewalDuration { get; init; } = TimeSpan.FromMinutes(5);
}
