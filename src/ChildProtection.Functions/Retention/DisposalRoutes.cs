using ChildProtection.Domain.Retention;
using ChildProtection.Functions.Access;
using ChildProtection.Functions.Platform.Http;
using static ChildProtection.Functions.Access.QueryParameters;
using static ChildProtection.Functions.Access.RouteBuilder;

namespace ChildProtection.Functions.Retention;

/// <summary>The routes of records that are due for disposal.</summary>
internal static class DisposalRoutes
{
    private static QueryParameter DisposalStatus { get; } = new("status", "Records at one step.", Codes<DisposalStatus>);

    public static IReadOnlyList<ApiRoute> All =>
    [
        Get(
            "ListDisposals",
            "disposals",
            RouteAccess.Disposals,
            "The records that are due for disposal, the longest overdue first",
            typeof(PageView<DisposalView>)) with
        {
            Query = [DisposalStatus, .. Paging],
            Problems = [401, 403, 422, 503],
        },
        Post(
            "DecideDisposal",
            "disposals/{caseId}",
            RouteAccess.Keep,
            "Recommends, approves or declines the disposal of a record",
            new RouteAnswer(200, "The state of the record", typeof(DisposalView))) with
        {
            Body = DisposalBody.Schema,
            Problems = [400, 401, 403, 404, 409, 413, 415, 422, 503],
        },
    ];
}
