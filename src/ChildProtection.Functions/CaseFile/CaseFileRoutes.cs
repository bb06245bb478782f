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
        OfCase("GetCase", "", RouteAccess.Case, "A case", typeof(CaseView)),
        OfCase(
            "GetDeadlines",
            "/deadlines",
            RouteAccess.Case,
            "Every deadline of a case with its explanation, in order of due date",
            typeof(PageView<DeadlineView>)) with
        {
            Query = [DeadlineStatus, .. Paging],
        },
    ];
}
