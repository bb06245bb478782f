using ChildProtection.Domain.Kernel;
using ChildProtection.Functions.Platform.Http;
using static Microsoft.AspNetCore.Http.StatusCodes;

namespace ChildProtection.Functions.Approvals;

/// <summary>Why an approval could not be decided.</summary>
internal static class ApprovalProblems
{
    public static Problem AlreadyDecided(Approval ended) =>
        Problems.New(
            "approval-decided",
            Status409Conflict,
            "The approval has ended",
            ended.Status == ApprovalStatus.Withdrawn
                ? "This approval was withdrawn because its reason no longer applies. You need not decide."
                : "This approval has already been decided.",
            new()
            {
                ["approvalStatus"] = ended.Status,
                ["decidedBy"] = ended.Decision?.By,
                ["decidedAt"] = ended.EndedAt?.UtcDateTime,
            });
}
