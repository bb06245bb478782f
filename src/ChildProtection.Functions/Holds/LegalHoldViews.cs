namespace ChildProtection.Functions.Holds;

/// <summary>One hold, lifted or not.</summary>
internal sealed record HoldView(string SetBy, DateTime SetAt, string Reason, string? LiftedBy, DateTime? LiftedAt, string? LiftedReason);

/// <summary>The hold that stands, for whoever reads the case.</summary>
/// <param name="SetAt">UTC.</param>
/// <param name="SetBy">Account id.</param>
/// <param name="Reason">Null for those who may not read holds: it may tell of a complaint or a court that is not theirs to know of.</param>
internal sealed record StandingHoldView(DateTime SetAt, string SetBy, string? Reason)
{
    public static StandingHoldView Of(LegalHold hold, bool withReason) =>
        new(hold.SetAt.UtcDateTime, hold.SetBy, withReason ? hold.Reason : null);
}

/// <summary>Whether a record is held, and every hold there was, the oldest first.</summary>
internal sealed record LegalHoldView(bool Held, IReadOnlyList<HoldView> Holds)
{
    public static LegalHoldView Of(IReadOnlyList<LegalHold> holds) =>
        new(
            holds.Any(hold => hold.LiftedAt is null),
            [
                .. holds.Select(hold => new HoldView(
                    hold.SetBy, hold.SetAt.UtcDateTime, hold.Reason, hold.LiftedBy, hold.LiftedAt?.UtcDateTime, hold.LiftedReason)),
            ]);
}
