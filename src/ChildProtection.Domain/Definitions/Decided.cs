using ChildProtection.Domain.Kernel;

namespace ChildProtection.Domain.Definitions;

/// <summary>A decision that changed a case, with what led to it.</summary>
/// <param name="Before">The case before it; null for the event that opened the case.</param>
/// <param name="Signal">What was decided.</param>
/// <param name="Decision">The decision.</param>
internal sealed record Decided(CaseState? Before, CaseSignal Signal, Accepted Decision)
{
    public CaseState After => Decision.State;

    /// <summary>The authority's own id for the child.</summary>
    public string Child => After.Child.LocalId;

    /// <summary>The local day of the fact.</summary>
    public DateOnly OccurredOn => Decision.Fact.OccurredOn;

    /// <summary>The event that happened; null when a timer fired.</summary>
    public CaseEvent? Event => Signal switch
    {
        EventSignal happened => happened.Event,
        OpeningSignal opening => opening.Referral.Event,
        _ => null,
    };

    /// <summary>The agency that raised the event; null for the authority's own people.</summary>
    public string? From => (Signal as EventSignal)?.Actor.Agency;
}

/// <summary>One recipient and its message.</summary>
/// <param name="To">Who is told.</param>
/// <param name="Data">What.</param>
/// <param name="About">What it is about, where one decision may tell the same recipient several things of one kind.</param>
internal sealed record Message(Recipient To, NotificationData Data, string? About = null);
