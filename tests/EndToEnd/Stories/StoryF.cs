using System.Text.Json.Nodes;
using static EndToEnd.Harness.People;

namespace EndToEnd.Stories;

/// <summary>
/// Scenario S-F: a disagreement that goes through three stages, a parent's preference refused with its reason, a proposal, and an early
/// review refused. Bank holidays on the way: 5 and 26 May 2025. The changes are those that the scenario is about; others may happen beside
/// them.
/// </summary>
internal static class StoryF
{
    public static Step Referral { get; } =
        new(
            At: "2025-05-06T09:00:00Z",
            By: School,
            Type: "ReferralReceived",
            Data: Referrals.Of("F1", "2025-05-06T09:00:00Z"),
            State: "Referred",
            Changes: ["opened referralDecision-1 2025-05-07"]);

    public static IReadOnlyList<Step> ToConference { get; } =
    [
        new(
            At: "2025-05-07T10:00:00Z",
            By: Manager,
            Type: "ReferralDecision",
            Data: """{ "outcome": "strategyDiscussion" }""",
            State: "StrategyPending",
            Changes: ["opened strategyDiscussion-1 2025-05-08"]),
        new(
            At: "2025-05-08T10:00:00Z",
            By: Manager,
            Type: "StrategyDiscussionHeld",
            Data: Data.EnquiryStarts,
            State: "Section47",
            Changes: ["opened icpc-1 2025-05-30"]),
        new(
            At: "2025-05-14T10:00:00Z",
            By: SocialWorker,
            Type: "Section47Concluded",
            Data: Data.ConferenceNeeded,
            State: "ConferencePending"),
        new(
            At: "2025-05-15T10:00:00Z",
            By: Support,
            Type: "ConferenceBooked",
            Data: Data.Booked("2025-05-29"),
            State: "ConferencePending",
            Changes: ["opened reportToParentsBeforeIcpc-1 2025-05-27"]),
        new(
            At: "2025-05-27T10:00:00Z",
            By: SocialWorker,
            Type: "ReportShared",
            Data: Data.ReportShared,
            State: "ConferencePending",
            Changes: ["met reportToParentsBeforeIcpc-1"]),
        new(
            At: "2025-05-29T13:00:00Z",
            By: Chair,
            Type: "ConferenceHeld",
            State: "OutlinePlan",
            Data: Data.PlanMade.Replace("2026-03-06", "2025-06-11", StringComparison.Ordinal)
                .Replace("2026-05-20", "2025-08-28", StringComparison.Ordinal),
            Changes: ["met icpc-1", "opened cgFirst-1 2025-06-12", "opened rcpcFirst-1 2025-08-29"]),
    ];

    public static IReadOnlyList<Step> ToDispute { get; } =
    [
        new(
            At: "2025-06-11T13:30:00Z",
            By: SocialWorker,
            Type: "CoreGroupHeld",
            Data: CoreGroup("Contact is supervised until the assessment is done."),
            State: "PlanActive",
            Changes: ["met cgFirst-1", "opened cgNotes-1 2025-06-18", "opened cgSecond-1 2025-07-23"]),
        new(
            At: "2025-06-19T09:30:00Z",
            By: SocialWorker,
            Type: "CoreGroupNotesCirculated",
            State: "PlanActive",
            Changes: ["met cgNotes-1 1 days late"]),
        new(
            At: "2025-06-19T11:00:00Z",
            By: School,
            Type: "DisputeRaised",
            Data: """{ "kind": "nonDelivery", "agencies": ["school"], "summary": "No staff for the breakfast club." }""",
            State: "PlanActive",
            Changes: ["opened disputeStage1-1 2025-06-23"]),
        Outcome("2025-06-23T15:00:00Z", SocialWorker, false, "met disputeStage1-1", "opened disputeStage2-1 2025-06-30"),
        Outcome("2025-06-30T15:00:00Z", Manager, false, "met disputeStage2-1", "opened disputeStage3-1 2025-07-02"),
    ];

    public static IReadOnlyList<Step> ToRefusal { get; } =
    [
        new(
            At: "2025-06-30T16:00:00Z",
            By: SocialWorker,
            Type: "ChangeProposed",
            State: "PlanActive",
            Changes: ["opened changeProposalAnswer-1 2025-07-14"],
            Data: """{ "text": "Visits after four o'clock.", "onBehalfOf": { "party": "parent", "person": "Alex Example" } }"""),
        Outcome("2025-07-01T10:00:00Z", ServiceManager, true, "met disputeStage3-1"),
        new(
            At: "2025-07-02T10:00:00Z",
            By: SocialWorker,
            Type: "PlanVersionPublished",
            State: "PlanActive",
            Data: $$"""{ "version": 2, "plan": {{Plan("Contact is supervised.")}} }"""),
        new(
            At: "2025-07-14T09:00:00Z",
            By: SocialWorker,
            Type: "EarlyReviewRequested",
            State: "PlanActive",
            Changes: ["opened earlyReviewDecision-1 2025-07-15"],
            Data: """{ "reason": "Things are better.", "onBehalfOf": { "party": "parent", "person": "Ali Example" } }"""),
        new(
            At: "2025-07-14T10:00:00Z",
            By: SocialWorker,
            Type: "ChangeDecided",
            Data: """{ "accepted": true }""",
            State: "PlanActive",
            Changes: ["met changeProposalAnswer-1"]),
        new(
            At: "2025-07-15T10:00:00Z",
            By: Chair,
            Type: "EarlyReviewDecided",
            State: "PlanActive",
            Changes: ["met earlyReviewDecision-1"],
            Data: """{ "granted": false, "reason": "Six weeks are too short to tell." }"""),
    ];

    /// <summary>The first core group; the parent's wish for weekend contact is not followed.</summary>
    public static string CoreGroup(string? reason)
    {
        var held = JsonNode.Parse(Data.FirstCoreGroup)!.AsObject();
        held["futureDates"] = new JsonArray("2025-07-23");
        held["plan"] = JsonNode.Parse(Plan(reason));
        return held.ToJsonString();
    }

    private static string Plan(string? reason)
    {
        var plan = JsonNode.Parse(Data.FirstCoreGroup)!["plan"]!.AsObject();
        var preference = new JsonObject
        {
            ["parentId"] = "parent-1",
            ["text"] = "Contact at weekends.",
            ["accepted"] = false,
        };
        if (reason is not null)
            preference["reasonIfNotFollowed"] = reason;
        plan["parentsPreferences"] = new JsonArray(preference);
        return plan.ToJsonString();
    }

    private static Step Outcome(string at, Harness.Person by, bool resolved, params string[] changes) =>
        new(
            At: at,
            By: by,
            Type: "DisputeStageOutcome",
            Data: resolved ? """{ "resolved": true }""" : """{ "resolved": false }""",
            State: "PlanActive",
            Changes: changes);
}
