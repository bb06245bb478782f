namespace LocalHost.Clock;

/// <summary>
/// A part of the host that works, or is at rest. The simulated clock moves only when every part is at rest. Safe for use from any thread;
/// asked often, so <see cref="Busy"/> and <see cref="Begun"/> must be cheap.
/// </summary>
internal interface IRestSource
{
    /// <summary>What is under way or waits to be done at this moment; 0 at rest. Work handed on counts until the other has it.</summary>
    int Busy { get; }

    /// <summary>How often work has begun: raised before <see cref="Busy"/> leaves 0, never lowered. So all rest at once.</summary>
    long Begun { get; }

    /// <summary>Raised, on any thread, when <see cref="Busy"/> has reached 0.</summary>
    event Action? CameToRest;

    /// <summary>What keeps this part from rest, by instance, schedule or entity, and why; null at rest. Called rarely.</summary>
    string? WhyBusy { get; }
}
