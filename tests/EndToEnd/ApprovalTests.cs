using System.Net;
using System.Text.Json.Nodes;
using ChildProtection.Tests.Support;
using EndToEnd.Harness;
using EndToEnd.Stories;
using static EndToEnd.Harness.People;
using static EndToEnd.Stories.ApprovalCalls;

namespace EndToEnd;

/// <summary>
/// What waits for a manager: it climbs while nobody answers, exactly one decision counts, and nobody decides on their own.
/// </summary>
[Collection(StoriesCollection.Name)]
public sealed class ApprovalTests(StoriesTold told)
{
    internal static readonly (string Name, Func<Scene, Task> Tell)[] Stories =
    [
        ("Escalation", EscalationAsync),
        ("Counter-signature", CounterSignatureAsync),
        ("Two decide", TwoDecideAsync),
        ("Exclusion", ExclusionAsync),
        ("Unknown approvals", UnknownAsync),
    ];

    private const string Decline = """{ "decision": "decline", "reason": "No reason was given for the delay." }""";

    private static readonly Person ServiceManager = new("svc.1", "Sol Verne", "ServiceManager");
    private static readonly Person OtherManager = new("mgr.2", "Max Marsh", "TeamManager");

    [Fact]
    public void Escalation_NobodyAnswers_ClimbsAndIsDecidedOnceWithARecoveryDate() => told.Check("Escalation");

    [Fact]
    public void CounterSignature_AuthorAndWhoLostTheRole_CannotSignAndTheManagerCan() => told.Check("Counter-signature");

    [Fact]
    public void Approval_TwoDecideAtOnce_OneWinsAndTheOtherIsToldWho() => told.Check("Two decide");

    [Fact]
    public void Exclusion_NobodyAnswers_ClimbsWithoutADeadlineAndTheParentsAreInvitedOnceItIsRefused() => told.Check("Exclusion");

    [Fact]
    public void Approval_Unknown_Is404() => told.Check("Unknown approvals");

    private static async Task EscalationAsync(Scene app)
    {
        var story = await ReferredAsync(app, "escalation");
        Assert.Empty(await OpenAsync(app, story));

        await app.AtAsync("2026-02-04T09:00:00Z");
        var first = await WaitingAsync(app, story, tier: 1);
        Assert.Equal("escalation ServiceManager north referralDecision-1 2026-02-03 1 open", Told(first));
        Assert.Equal("2026-02-04T09:00:00Z", first["requestedAt"]!.ToString());
        Assert.Equal("domain 3.5", first["rule"]!.ToString());
        Assert.Contains("1 working day", first["restsOn"]!.ToString(), StringComparison.Ordinal);
        Assert.NotEmpty(first["childName"]!.ToString());
        Assert.Equal(first.ToJsonString(), Assert.Single((await CaseAsync(app, story))["approvals"]!.AsArray())!.ToJsonString());

        await app.AtAsync("2026-02-06T10:00:00Z");
        var climbed = await WaitingAsync(app, story, tier: 2);
        Assert.Equal("escalation ServiceManager north referralDecision-1 2026-02-03 3 open", Told(climbed));
        Assert.Equal((Id(first), first["requestedAt"]!.ToString()), (Id(climbed), climbed["requestedAt"]!.ToString()));

        (await DecideAsync(app, first, Manager, Decline, "too low")).ExpectProblem(HttpStatusCode.Forbidden, "forbidden");
        (
            await DecideAsync(app, first, ServiceManager, """{ "decision": "approve", "reason": "The manager was ill." }""", "no date")
        ).ExpectProblem(HttpStatusCode.UnprocessableEntity, "validation");
        (await DecideAsync(app, first, ServiceManager, Approve("2026-02-05"), "past")).ExpectProblem(
            HttpStatusCode.UnprocessableEntity, "validation");
        var decided = (await DecideAsync(app, first, ServiceManager, Approve("2026-02-10"), "accepted")).Expect(HttpStatusCode.OK);
        Assert.Equal("approved svc.1 2026-02-06T10:00:00Z approve The manager was ill. 2026-02-10", Decision(decided.Body));

        Assert.Equal(
            decided.Text,
            (await DecideAsync(app, first, ServiceManager, Approve("2026-02-10"), "accepted")).Expect(HttpStatusCode.OK).Text);
        (await DecideAsync(app, first, ServiceManager, Approve("2026-02-11"), "accepted")).ExpectProblem(
            HttpStatusCode.UnprocessableEntity, "idempotency-key-reused");
        var twice = (await DecideAsync(app, first, ServiceManager, Decline, "again")).ExpectProblem(
            HttpStatusCode.Conflict, "approval-decided");
        Assert.Equal(
            "svc.1 2026-02-06T10:00:00Z approved",
            $"{twice.Value("decidedBy")} {twice.Value("decidedAt")} {twice.Value("approvalStatus")}");

        await Until.TrueAsync(
            "the decided approval is listed as approved",
            async () =>
                (await OpenAsync(app, story)).Count == 0
                && (await app.Api.ListAsync("/api/approvals?team=north&status=approved")).Count(one => IsOf(story, one)) == 1);
        Assert.Empty((await CaseAsync(app, story))["approvals"]!.AsArray());
        var deadline = Assert.Single(await app.Api.ListAsync($"{story.CasePath}/deadlines"));
        Assert.Equal("overdue 2026-02-03", $"{deadline["status"]} {deadline["dueOn"]}");
        var fact = (await app.Api.ListAsync($"{story.CasePath}/chronology"))[^1];
        Assert.Equal("ApprovalDecided svc.1 ServiceManager", $"{fact["type"]} {fact["actor"]!["subject"]} {fact["actor"]!["role"]}");
    }

