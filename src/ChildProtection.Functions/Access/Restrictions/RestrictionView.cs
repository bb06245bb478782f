using ChildProtection.Functions.RecordStore;

namespace ChildProtection.Functions.Access.Restrictions;

/// <summary>A restriction in force.</summary>
/// <param name="Category">Why, in a word.</param>
/// <param name="Reason">Why.</param>
/// <param name="Approver">Account id of the manager who asked for it.</param>
/// <param name="ApprovedAt">UTC.</param>
/// <param name="ReviewOn">Local day.</param>
/// <param name="Allowed">Account ids that may see the case.</param>
/// <param name="Change">The number that a second manager's decision names.</param>
/// <param name="AwaitsSecond">Whether a second manager must still agree; until then heads of service see the case.</param>
/// <param name="AgreedBy">Account id of the second manager.</param>
/// <param name="AgreedAt">UTC.</param>
internal sealed record RestrictionView(
    RestrictionCategory Category,
    string Reason,
    string Approver,
    DateTime ApprovedAt,
    DateOnly ReviewOn,
    IReadOnlyList<string> Allowed,
    int Change,
    bool AwaitsSecond,
    string? AgreedBy,
    DateTime? AgreedAt)
{
    public static RestrictionView Of(Restriction restriction) =>
        new(
            restriction.Category,
            restriction.Reason,
            restriction.Approver,
            restriction.ApprovedAt.UtcDateTime,
            restriction.ReviewOn,
            restriction.Allowed,
            restriction.Change,
            restriction.AwaitsSecond,
            restriction.AgreedBy,
            restriction.AgreedAt?.UtcDateTime);
}
