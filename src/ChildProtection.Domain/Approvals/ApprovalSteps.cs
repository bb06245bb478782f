using ChildProtection.Domain.Deadlines;
using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.Profiles;

namespace ChildProtection.Domain.Approvals;

/// <summary>
/// An approval without a deadline climbs by itself while nobody answers (domain 3.5): by the tiers of the short pattern, counted from the
/// day of the request. A manager who accepted a late duty is asked again once the accepted day has passed.
/// </summary>
internal static class ApprovalSteps
{
    private const string Escalation = nameof(CheckpointKind.Escalation);

    /// <summary>
    /// The tiers of an approval that is requested now. No role is skipped: the first tier asks the requested role once more.
    /// </summary>
    public static IReadOnlyList<ApprovalStep> From(CaseContext context, Role role) =>
        [
            .. Plan(context)
                .EscalateShort(context.Profile.Zone.DateOf(context.Now))
                .Select(checkpoint => new ApprovalStep(
                    checkpoint.Tier!.Value, ApprovalRules.Higher(role, ApprovalRules.RoleOf(checkpoint) ?? role), checkpoint.At)),
        ];

    /// <summary>The morning after the accepted recovery day, and never before the due date has passed.</summary>
    public static DateTimeOffset AskAgainAt(CaseContext context, DateOnly recoverBy, DateOnly? dueOn) =>
        Plan(context).MorningAfter(dueOn > recoverBy ? dueOn.Value : recoverBy);

    public static Decision Fire(CaseState state, ApprovalStepSignal signal, CaseContext context)
    {
        if (state.Approvals.FirstOrDefault(one => one.Id == signal.ApprovalId) is not { Steps: [var step, ..] } approval
            || step.At != signal.At)
            return new Ignored();
        var climbed = Climb(approval, step);
        while (EmptyTiers.IsAt(state, climbed, signal.Answer?.Managers) && climbed.Steps is [var above, ..])
            climbed = EmptyTiers.Explain(Climb(climbed, above));
        return Record(
            state,
            climbed,
            signal,
            context,
            $"{approval.About.Title}: has waited for a decision since "
            + $"{DateText.Date(context.Profile.Zone.DateOf(approval.RequestedAt))}; we told {Words(climbed.Role)}");
    }

    public static Decision Fire(CaseState state, RecoverySignal signal, CaseContext context)
    {
        if (state.Recoveries.FirstOrDefault(one => one.DeadlineId == signal.DeadlineId && one.AskAgainAt == signal.At) is not { } recovery
            || state.Deadlines.FirstOrDefault(one => one.Id == recovery.DeadlineId) is not { } overdue)
            return new Ignored();
        var raised = EmptyTiers.Pass(state, Escalations.Raise(state, overdue, context.Now), overdue, signal.Answer?.Managers);
        return Record(
            state,
            raised,
            signal,
            context,
            $"{overdue.Title}: due on {DateText.Date(overdue.DueOn)}, then promised for {DateText.Date(recovery.RecoverBy)}, "
            + $"and not done; we told {Words(raised.Role)}");
    }

    private static Approval Climb(Approval waiting, ApprovalStep step) => waiting with
    {
        Tier = step.Tier,
        Role = ApprovalRules.Higher(waiting.Role, step.Role),
        Steps = waiting.Steps!.Count > 1 ? [.. waiting.Steps.Skip(1)] : null,
    };

    private static Accepted Record(CaseState state, Approval approval, TimedSignal signal, CaseContext context, string summary) =>
        FactRecorder.Accept(state.With(approval), context.Now, Escalation, context.Profile.Zone.DateOf(signal.At), summary) with
        {
            Approvals = [approval],
        };

    private static string Words(Role role) => RoleCodes.Words(ApprovalRules.CodeOf(role));

    private static CheckpointPlan Plan(CaseContext context) => new(context.Calendar, context.Profile.Zone, RoleCodes.TeamManager);
}
