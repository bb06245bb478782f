namespace ChildProtection.Functions.Holds;

/// <summary>One hold, lifted or not.</summary>
internal sealed record HoldView(string SetBy, DateTime SetAt, string Reason, string? LiftedBy, DateTime? LiftedAt, string? LiftedReason);

/// <summary>The present hold, for every reader of the case.</summary>
/// <param name="SetAt">UTC.</param>
/// <param name="SetBy">Account id.</param>
/// <param name="Reason">Null for readers who may not see holds, because it may reveal a complaint or court proceedings.</param>
internal sealed record StandingHoldView(DateTime SetAt, string SetBy, string? Reason)
{
    public static StandingHoldView Of(LegalHold hold, bool withReason) =>
        new(hold.SetAt.UtcDateTime, hold.SetBy, withReason ? hold.Reason : null);
}

/// <summary>Whether a record is held, and every hold so far, the oldest first.</summary>
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
