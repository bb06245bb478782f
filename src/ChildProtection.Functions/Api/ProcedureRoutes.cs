using ChildProtection.Functions.Access;
using ChildProtection.Functions.Platform.Http;
using ChildProtection.Functions.Procedures;
using static ChildProtection.Functions.Access.QueryParameters;
using static ChildProtection.Functions.Access.RouteBuilder;

namespace ChildProtection.Functions.Api;

/// <summary>
/// The routes of procedure profiles. They are here because the folder Access, which declares what a route is, reads the profiles.
/// </summary>
internal static class ProcedureRoutes
{
    private static QueryParameter[] OfVersion { get; } = [new("version", "A version of the profile; the newest unless given.", Text)];

    public static IReadOnlyList<ApiRoute> All =>
    [
        Get(
            "ListProcedures",
            "procedures",
            RouteAccess.Anybody,
            "The procedure profiles, with the source of every value",
            typeof(PageView<ProcedureView>)) with
        {
            Cacheable = true,
            Query = Paging,
            Problems = [401, 422],
        },
        Get("GetProcedure", "procedures/{profileId}", RouteAccess.Anybody, "A procedure profile", typeof(ProcedureView)) with
        {
            Cacheable = true,
            Query = OfVersion,
            Problems = [401, 404, 422],
        },
        Post(
            "ComputeDueDate",
            "procedures/{profileId}/due-dates",
            RouteAccess.Anybody,
            "Calculates a due date from a day",
            new RouteAnswer(200, "The due date with its calculation", typeof(DueDateView))) with
        {
            Cacheable = true,
            Query = OfVersion,
            Body = DueDateBody.Schema,
            Problems = [400, 401, 404, 413, 415, 422],
        },
    ];
}
