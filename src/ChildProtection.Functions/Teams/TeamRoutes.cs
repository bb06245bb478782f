using ChildProtection.Functions.Access;
using ChildProtection.Functions.Platform.Http;
using static ChildProtection.Functions.Access.QueryParameters;
using static ChildProtection.Functions.Access.RouteBuilder;

namespace ChildProtection.Functions.Teams;

internal static class TeamRoutes
{
    public static IReadOnlyList<ApiRoute> All =>
    [
        Get("ListTeams", "teams", RouteAccess.Anybody, "The authority's teams", typeof(PageView<TeamView>)) with
        {
            Query = Paging,
            Problems = [401, 422],
        },
        Get("GetMe", "me", RouteAccess.Anybody, "Who is calling: roles, team, agency", typeof(CallerView)) with { Problems = [401] },
    ];
}
