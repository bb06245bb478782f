using ChildProtection.Domain.Kernel;
using ChildProtection.Functions.Access;
using ChildProtection.Functions.CaseFile;
using ChildProtection.Functions.Platform.Http;
using ChildProtection.Functions.SubmitEvent;
using static ChildProtection.Functions.Access.QueryParameters;
using static ChildProtection.Functions.Access.RouteBuilder;

namespace ChildProtection.Functions.Approvals;

/// <summary>The routes of approvals.</summary>
internal static class ApprovalRoutes
{
    private static QueryParameter ApprovalStatus { get; } =
        new("status", "Approvals of one status; open unless given.", Codes<ApprovalStatus>);

    public static IReadOnlyList<ApiRoute> All =>
    [
        Get(
            "ListApprovals",
            "approvals",
            RouteAccess.Approvals,
            "Approvals that a team's managers and chairs must decide or have decided, the oldest first",
            typeof(PageView<ApprovalView>)) with
        {
            Query = [Team, ApprovalStatus, .. Paging],
            Problems = [401, 403, 422, 503],
        },
        Post(
            "DecideApproval",
            "approvals/{approvalId}",
            RouteAccess.Decide,
            "Decides on an approval",
            new(200, "The approval, decided", typeof(ApprovalView)),
            new(202, "The decision is stored and will be decided", typeof(PendingEventView))) with
        {
            Body = ApprovalBody.Schema,
            Idempotent = true,
            Problems = [400, 401, 403, 404, 409, 413, 415, 422, 503],
        },
    ];
}