    private static async Task CounterSignatureAsync(Scene app)
    {
        var story = await SubmittedAsync(app, "counter-signature");
        var approval = Assert.Single(await OpenAsync(app, story));
        Assert.Equal("counterSignature TeamManager north assessmentCounterSign-1 2026-02-05 0 open", Told(approval));

        const string sign = """{ "decision": "approve" }""";
        var promoted = SocialWorker with { Role = "TeamManager" };
        var own = (await DecideAsync(app, approval, promoted, sign, "own")).ExpectProblem(HttpStatusCode.Conflict, "event-not-allowed");
        Assert.Equal("N-16", own.Value("rule"));
        var demoted = Manager with { Role = "SocialWorker" };
        (await DecideAsync(app, approval, demoted, sign, "sign")).ExpectProblem(HttpStatusCode.Forbidden, "forbidden");
        (
            await app.Api.RaiseAsync(
                story.CaseId,
                Manager,
                "ApprovalDecided",
                "2026-02-02",
                """{ "approvalId": "approval-1", "decision": "approve" }""",
                "round the back")
        ).ExpectProblem(HttpStatusCode.UnprocessableEntity, "validation");
        (await DecideAsync(app, approval, Manager, """{ "decision": "decline", "reason": "Thin." }""", "decline")).ExpectProblem(
            HttpStatusCode.UnprocessableEntity, "validation");

        (await DecideAsync(app, approval, Manager, sign, "sign")).Expect(HttpStatusCode.OK);

        Assert.Equal("StepDownCin", (await CaseAsync(app, story))["state"]!.ToString());
        // The key is known, but the role counts as it is now.
        (await DecideAsync(app, approval, demoted, sign, "sign")).ExpectProblem(HttpStatusCode.Forbidden, "forbidden");
    }

    private static async Task TwoDecideAsync(Scene app)
    {
        var story = await SubmittedAsync(app, "two-decide");
        var approval = Assert.Single(await OpenAsync(app, story));

        var answers = await Task.WhenAll(
            Enumerable
                .Range(0, 8)
                .Select(number =>
                    DecideAsync(
                        app,
                        approval,
                        number % 2 == 0 ? Manager : OtherManager,
                        """{ "decision": "return", "reason": "Say what the child said." }""",
                        $"return-{number}")));

        var winner = Assert.Single(answers, answer => answer.Status == HttpStatusCode.OK);
        var by = winner.Body["decision"]!["by"]!.ToString();
        Assert.All(answers.Where(answer => answer != winner), answer =>
            Assert.Equal(by, answer.ExpectProblem(HttpStatusCode.Conflict, "approval-decided").Value("decidedBy")));
        Assert.Single(await app.Api.ListAsync($"{story.CasePath}/chronology"), fact => fact["type"]!.ToString() == "ApprovalDecided");
    }

    private static async Task ExclusionAsync(Scene app)
    {
        var story = await ReferredAsync(app, "exclusion");
        foreach (
            var (by, type, data) in new[]
            {
                (SocialWorker, "NewConcern", Data.SignificantHarm),
                (Manager, "StrategyDiscussionHeld", Data.EnquiryStarts),
                (SocialWorker, "Section47Concluded", Data.ConferenceNeeded),
            })
            (await app.Api.RaiseAsync(story.CaseId, by, type, "2026-02-02", data, type)).Expect(HttpStatusCode.OK);
        (
            await app.Api.RaiseAsync(
                story.CaseId,
                Support,
                "ConferenceBooked",
                "2026-02-02",
                """{ "scheduledOn": "2026-02-20", "excludedParents": "Threats were made." }""",
                "book")
        ).Expect(HttpStatusCode.OK);
        var asked = Assert.Single(await OpenAsync(app, story), IsExclusion);
        Assert.Equal("ConferenceChair 0", $"{asked["role"]} {asked["tier"]}");

        await app.AtAsync("2026-02-05T09:00:00Z");
        var climbed = await Until.FoundAsync(
            "the exclusion waits at tier 2",
            async () => (await OpenAsync(app, story)).FirstOrDefault(one => IsExclusion(one) && one["tier"]!.GetValue<int>() == 2));
        Assert.Equal((Id(asked), "ServiceManager"), (Id(climbed), climbed["role"]!.ToString()));
        Assert.DoesNotContain(app.NoticesAbout(story.CaseId), one => IsInvitation(one, "parents.north@"));

        (await DecideAsync(app, climbed, ServiceManager, Decline, "refuse")).Expect(HttpStatusCode.OK);

        // The invitation and the answer come with the next morning's mail; what waits for a decision came at once.
        await app.AtAsync("2026-02-06T07:00:01Z");
        var told = app.NoticesAbout(story.CaseId).ToList();
        Assert.Contains(told, one => IsInvitation(one, "parents.north@"));
        Assert.Contains(told, one => one.To.StartsWith("bs.1@", StringComparison.Ordinal)
            && one.Title.Contains("A request was decided", StringComparison.Ordinal));
        Assert.Contains(
            app.MailAbout(story.CaseId, "approvalWaiting"), mail => mail.Contains("serviceManager.north@", StringComparison.Ordinal));
    }

    private static async Task UnknownAsync(Scene app)
    {
        foreach (var id in (string[])["00000000-0000-0000-0000-000000000000~approval-1", "approval-1", "..%2Fcase"])
            (await app.Api.PostAsync($"/api/approvals/{id}", Manager, Decline)).ExpectProblem(HttpStatusCode.NotFound, "not-found");
    }

    private static bool IsExclusion(JsonNode approval) => approval["kind"]!.ToString() == "parentExclusion";

    private static bool IsInvitation((string To, string Title) notice, string to) =>
        notice.To.StartsWith(to, StringComparison.Ordinal) && notice.Title.Contains("Invitation to a conference", StringComparison.Ordinal);
}
