using System.Text.Json.Nodes;
using static EndToEnd.Harness.People;

namespace EndToEnd.Stories;

/// <summary>
/// The story of the generic procedure, S0: a conference that leaves out the visits, a manager's signature, a grandmother's proposal, a
/// father's arrest, a further conference asked for.
/// </summary>
internal static class StoryP0
{
    public static Step Grandmother { get; } =
        new(
            At: "2026-02-12T10:00:00Z",
            By: SocialWorker,
            Type: "ChangeProposed",
            State: "PlanActive",
            Changes: ["opened changeProposalAnswer-1 2026-02-26"],
            Data: """{ "text": "Robin sleeps at my house on Fridays.", "onBehalfOf": { "party": "family", "person": "Grandmother" } }""");

    public static Step Arrest { get; } =
        new(
            At: "2026-02-13T10:00:00Z",
            By: School,
            Type: "UnexpectedEvent",
            Data: """{ "description": "Father arrested on the way to school." }""",
            State: "PlanActive");

    public static IReadOnlyList<Step> ToConference { get; } =
    [
        new(
            At: "2026-01-05T10:00:00Z",
            By: School,
            Type: "ReferralReceived",
            Data: Referrals.Of("P0", "2026-01-05T10:00:00Z").Replace("EN-WT2023", "S0-GENERIC", StringComparison.Ordinal),
            State: "Referred",
            Changes: ["opened referralDecision-1 2026-01-06"]),
        new(
            At: "2026-01-06T10:00:00Z",
            By: Manager,
            Type: "ReferralDecision",
            Data: """{ "outcome": "strategyDiscussion" }""",
            State: "StrategyPending",
            Changes: ["opened strategyDiscussion-1 2026-01-07"]),
        new(
            At: "2026-01-07T10:00:00Z",
            By: Manager,
            Type: "StrategyDiscussionHeld",
            Data: Data.EnquiryStarts,
            State: "Section47",
            Changes: ["met strategyDiscussion-1", "opened icpc-1 2026-01-28"]),
        new(
            At: "2026-01-14T10:00:00Z",
            By: SocialWorker,
            Type: "Section47Concluded",
            Data: Data.ConferenceNeeded,
            State: "ConferencePending"),
        new(
            At: "2026-01-20T13:00:00Z",
            By: Chair,
            Type: "ConferenceHeld",
            Data: Conference(null),
            State: "ConferencePending",
            Changes: ["met icpc-1", "opened conferenceOutcome-1 2026-01-21", "opened visit-1 2026-02-03", "opened cgFirst-1 2026-02-03"]),
    ];

    /// <summary>The conference's record is made complete: a visit every week.</summary>
    public static IReadOnlyList<Step> Weekly { get; } =
    [
        new(
            At: "2026-01-21T10:00:00Z",
            By: Chair,
            Type: "ConferenceHeld",
            On: "2026-01-20",
            Data: Conference("""{ "value": 1, "unit": "weeks" }"""),
            State: "OutlinePlan",
            Changes: ["met conferenceOutcome-1", "superseded visit-1", "opened visit-2 2026-01-27"]),
        new(
            At: "2026-01-26T15:00:00Z",
            By: SocialWorker,
            Type: "VisitMade",
            Data: Data.HomeVisit,
            State: "OutlinePlan",
            Changes: ["met visit-2", "opened visit-3 2026-02-02"]),
        new(
            At: "2026-02-02T14:00:00Z",
            By: SocialWorker,
            Type: "CoreGroupHeld",
            State: "PlanActive",
            Changes: ["met cgFirst-1"],
            Data: Data.FirstCoreGroup.Replace("2026-04-15", "2026-03-16", StringComparison.Ordinal)),
        new(
            At: "2026-02-06T15:00:00Z",
            By: SocialWorker,
            Type: "AssessmentSubmitted",
            State: "PlanActive",
            Changes: ["opened assessmentCounterSign-1 2026-02-11"],
            Data: """{ "conclusion": "childInNeed", "childSeen": true, "factors": ["18B"] }"""),
    ];

    public static IReadOnlyList<Step> Answers { get; } =
    [
        new(
            At: "2026-02-16T10:00:00Z",
            By: School,
            Type: "EarlyReviewRequested",
            Data: """{ "reason": "The father's arrest changes the plan." }""",
            State: "PlanActive",
            Changes: ["opened earlyReviewDecision-1 2026-02-17"]),
        new(
            At: "2026-02-17T10:00:00Z",
            By: Chair,
            Type: "EarlyReviewDecided",
            Data: """{ "granted": false, "reason": "The core group meets on 16 March." }""",
            State: "PlanActive",
            Changes: ["met earlyReviewDecision-1"]),
        new(
            At: "2026-02-25T10:00:00Z",
            By: SocialWorker,
            Type: "ChangeDecided",
            Data: """{ "accepted": true }""",
            State: "PlanActive",
            Changes: ["met changeProposalAnswer-1"]),
    ];

    private static string Conference(string? visitInterval)
    {
        var held = JsonNode.Parse(Data.PlanMade)!.AsObject();
        (held["conferenceId"], held["firstCoreGroupOn"], held["reviewOn"]) = ("conference-p0", "2026-02-02", "2026-04-15");
        held["visitInterval"] = visitInterval is null ? null : JsonNode.Parse(visitInterval);
        if (visitInterval is null)
            held.Remove("visitInterval");
        return held.ToJsonString();
    }
}
