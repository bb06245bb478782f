using System.Text.Json.Nodes;
using EndToEnd.Harness;

namespace EndToEnd.Stories;

/// <summary>The data of events that stories have in common.</summary>
internal static class Data
{
    public const string SignificantHarm = """{ "significantHarm": true, "concern": "Left alone overnight." }""";
    public const string Concern = """{ "significantHarm": false, "concern": "Came without a coat." }""";
    public const string EnquiryStarts = """{ "attendees": ["csc", "police", "health"], "s47Initiated": true, "jointWithPolice": false }""";
    public const string NoMoreNeed = """{ "reason": "Six months without a worry." }""";

    public const string ConferenceNeeded = """{ "outcome": "conferenceNeeded" }""";
    public const string ReportShared = """{ "sharedWith": ["parents", "chair"] }""";
    public const string HomeVisit =
        """{ "place": "home", "announced": false, "childSeen": true, "seenAlone": true, "bedroomSeen": true }""";
    public const string SchoolVisit = """{ "place": "school", "announced": true, "childSeen": true, "seenAlone": true }""";
    public const string CoreGroup = """{ "progressReviewed": true, "changesConsidered": true, "futureDates": ["2026-11-11"] }""";

    /// <summary>The example of the documentation: the first core group agrees the detailed plan.</summary>
    public static string FirstCoreGroup { get; } =
        JsonNode.Parse(File.ReadAllText(Path.Combine(Checkout.Root, "docs", "examples", "first-core-group.json")))!["data"]!.ToJsonString();

    public const string IncompleteCoreGroup = """
        { "progressReviewed": true, "changesConsidered": true, "planVersionAgreed": 1,
          "plan": { "concerns": "Food, washing and being left alone." },
          "reasonsForMissing": [ { "field": "needsOfParents", "reason": "Not yet known." } ] }
        """;

    public const string AgencyAccepts = $$"""{ "party": "agency", "method": "email", {{Evidence}} }""";
    public const string ParentAccepts =
        $$"""{ "party": "parent", "parentId": "parent-1", "method": "eSignature", "reservation": "Not on Sundays.", {{Evidence}} }""";

    public const string ChildVersionGiven = """
        { "to": "child", "method": "Reading it together.", "language": "en", "understood": "yes",
          "childVersion": { "text": "Robin <3, you get breakfast at school.\n\nYou are never alone at night.",
            "readingLevel": "5 to 7 years", "language": "en" } }
        """;

    private const string Evidence = """
        "evidence": { "uri": "records://C-1001/acceptance",
          "sha256": "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", "datedOn": "2026-02-26" }
        """;

    private const string Attended = """
        "chair": { "id": "chair.1", "independent": true }, "quorate": true,
        "attendance": [ { "agency": "csc", "present": true }, { "agency": "police", "present": true },
          { "agency": "school", "present": true } ],
        "agencyViews": [ { "agency": "school", "view": "planNeeded" } ], "parentsViews": "Want help.", "childViews": "Wants mum well.",
          "childParticipation": "PN2"
        """;

    public const string PlanMade = $$"""
        { "conferenceType": "initial", {{Attended}}, "decision": "plan", "categories": ["NEG"],
          "leadSocialWorker": { "id": "sw.1", "name": "Sam Walker", "qualified": true, "identifiedBy": "mgr.1" },
          "coreGroup": [ { "person": "Alex Example", "role": "mother", "kind": "parent" },
                         { "person": "Toni Teach", "role": "teacher", "agency": "school", "kind": "professional" } ],
          "firstCoreGroupOn": "2026-03-06", "coreGroupFrequency": { "value": 6, "unit": "weeks" },
            "visitInterval": { "value": 10, "unit": "workingDays" },
          "reviewOn": "2026-05-20", "outlinePlan": { "concerns": "Food, washing and being left alone." } }
        """;

    public const string ChildInNeed = $$"""{ "conferenceType": "initial", {{Attended}}, "decision": "childInNeed" }""";
    public const string PlanContinues = $$"""{ "conferenceType": "review", {{Attended}}, "decision": "continue", "categories": ["NEG"] }""";
    public const string PlanEnds =
        $$"""
        { "conferenceType": "review", {{Attended}}, "decision": "end", "nextPlan": "childInNeed", "reason": "Safe care for six months." }
        """;

    public static string Booked(string on) =>
        $$"""
        { "scheduledOn": "{{on}}", "chair": { "id": "chair.1", "independent": true }, "invitees": [ { "person": "Nel Near",
          "role": "Neighbour of the family", "kind": "supporter" } ] }
        """;
}
