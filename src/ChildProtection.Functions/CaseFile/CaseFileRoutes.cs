using ChildProtection.Functions.Access;
using ChildProtection.Functions.Platform.Http;
using static ChildProtection.Functions.Access.QueryParameters;
using static ChildProtection.Functions.Access.RouteBuilder;

namespace ChildProtection.Functions.CaseFile;

/// <summary>The routes of a case and its deadlines.</summary>
internal static class CaseFileRoutes
{
    public static IReadOnlyList<ApiRoute> All =>
    [
        OrOfAgencies(
            OfCase("GetCase", "", RouteAccess.Case, "A case; for an agency what it needs of it", typeof(CaseView)), typeof(AgencyCaseView)),
        OrOfAgencies(
            OfCase(
                "GetDeadlines",
                "/deadlines",
                RouteAccess.Case,
                "Every deadline of a case with its explanation, in order of due date; for an agency those that it works to",
                typeof(PageView<DeadlineView>)),
            typeof(PageView<AgencyDeadlineView>)) with
        {
            Query = [DeadlineStatus, .. Paging],
        },
    ];

    /// <summary>Adds what an agency gets instead.</summary>
    private static ApiRoute OrOfAgencies(ApiRoute route, Type view) => route with
    {
        Answers = [.. route.Answers, new(200, route.Summary, view)],
    };
}
