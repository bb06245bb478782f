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
            "The approval waits for nobody any more",
            ended.Status == ApprovalStatus.Withdrawn
                ? "What it was about fell away before anybody decided."
                : "Somebody decided before; one decision counts.",
            new()
            {
                ["status"] = ended.Status,
                ["decidedBy"] = ended.Decision?.By,
                ["decidedAt"] = ended.EndedAt?.UtcDateTime,
            });
}
