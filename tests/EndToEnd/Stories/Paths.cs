using System.Net;
using EndToEnd.Harness;
using static EndToEnd.Harness.People;
using static EndToEnd.Stories.PathSteps;

namespace EndToEnd.Stories;

/// <summary>The paths that a child's case takes through the procedure.</summary>
internal static class Paths
{
    private static readonly Person Devon = new("devon.1", "Dee Vane", "Agency", "authority-devon");

    public static IReadOnlyList<(string Name, Func<Life, Task> Live)> All { get; } =
    [
        ("dispute", DisputeAsync),
        ("transfer out", TransferOutAsync),
        ("care", CareAsync),
        ("step-down", StepDownAsync),
        ("no further action", NoFurtherActionAsync),
        ("no plan", NoPlanAsync),
        ("pre-birth", PreBirthAsync),
        ("transfer in", TransferInAsync),
        ("restricted", RestrictedAsync),
        ("twice", TwiceAsync),
        ("neglected", NeglectedAsync),
        ("siblings", SiblingsAsync),
    ];

    private static async Task DisputeAsync(Life life)
    {
        await ToPlanAsync(life);
        await life.LaterAsync(1, 20);
        await life.SendAsync(
            "DisputeRaised", """{ "kind": "nonDelivery", "agencies": ["school"], "summary": "No staff for the breakfast club." }""");
        await life.LaterAsync(1, 6);
        foreach (var (by, resolved) in new[] { (SocialWorker, "false"), (Manager, "true") })
        {
            await life.TryAsync(by, "DisputeStageOutcome", $$"""{ "resolved": {{resolved}} }""");
            await life.LaterAsync(1, 6);
        }

        await OnPlanAsync(life, days: 250);
        await EndAsync(life);
    }

    private static async Task TransferOutAsync(Life life)
    {
        await ToPlanAsync(life);
        await OnPlanAsync(life, days: 60);
        await life.MustAsync(
            SocialWorker,
            "ChildMoved",
            $$"""{ "kind": "permanent", "newAuthority": "authority-devon", "notifiedOn": "{{life.On(0)}}", "noticeInWriting": true }""");
        await life.LaterAsync(8, 30);
        await life.MustAsync(
            Manager, "ReceivingConferenceHeld", $$"""{ "planMade": true, "responsibilityAcceptedInWritingOn": "{{life.On(0)}}" }""");
    }

    private static async Task CareAsync(Life life)
    {
        await ToPlanAsync(life);
        await OnPlanAsync(life, days: 40);
        foreach (var reason in (string[])["refused", "noReply"])
        {
            await life.TryAsync(SocialWorker, "VisitFailed", $$"""{ "reason": "{{reason}}" }""");
            await life.LaterAsync(1, 1);
        }

        await life.MustAsync(Police, "PoliceProtectionTaken", $$"""{ "startedAt": "{{life.On(0)}}T10:00:00Z" }""");
        await life.LaterAsync(1, 1);
        await life.TryAsync(
            Manager,
            "StrategyDiscussionHeld",
            """
            { "attendees": ["csc", "police", "health"], "s47Initiated": false, "jointWithPolice": true,
              "emergencyAction": "Police protection." }
            """
        );
        await life.TryAsync(Manager, "EmergencyEnded", $$"""{ "endedAt": "{{life.On(0)}}T09:00:00Z" }""");
        await life.MustAsync(Manager, "OrderMade", """{ "orderType": "interimCare" }""");
        await life.TryAsync(
            SocialWorker,
            "PlacementChanged",
            """{ "placement": "fosterCare", "therapeuticWorkContinues": true, "optionsExplored": "Grandmother asked." }""");
        await life.LaterAsync(3, 20);
        await life.MustAsync(Chair, "ConferenceHeld", Data.PlanEnds.Replace("childInNeed", "care", StringComparison.Ordinal));
        await PapersAsync(life, ended: true);
        await life.LaterAsync(60, 200);
        await life.MustAsync(Manager, "CaseClosed", """{ "closureCode": "RC7", "reason": "Order made." }""");
    }

    private static async Task StepDownAsync(Life life)
    {
        await ToPlanAsync(life);
        await OnPlanAsync(life, days: 330);
        await EndAsync(life);
    }

    private static async Task NoFurtherActionAsync(Life life)
    {
        await ReferAsync(life);
        await life.LaterAsync(0, 4);
        await life.MustAsync(Manager, "ReferralDecision", """{ "outcome": "noFurtherAction", "reason": "Known to be well." }""");
    }

    private static async Task NoPlanAsync(Life life)
    {
        await ToConferenceAsync(life);
        await life.MustAsync(Chair, "ConferenceHeld", Data.ChildInNeed);
        await PapersAsync(life);
        await InNeedAsync(life);
    }

