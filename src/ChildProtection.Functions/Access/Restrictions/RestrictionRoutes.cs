using static ChildProtection.Functions.Access.RouteBuilder;

namespace ChildProtection.Functions.Access.Restrictions;

/// <summary>The routes that restrict a case.</summary>
internal static class RestrictionRoutes
{
    public static IReadOnlyList<ApiRoute> All =>
    [
        OfCase("GetRestriction", "/restriction", RouteAccess.Restriction, "The case's restriction", typeof(RestrictionView)),
        Put(
            "PutRestriction",
            "cases/{caseId}/restriction",
            RouteAccess.Restriction,
            "Restricts the case to an allow-list at once, or reviews that; a second manager must agree, a review is due after 90 days",
            RestrictionBody.Schema,
            new RouteAnswer(200, "The restriction", typeof(RestrictionView))),
        Post(
            "DecideRestriction",
            "cases/{caseId}/restriction/decision",
            RouteAccess.Restriction,
            "A second manager agrees to the restriction, or declines it",
            new RouteAnswer(200, "The restriction that is in force now", typeof(RestrictionView)),
            new RouteAnswer(204, "Declined: the case is not restricted any more", null)) with
        {
            Body = RestrictionDecisionBody.Schema,
            Problems = [400, 401, 403, 404, 409, 413, 415, 422, 503],
        },
        new()
        {
            Function = "DeleteRestriction",
            Method = "DELETE",
            Path = "cases/{caseId}/restriction",
            Summary = "Lifts the restriction",
            Access = RouteAccess.Restriction,
            Answers = [new(204, "The restriction is lifted", null)],
            Problems = [401, 403, 404, 503],
        },
    ];
}
