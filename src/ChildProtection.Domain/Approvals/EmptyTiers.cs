using ChildProtection.Domain.Deadlines;
using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.Profiles;

namespace ChildProtection.Domain.Approvals;

/// <summary>
/// A tier where nobody may decide is not waited for: where every manager of the team is barred, the next one is asked at once (N-16). Only
/// the managers of teams are known by account, and only where the authority keeps a list of them.
/// </summary>
internal static class EmptyTiers
{
    /// <summary>Whether it waits for managers of whom none may decide.</summary>
    public static bool IsAt(CaseState state, Approval asked, IReadOnlyList<string>? managers) =>
        asked.Role == Role.TeamManager
        && managers is { Count: > 0 }
        && managers.All(account => ApprovalBars.WhyNot(asked, ApprovalBars.Workers(state), account) is not null);

    /// <summary>The approval at the first tier of the late duty where somebody may decide.</summary>
    public static Approval Pass(CaseState state, Approval asked, Deadline late, IReadOnlyList<string>? managers)
    {
        if (!IsAt(state, asked, managers))
            return asked;
        var above = late.Checkpoints
            .Where(one => one.Kind == CheckpointKind.Escalation && one.Tier >= asked.Tier)
            .SelectMany(one => one.To.Select(code => (Tier: one.Tier!.Value, Role: ApprovalRules.RoleOf(code))))
            .FirstOrDefault(one => one.Role is not (null or Role.TeamManager));
        return above.Role is { } role ? Explain(asked with { Tier = above.Tier, Role = role }) : asked;
    }

    /// <summary>The approval with the reason why it does not wait for the manager.</summary>
    public static Approval Explain(Approval passed) => passed with
    {
        Rule = $"{passed.Rule} No manager of the team may decide, so it waits for {RoleCodes.Words(ApprovalRules.CodeOf(passed.Role))}.",
    };
}
