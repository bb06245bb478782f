using ChildProtection.Functions.Platform.Http;
using static ChildProtection.Functions.Access.QueryParameters;
using static ChildProtection.Functions.Access.RouteBuilder;

namespace ChildProtection.Functions.Access;

/// <summary>The routes of the access log.</summary>
internal static class AccessRoutes
{
    private static QueryParameter Subject { get; } = new("subject", "An account id; required.", Text);

    public static IReadOnlyList<ApiRoute> All =>
    [
        OfCase(
            "GetCaseAccess",
            "/access",
            RouteAccess.CaseLog,
            "Who read or changed the case, in order of time; the last 30 days unless the query names others",
            typeof(PageView<AccessEntryView>)) with
        {
            Query = [From, To, .. Paging],
        },
        Get(
            "GetSubjectAccess",
            "access",
            RouteAccess.SubjectLog,
            "What an account read or changed, in order of time; the last 30 days unless the query names others",
            typeof(PageView<AccessEntryView>)) with
        {
            Query = [Subject, From, To, .. Paging],
            Problems = [401, 403, 422, 503],
        },
    ];
}
