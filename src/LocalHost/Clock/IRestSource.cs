namespace LocalHost.Clock;

/// <summary>
/// A part of the host that works, or is at rest. The simulated clock moves only when every part is at rest. Safe for use from any thread;
/// asked often, so <see cref="Busy"/> and <see cref="Begun"/> must be cheap.
/// </summary>
internal interface IRestSource
{
    /// <summary>How much is under way, or waits to be done at the present moment; 0 at rest. What hands work on to another part counts until that part has it.</summary>
    int Busy { get; }

    /// <summary>How often work has begun since the start: raised before <see cref="Busy"/> leaves 0, never lowered. It tells that all parts were at rest at once.</summary>
    long Begun { get; }

    /// <summary>Raised, on any thread, when <see cref="Busy"/> has come to 0.</summary>
    event Action? CameToRest;

    /// <summary>What keeps this part from rest, by instance, schedule or entity, and why; null at rest. Asked only when rest is long in coming.</summary>
    string? WhyBusy { get; }
}
