using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.Oversight;
using static ChildProtection.Domain.Tests.Calendar.Dates;

namespace ChildProtection.Domain.Tests.Support;

/// <summary>Decisions on approvals, and what waits for one.</summary>
internal static class Deciding
{
    public static ApprovalDecided On(Approval approval, ApprovalVerdict verdict, string? recoverBy = null, bool reason = true) => new()
    {
        ApprovalId = approval.Id,
        Decision = verdict,
        Reason = reason ? Sample.Words : null,
        RecoverBy = recoverBy is null ? null : Date(recoverBy),
    };

    public static Approval Waiting(this CaseDriver driver) => Assert.Single(driver.State.Approvals);

    /// <summary>Every approval as it was last seen, ended ones included, by number.</summary>
    public static IReadOnlyList<Approval> Approvals(this CaseDriver driver) =>
        [
            .. driver
                .Accepted.SelectMany(decision => decision.Approvals)
                .GroupBy(approval => approval.Number)
                .Select(group => group.Last())
                .OrderBy(approval => approval.Number),
        ];

    /// <summary>Decides on the only thing that waits, by an account of that role.</summary>
    public static CaseDriver Decide(this CaseDriver driver, string when, ApprovalVerdict verdict, Role role, string? recoverBy = null) =>
        driver.AdvanceTo(when).Raise(when, On(driver.Waiting(), verdict, recoverBy), actor: role + ".1", role: role);
}
