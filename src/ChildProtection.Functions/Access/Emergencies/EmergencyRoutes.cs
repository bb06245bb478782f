using ChildProtection.Functions.Platform.Http;
using static ChildProtection.Functions.Access.QueryParameters;
using static ChildProtection.Functions.Access.RouteBuilder;

namespace ChildProtection.Functions.Access.Emergencies;

/// <summary>The routes of emergency accesses.</summary>
internal static class EmergencyRoutes
{
    public static IReadOnlyList<ApiRoute> All =>
    [
        OfCase(
            "GetEmergencyAccesses",
            "/emergency-accesses",
            RouteAccess.CaseLog,
            "Who read the case in an emergency, and what a manager said of it",
            typeof(PageView<EmergencyAccessView>)) with
        {
            Query = Paging,
        },
        Post(
            "AcknowledgeEmergencyAccess",
            "cases/{caseId}/emergency-accesses/{accessId}",
            RouteAccess.Acknowledge,
            "Acknowledges an emergency access; the first acknowledgement stands",
            new RouteAnswer(200, "The access with its acknowledgement", typeof(EmergencyAccessView))) with
        {
            Body = EmergencyReviewBody.Schema,
            Problems = [400, 401, 403, 404, 413, 415, 422, 503],
        },
    ];
}
