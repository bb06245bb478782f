using ChildProtection.Domain.Deadlines;
using ChildProtection.Domain.Kernel;

namespace ChildProtection.Domain.Approvals;

/// <summary>
/// An escalation asks the tier's manager to decide: one approval per overdue deadline, which climbs while nobody answers (domain 3.5). An
/// approval that already waits about the same deadline climbs instead, so that a manager is asked once.
/// </summary>
internal static class Escalations
{
    /// <summary>The approval that the escalation raises or lifts; null when it changes none.</summary>
    /// <param name="state">The case.</param>
    /// <param name="overdue">The late duty.</param>
    /// <param name="escalation">The moment that fires.</param>
    /// <param name="today">The local day.</param>
    /// <param name="now">The moment of deciding (UTC).</param>
    /// <param name="managers">Accounts of the team's managers; null where they are not known.</param>
    public static Approval? Of(
        CaseState state, Deadline overdue, Checkpoint escalation, DateOnly today, DateTimeOffset now, IReadOnlyList<string>? managers) =>
        Ask(state, overdue, escalation, today, now) is { } asked
            ? EmptyTiers.Pass(state, asked, overdue, managers)
            : state.ApprovalAbout(overdue.Id) is { } waiting && EmptyTiers.IsAt(state, waiting, managers)
                ? EmptyTiers.Pass(state, waiting, overdue, managers)
                : null;

    private static Approval? Ask(CaseState state, Deadline overdue, Checkpoint escalation, DateOnly today, DateTimeOffset now)
    {
        if (escalation is not { Kind: CheckpointKind.Escalation, Tier: { } tier } || ApprovalRules.RoleOf(escalation) is not { } role)
            return null;
        if (state.ApprovalAbout(overdue.Id) is { } waiting)
            return waiting.Tier < tier
                ? waiting with
                {
                    Tier = tier,
                    Role = ApprovalRules.Needed(overdue, ApprovalRules.Higher(waiting.Role, role)),
                    Barred = ApprovalBars.With(waiting.Barred, overdue.OwedBy),
                }
                : null;
        if (state.Recoveries.Any(recovery => recovery.DeadlineId == overdue.Id && recovery.RecoverBy >= today))
            return null;
        return New(state, overdue, tier, role, now);
    }

    /// <summary>Asks about an overdue deadline at the tier where it stands.</summary>
    public static Approval Raise(CaseState state, Deadline overdue, DateTimeOffset now)
    {
        var tier = Math.Max(1, overdue.Tier);
        var role = overdue
            .Checkpoints.Where(checkpoint => checkpoint.Kind == CheckpointKind.Escalation && checkpoint.Tier == tier)
            .Select(ApprovalRules.RoleOf)
            .FirstOrDefault();
        return New(state, overdue, tier, role ?? Role.TeamManager, now);
    }

    public static ApprovalSubject About(Deadline deadline) => new(deadline.Id, deadline.Title, deadline.DueOn);

    private static Approval New(CaseState state, Deadline overdue, int tier, Role role, DateTimeOffset now) => new()
    {
        Number = state.ApprovalNumber + 1,
        Kind = ApprovalKind.Escalation,
        RequestedAt = now,
        Tier = tier,
        Role = ApprovalRules.Needed(overdue, role),
        About = About(overdue),
        Rule = overdue.Explanation,
        Barred = ApprovalBars.With(null, overdue.OwedBy),
    };
}
