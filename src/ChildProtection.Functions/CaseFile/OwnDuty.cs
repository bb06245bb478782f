using ChildProtection.Domain.Approvals;
using ChildProtection.Domain.Kernel;
using ChildProtection.Functions.Access;

namespace ChildProtection.Functions.CaseFile;

/// <summary>
/// A late duty of a team's manager names no account. Who manages that team by the present token does not decide on it, in whatever role.
/// </summary>
internal static class OwnDuty
{
    /// <summary>Why the caller may not decide, and who may; null when nothing bars it.</summary>
    public static string? WhyNot(CaseState state, Approval approval, Caller caller) =>
        caller.Team == state.Team && caller.Roles.Contains(Role.TeamManager) && ApprovalRules.IsOfTheManager(state, approval)
            ? "You cannot decide, because this was a duty of the team's manager. "
                + ApprovalBars.WhoMay(ApprovalRules.Needed(state, approval))
            : null;
}
