namespace LocalHost.Clock;

/// <summary>A part of the host that works, or is at rest. The simulated clock moves only when every part is at rest.</summary>
internal interface IRestSource
{
    /// <summary>What keeps this part from rest, by instance, schedule or entity, and why; null when it is at rest.</summary>
    string? WhyBusy { get; }

    /// <summary>Raised, on any thread, when <see cref="WhyBusy"/> may have become null.</summary>
    event Action? CameToRest;
}
