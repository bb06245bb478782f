using static EndToEnd.Harness.People;

namespace EndToEnd.Stories;

/// <summary>
/// The story of Greenwich's procedure, S4: core groups within a window, and a plan that lasts for two years until lawyers are asked. The
/// changes are those it is about.
/// </summary>
internal static class StoryP4
{
    public static IReadOnlyList<Step> ToCoreGroup { get; } =
    [
        new(
            At: "2024-02-12T10:00:00Z",
            By: School,
            Type: "ReferralReceived",
            State: "Referred",
            Changes: ["opened referralDecision-1 2024-02-13"],
            Data: Referrals.Of("P4", "2024-02-12T10:00:00Z").Replace("EN-WT2023", "S4-GREENWICH", StringComparison.Ordinal)),
        new(
            At: "2024-02-13T10:00:00Z",
            By: Manager,
            Type: "ReferralDecision",
            Data: """{ "outcome": "strategyDiscussion" }""",
            State: "StrategyPending",
            Changes: ["met referralDecision-1"]),
        new(
            At: "2024-02-14T10:00:00Z",
            By: Manager,
            Type: "StrategyDiscussionHeld",
            Data: Data.EnquiryStarts,
            State: "Section47",
            Changes: ["met strategyDiscussion-1"]),
        new(
            At: "2024-02-21T10:00:00Z",
            By: SocialWorker,
            Type: "Section47Concluded",
            Data: Data.ConferenceNeeded,
            State: "ConferencePending"),
        new(
            At: "2024-03-05T14:00:00Z",
            By: Chair,
            Type: "ConferenceHeld",
            State: "OutlinePlan",
            Changes: ["met icpc-1", "opened cgFirst-1 2024-03-19", "opened rcpcFirst-1 2024-06-05", "opened longPlanAlerts-1 2026-03-05"],
            Data: Data.PlanMade.Replace("2026-03-06", "2024-03-18", StringComparison.Ordinal)
                .Replace("2026-05-20", "2024-06-05", StringComparison.Ordinal)
                .Replace("\"value\": 6", "\"value\": 9", StringComparison.Ordinal)),
        new(
            At: "2024-03-18T14:00:00Z",
            By: SocialWorker,
            Type: "CoreGroupHeld",
            State: "PlanActive",
            Changes: ["met cgFirst-1", "opened cgSecond-1 2024-05-20"],
            Data: Data.FirstCoreGroup.Replace("2026-04-15", "2024-05-07", StringComparison.Ordinal)
                .Replace("2026-03-13", "2024-03-28", StringComparison.Ordinal)
                .Replace("2026-", "2024-", StringComparison.Ordinal)),
    ];

    public static IReadOnlyList<Step> Reviews { get; } =
    [
        new(
            At: "2024-05-07T14:00:00Z",
            By: SocialWorker,
            Type: "CoreGroupHeld",
            Data: Data.CoreGroup.Replace("2026-11-11", "2024-06-18", StringComparison.Ordinal),
            State: "PlanActive",
            Changes: ["met cgSecond-1"]),
        Review("2024-06-05", "met rcpcFirst-1", "opened rcpcLater-1 2024-12-05"),
        Review("2024-12-05", "met rcpcLater-1", "opened rcpcLater-2 2025-06-05"),
        Review("2025-06-05", "met rcpcLater-2", "opened rcpcLater-3 2025-12-05"),
        Review("2025-12-05", "met rcpcLater-3", "opened rcpcLater-4 2026-06-05"),
    ];

    /// <summary>After two years without enough change.</summary>
    public static Step LegalPlanning { get; } =
        new(
            At: "2026-03-06T10:00:00Z",
            By: Manager,
            Type: "LegalPlanningRequested",
            Data: """{ "reason": "Two years without enough change." }""",
            State: "PlanActive");

    public static string Separation(string? optionsExplored) =>
        $$"""
            { "outcome": "issue", "separationRecommended": true{{(
                optionsExplored is null ? "" : $", \"optionsExplored\": \"{optionsExplored}\"")}} }
            """;

    private static Step Review(string on, params string[] changes) =>
        new(At: $"{on}T14:00:00Z", By: Chair, Type: "ConferenceHeld", Data: Data.PlanContinues, State: "PlanActive", Changes: changes);
}
