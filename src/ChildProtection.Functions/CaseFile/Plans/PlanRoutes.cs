using System.Text.Json.Nodes;
using ChildProtection.Functions.Access;
using static ChildProtection.Functions.Access.QueryParameters;
using static ChildProtection.Functions.Access.RouteBuilder;

namespace ChildProtection.Functions.CaseFile.Plans;

/// <summary>The routes of the plan document.</summary>
internal static class PlanRoutes
{
    private static QueryParameter Format { get; } = new("format", "json, or html for a page to read and print.", Codes<DocumentFormat>);

    private static QueryParameter FromVersion { get; } =
        new(
            "from",
            "The version to compare with; the one before unless given.",
            () => new JsonObject { ["type"] = "integer", ["minimum"] = 0 });

    public static IReadOnlyList<ApiRoute> All =>
    [
        Printable(OfCase("GetPlan", "/plan", RouteAccess.Case, "The newest version of the plan document", typeof(PlanView))),
        Printable(
            OfCase("GetPlanVersion", "/plan/versions/{version}", RouteAccess.Case, "A version of the plan document", typeof(PlanView))),
        OfCase(
            "GetPlanChanges",
            "/plan/versions/{version}/changes",
            RouteAccess.Case,
            "The differences between two versions of the plan",
            typeof(PlanChangesView)) with
        {
            Query = [FromVersion],
        },
        Printable(
            OfCase(
                "GetChildVersion",
                "/plan/child-version",
                RouteAccess.Case,
                "The latest plan in words for the child",
                typeof(ChildVersionView))),
        Printable(
            OfCase(
                "GetPlanEvidence",
                "/plan/evidence",
                RouteAccess.Chronology,
                "The plan as evidence for legal proceedings: every version, who accepted it, what was done, "
                + "and the proof that nothing was altered",
                typeof(PlanEvidenceView))),
    ];

    /// <summary>Adds the form of a page to print.</summary>
    private static ApiRoute Printable(ApiRoute route) => route with
    {
        Query = [Format],
        Answers = [.. route.Answers, new(200, route.Summary, null, "text/html")],
    };
}
