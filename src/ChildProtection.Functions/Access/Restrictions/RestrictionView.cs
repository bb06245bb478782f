using ChildProtection.Functions.RecordStore;

namespace ChildProtection.Functions.Access.Restrictions;

/// <summary>A restriction in force.</summary>
internal sealed record RestrictionView(
    RestrictionCategory Category, string Reason, string Approver, DateTime ApprovedAt, DateOnly ReviewOn, IReadOnlyList<string> Allowed)
{
    public static RestrictionView Of(Restriction restriction) =>
        new(
            restriction.Category,
            restriction.Reason,
            restriction.Approver,
            restriction.ApprovedAt.UtcDateTime,
            restriction.ReviewOn,
            restriction.Allowed);
}
