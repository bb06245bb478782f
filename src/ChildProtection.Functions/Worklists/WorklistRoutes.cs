using ChildProtection.Domain.Kernel;
using ChildProtection.Functions.Access;
using ChildProtection.Functions.Platform.Http;
using static ChildProtection.Functions.Access.QueryParameters;
using static ChildProtection.Functions.Access.RouteBuilder;

namespace ChildProtection.Functions.Worklists;

/// <summary>The routes of lists across cases.</summary>
internal static class WorklistRoutes
{
    private static QueryParameter State { get; } = new("state", "Cases in one state.", Codes<CaseStage>);

    private static QueryParameter Identifier { get; } =
        new("q", "A case's reference, or the authority's id of the child. Names: POST /cases/search.", Text);

    private static QueryParameter UnallocatedTeam { get; } =
        new("team", "A team's; the caller's own unless given, and every team's for managers of the service and the auditor.", Text);

    public static IReadOnlyList<ApiRoute> All =>
    [
        Get("ListCases", "cases", RouteAccess.List, "Cases", typeof(PageView<CaseListItemView>)) with
        {
            Query = [Team, Worker, State, Identifier, .. Paging],
            Problems = [401, 403, 422, 503],
        },
        Get(
            "ListUnallocatedCases",
            "cases/unallocated",
            RouteAccess.List,
            "Open cases that nobody leads: those of teams that are not listed first, then those that wait longest",
            typeof(PageView<UnallocatedCaseView>)) with
        {
            Query = [UnallocatedTeam, .. Paging],
            Problems = [401, 403, 422, 503],
        },
        Post(
            "SearchCases",
            "cases/search",
            RouteAccess.List,
            "Cases by the beginning of any part of the child's name: those written so first, then those that differ in diacritics",
            new RouteAnswer(200, "A page of cases", typeof(PageView<CaseListItemView>))) with
        {
            Body = CaseSearchBody.Schema,
            Problems = [400, 401, 403, 413, 415, 422, 503],
        },
        Get(
            "GetWorklist",
            "worklist",
            RouteAccess.List,
            "A team's open deadlines in order of due date",
            typeof(PageView<WorklistItemView>)) with
        {
            Query = [Team, Worker, From, To, DeadlineStatus, .. Paging],
            Problems = [401, 403, 422, 503],
        },
    ];
}
