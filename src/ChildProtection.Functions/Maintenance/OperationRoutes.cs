using ChildProtection.Functions.Access;
using static ChildProtection.Functions.Access.RouteBuilder;

namespace ChildProtection.Functions.Maintenance;

/// <summary>The routes of an administrator's operations.</summary>
internal static class OperationRoutes
{
    public static IReadOnlyList<ApiRoute> All =>
    [
        Post(
            "StartRebuild",
            "operations/rebuild",
            RouteAccess.Operate,
            "Rebuilds every list from the cases, while the app runs",
            new RouteAnswer(202, "The progress; Location says where to ask again", typeof(OperationView))) with
        {
            Body = OperationBody.ReasonSchema,
            Problems = [400, 401, 403, 413, 415, 422, 503],
        },
        Post(
            "StartRecreation",
            "operations/recreate",
            RouteAccess.Operate,
            "Restarts lost orchestrations from the stored snapshots",
            new RouteAnswer(202, "The progress; Location says where to ask again", typeof(OperationView))) with
        {
            Body = OperationBody.CaseSchema,
            Problems = [400, 401, 403, 413, 415, 422, 503],
        },
        Get(
            "GetOperation",
            "operations/{operation}",
            RouteAccess.Operation,
            "The progress or the result of an operation",
            typeof(OperationView)) with
        {
            Problems = [401, 403, 404],
        },
    ];
}
