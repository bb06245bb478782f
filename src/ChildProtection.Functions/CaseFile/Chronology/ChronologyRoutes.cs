using ChildProtection.Functions.Access;
using ChildProtection.Functions.Platform.Http;
using static ChildProtection.Functions.Access.QueryParameters;
using static ChildProtection.Functions.Access.RouteBuilder;

namespace ChildProtection.Functions.CaseFile.Chronology;

/// <summary>The routes of the chronology.</summary>
internal static class ChronologyRoutes
{
    public static IReadOnlyList<ApiRoute> All =>
    [
        OfCase(
            "GetChronology",
            "/chronology",
            RouteAccess.Chronology,
            "The recorded facts in order, with their hash chain",
            typeof(PageView<FactView>)) with
        {
            Query = [From, To, .. Paging],
        },
        OfCase(
            "VerifyChronology",
            "/chronology/verification",
            RouteAccess.Chronology,
            "Recomputes the hash chain, and compares seals, deadlines and access log",
            typeof(VerificationView)),
    ];
}