    private static async Task PreBirthAsync(Life life)
    {
        var expected = life.On(life.Random.Next(120, 180));
        await life.LaterAsync(0, 20);
        await life.ReferAsync(
            Referrals
                .Of(life.Child, $"{life.On(0)}T12:00:00Z")
                .Replace("\"2019-05-14\"", "null", StringComparison.Ordinal)
                .Replace("\"sex\": \"F\"", "\"sex\": \"U\"", StringComparison.Ordinal)
                .Replace("\"WBRI\"", "\"NOBT\"", StringComparison.Ordinal)
                .Replace("[\"NONE\"]", "null", StringComparison.Ordinal)
                .Replace("\"expectedDateOfBirth\": null", $"\"expectedDateOfBirth\": \"{expected}\"", StringComparison.Ordinal));
        await EnquiryAsync(life);
        await life.MustAsync(Chair, "ConferenceHeld", life.Conference("preBirth").Replace("\"NEG\"", "\"EMO\"", StringComparison.Ordinal));
        await PapersAsync(life);
        await CoreGroupAsync(life);
        await life.LaterAsync(60, 90);
        await life.MustAsync(SocialWorker, "ChildBorn", """{ "sex": "F", "hospital": "General", "motherFitForMeeting": true }""");
        await OnPlanAsync(life, days: 200);
        await EndAsync(life);
    }

    private static async Task TransferInAsync(Life life)
    {
        await life.LaterAsync(0, 60);
        await life.TransferInAsync(
            Devon,
            $$"""
            { "notifiedAt": "{{life.On(0)}}T10:00:00Z",
              "fromAuthority": "authority-devon", "team": "north", "planStartedOn": "2025-11-03", "categories": ["NEG"],
              "child": { "localId": "C-{{life.Child}}", "givenName": "Robin", "familyName": "Example", "dateOfBirth": "2019-05-14",
                "sex": "F" },
              "parents": [ { "name": "Pip Example", "relation": "mother", "parentalResponsibility": true } ] }
            """);
        await life.LaterAsync(8, 18);
        await life.MustAsync(Chair, "ConferenceHeld", life.Conference("transferIn"));
        await PapersAsync(life);
        await CoreGroupAsync(life);
        await OnPlanAsync(life, days: 120);
        await EndAsync(life);
    }

    private static async Task RestrictedAsync(Life life)
    {
        await ToPlanAsync(life);
        var restriction = $"{life.Case.CasePath}/restriction";
        const string allowed =
            """{ "category": "staffFamily", "reason": "A colleague's child.", "allowed": ["sw.1", "mgr.1", "chair.1", "bs.1", "svc.1"] }""";
        (await life.Scene.Api.SendAsync(HttpMethod.Put, restriction, ServiceManager, Api.Json(allowed))).Expect(HttpStatusCode.OK);
        await OnPlanAsync(life, days: 100);
        (await life.Scene.Api.SendAsync(HttpMethod.Delete, restriction, ServiceManager)).Expect(HttpStatusCode.NoContent);
        await EndAsync(life);
    }

    /// <summary>The case is closed, and a year later there is another.</summary>
    private static async Task TwiceAsync(Life life)
    {
        await ToPlanAsync(life);
        await OnPlanAsync(life, days: 60);
        await EndAsync(life);
        await life.LaterAsync(60, 120);
        await ToPlanAsync(life);
        await OnPlanAsync(life, days: 100);
    }

    /// <summary>All work stops; the case notifies as long as its procedure has a role to notify.</summary>
    private static Task NeglectedAsync(Life life) => ToPlanAsync(life);

    /// <summary>Two children of one family, one conference.</summary>
    private static async Task SiblingsAsync(Life life)
    {
        var other = new Life(life.Scene, $"{life.Child}-sibling", life.Random.Next());
        await life.LaterAsync(0, 60);
        other.Follow(life);
        foreach (var one in (Life[])[life, other])
        {
            await one.ReferAsync(Referrals.Of(one.Child, $"{one.On(0)}T12:00:00Z"));
            await one.MustAsync(Manager, "ReferralDecision", """{ "outcome": "strategyDiscussion" }""");
            await one.MustAsync(Manager, "StrategyDiscussionHeld", Data.EnquiryStarts);
            await one.MustAsync(SocialWorker, "Section47Concluded", Data.ConferenceNeeded);
        }

        await life.LaterAsync(5, 15);
        other.Follow(life);
        var body = $$"""
            { "type": "ConferenceHeld", "occurredOn": "{{life.On(0)}}", "data": {{life.Conference()}},
              "children": [ { "caseId": "{{life.Case.CaseId}}", "data": { } }, { "caseId": "{{other.Case.CaseId}}", "data": { } } ] }
            """;
        var outcome = (await life.Scene.Api.PostAsync("/api/conferences", Chair, body, $"{life.Child}-joint"))
            .Expect(HttpStatusCode.OK)
            .Body;
        Assert.All(outcome["items"]!.AsArray(), item => Assert.Equal("200", item!["status"]!.ToString()));
        foreach (var one in (Life[])[life, other])
            one.Acknowledged.Add((one.Case.CaseId, Chair, $"{life.Child}-joint:{one.Case.CaseId}"));
        await PapersAsync(life);
        await CoreGroupAsync(life);
        await OnPlanAsync(life, days: 60);
        await EndAsync(life);
        life.Acknowledged.AddRange(other.Acknowledged);
    }
}
