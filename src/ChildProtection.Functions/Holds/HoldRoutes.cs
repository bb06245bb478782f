using ChildProtection.Functions.Access;
using static ChildProtection.Functions.Access.RouteBuilder;

namespace ChildProtection.Functions.Holds;

/// <summary>The routes of legal holds.</summary>
internal static class HoldRoutes
{
    public static IReadOnlyList<ApiRoute> All =>
    [
        OfCase(
            "GetLegalHold", "/legal-hold", RouteAccess.Keep, "Whether the record is held, and every hold so far", typeof(LegalHoldView)),
        Put(
            "PutLegalHold",
            "cases/{caseId}/legal-hold",
            RouteAccess.Keep,
            "Sets a hold, which keeps the record from disposal, or lifts it",
            LegalHoldBody.Schema,
            new RouteAnswer(200, "Whether the record is held, and every hold so far", typeof(LegalHoldView))),
    ];
}
