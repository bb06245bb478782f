using System.Net;
using System.Text.Json.Nodes;
using EndToEnd.Harness;
using EndToEnd.Stories;
using Xunit.Abstractions;
using static EndToEnd.Harness.People;

namespace EndToEnd;

/// <summary>What waits for a manager: it climbs while nobody answers, exactly one decision counts, and nobody decides on their own.</summary>
public sealed class ApprovalTests(ITestOutputHelper output) : InstallationTest(output)
{
    private const string Decline = """{ "decision": "decline", "reason": "No reason was given for the delay." }""";

    private static readonly Person ServiceManager = new("svc.1", "Sol Verne", "ServiceManager");
    private static readonly Person OtherManager = new("mgr.2", "Max Marsh", "TeamManager");

    [Fact]
    public async Task Escalation_NobodyAnswers_ClimbsAndIsDecidedOnceWithARecoveryDate()
    {
        var app = await InstallAsync("2026-02-02T10:00:00Z");
        var story = await ReferredAsync(app);
        Assert.Empty(await OpenAsync(app));

        await app.Api.AdvanceToAsync("2026-02-04T09:00:00Z");
        var first = await WaitingAsync(app, tier: 1);
        Assert.Equal("escalation TeamManager north referralDecision-1 2026-02-03 1 open", Told(first));
        Assert.Equal("2026-02-04T09:00:00Z", first["requestedAt"]!.ToString());
        Assert.Contains("1 working day", first["rule"]!.ToString(), StringComparison.Ordinal);
        Assert.Equal(first.ToJsonString(), Assert.Single((await CaseAsync(app, story))["approvals"]!.AsArray())!.ToJsonString());

        await app.Api.AdvanceToAsync("2026-02-06T10:00:00Z");
        var climbed = await WaitingAsync(app, tier: 2);
        Assert.Equal("escalation ServiceManager north referralDecision-1 2026-02-03 3 open", Told(climbed));
        Assert.Equal((Id(first), first["requestedAt"]!.ToString()), (Id(climbed), climbed["requestedAt"]!.ToString()));

        (await DecideAsync(app, first, Manager, Decline, "too low")).ExpectProblem(HttpStatusCode.Forbidden, "forbidden");
        (await DecideAsync(app, first, ServiceManager, """{ "decision": "approve", "reason": "The manager was ill." }""", "no date")).ExpectProblem(HttpStatusCode.UnprocessableEntity, "validation");
        (await DecideAsync(app, first, ServiceManager, Approve("2026-02-05"), "past")).ExpectProblem(HttpStatusCode.UnprocessableEntity, "validation");
        var decided = (await DecideAsync(app, first, ServiceManager, Approve("2026-02-10"), "accepted")).Expect(HttpStatusCode.OK);
        Assert.Equal("approved svc.1 2026-02-06T10:00:00Z approve The manager was ill. 2026-02-10", Decision(decided.Body));

        Assert.Equal(decided.Text, (await DecideAsync(app, first, ServiceManager, Approve("2026-02-10"), "accepted")).Expect(HttpStatusCode.OK).Text);
        (await DecideAsync(app, first, ServiceManager, Approve("2026-02-11"), "accepted")).ExpectProblem(HttpStatusCode.UnprocessableEntity, "idempotency-key-reused");
        var twice = (await DecideAsync(app, first, ServiceManager, Decline, "again")).ExpectProblem(HttpStatusCode.Conflict, "approval-decided");
        Assert.Equal("svc.1 2026-02-06T10:00:00Z approved", $"{twice.Value("decidedBy")} {twice.Value("decidedAt")} {twice.Value("status")}");

        await Until.TrueAsync("the decided approval is listed as approved", async () =>
            (await OpenAsync(app)).Count == 0 && (await app.Api.ListAsync("/api/approvals?team=north&status=approved")).Count == 1);
        Assert.Empty((await CaseAsync(app, story))["approvals"]!.AsArray());
        var deadline = Assert.Single(await app.Api.ListAsync($"{story.CasePath}/deadlines"));
        Assert.Equal("overdue 2026-02-03", $"{deadline["status"]} {deadline["dueOn"]}");
        var fact = (await app.Api.ListAsync($"{story.CasePath}/chronology"))[^1];
        Assert.Equal("ApprovalDecided svc.1 ServiceManager", $"{fact["type"]} {fact["actor"]!["subject"]} {fact["actor"]!["role"]}");
    }

    [Fact]
    public async Task CounterSignature_AuthorAndWhoLostTheRole_CannotSignAndTheManagerCan()
    {
        var app = await InstallAsync("2026-02-02T10:00:00Z");
        var story = await SubmittedAsync(app);
        var approval = Assert.Single(await OpenAsync(app));
        Assert.Equal("counterSignature TeamManager north assessmentCounterSign-1 2026-02-05 0 open", Told(approval));

        const string sign = """{ "decision": "approve" }""";
        var promoted = SocialWorker with { Role = "TeamManager" };
        (await DecideAsync(app, approval, promoted, sign, "own")).ExpectProblem(HttpStatusCode.Forbidden, "forbidden");
        var demoted = Manager with { Role = "SocialWorker" };
        (await DecideAsync(app, approval, demoted, sign, "sign")).ExpectProblem(HttpStatusCode.Forbidden, "forbidden");
        (await app.Api.RaiseAsync(story.CaseId, Manager, "ApprovalDecided", "2026-02-02", """{ "approvalId": "approval-1", "decision": "approve" }""", "round the back"))
            .ExpectProblem(HttpStatusCode.UnprocessableEntity, "validation");
        (await DecideAsync(app, approval, Manager, """{ "decision": "decline", "reason": "Thin." }""", "decline")).ExpectProblem(HttpStatusCode.UnprocessableEntity, "validation");

        (await DecideAsync(app, approval, Manager, sign, "sign")).Expect(HttpStatusCode.OK);

        Assert.Equal("StepDownCin", (await CaseAsync(app, story))["state"]!.ToString());
        // The key is known, but the role counts as it is now.
        (await DecideAsync(app, approval, demoted, sign, "sign")).ExpectProblem(HttpStatusCode.Forbidden, "forbidden");
    }

    [Fact]
    public async Task Approval_TwoDecideAtOnce_OneWinsAndTheOtherIsToldWho()
    {
        var app = await InstallAsync("2026-02-02T10:00:00Z");
        var story = await SubmittedAsync(app);
        var approval = Assert.Single(await OpenAsync(app));

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(number =>
            DecideAsync(app, approval, number % 2 == 0 ? Manager : OtherManager, """{ "decision": "return", "reason": "Say what the child said." }""", $"return-{number}")));

        var winner = Assert.Single(answers, answer => answer.Status == HttpStatusCode.OK);
        var by = winner.Body["decision"]!["by"]!.ToString();
        Assert.All(answers.Where(answer => answer != winner), answer =>
            Assert.Equal(by, answer.ExpectProblem(HttpStatusCode.Conflict, "approval-decided").Value("decidedBy")));
        Assert.Single(await app.Api.ListAsync($"{story.CasePath}/chronology"), fact => fact["type"]!.ToString() == "ApprovalDecided");
    }

    [Fact]
    public async Task Exclusion_NobodyAnswers_ClimbsWithoutADeadlineAndTheParentsAreInvitedOnceItIsRefused()
    {
        var app = await InstallAsync("2026-02-02T10:00:00Z");
        var story = await ReferredAsync(app);
        foreach (var (by, type, data) in new[] { (SocialWorker, "NewConcern", Data.SignificantHarm), (Manager, "StrategyDiscussionHeld", Data.EnquiryStarts), (SocialWorker, "Section47Concluded", Data.ConferenceNeeded) })
            (await app.Api.RaiseAsync(story.CaseId, by, type, "2026-02-02", data, type)).Expect(HttpStatusCode.OK);
        (await app.Api.RaiseAsync(story.CaseId, Support, "ConferenceBooked", "2026-02-02", """{ "scheduledOn": "2026-02-20", "excludedParents": "Threats were made." }""", "book")).Expect(HttpStatusCode.OK);
        var asked = Assert.Single(await OpenAsync(app), IsExclusion);
        Assert.Equal("ConferenceChair 0", $"{asked["role"]} {asked["tier"]}");

        await app.Api.AdvanceToAsync("2026-02-05T09:00:00Z");
        var climbed = await Until.FoundAsync("the exclusion waits at tier 2", async () => (await OpenAsync(app)).FirstOrDefault(one => IsExclusion(one) && one["tier"]!.GetValue<int>() == 2));
        Assert.Equal((Id(asked), "ServiceManager"), (Id(climbed), climbed["role"]!.ToString()));
        Assert.DoesNotContain(MailTo(app, "conferenceInvitation"), mail => mail.Contains("parents.north@", StringComparison.Ordinal));

        (await DecideAsync(app, climbed, ServiceManager, Decline, "refuse")).Expect(HttpStatusCode.OK);

        await Until.TrueAsync("the parents are invited and who asked is told", () => Task.FromResult(
            MailTo(app, "conferenceInvitation").Any(mail => mail.Contains("parents.north@", StringComparison.Ordinal))
            && MailTo(app, "approvalDecided").Any(mail => mail.Contains("<bs.1@", StringComparison.Ordinal))));
        Assert.Contains(MailTo(app, "approvalWaiting"), mail => mail.Contains("serviceManager.north@", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("00000000-0000-0000-0000-000000000000~approval-1")]
    [InlineData("approval-1")]
    [InlineData("..%2Fcase")]
    public async Task Approval_Unknown_Is404(string id)
    {
        var app = await InstallAsync("2026-02-02T10:00:00Z");
        (await app.Api.PostAsync($"/api/approvals/{id}", Manager, Decline)).ExpectProblem(HttpStatusCode.NotFound, "not-found");
    }

    private static async Task<Story> ReferredAsync(Installation app)
    {
        var story = new Story(() => app.Api);
        await story.RaiseAsync(new Step(
            At: SharedInstallation.Now, By: School, Type: "ReferralReceived", Data: Referrals.Of("approvals", SharedInstallation.Now), State: "Referred",
            Changes: ["opened referralDecision-1 2026-02-03"]));
        return story;
    }

    private static async Task<Story> SubmittedAsync(Installation app)
    {
        var story = await ReferredAsync(app);
        (await app.Api.RaiseAsync(story.CaseId, Manager, "ReferralDecision", "2026-02-02", """{ "outcome": "assess" }""", "assess")).Expect(HttpStatusCode.OK);
        (await app.Api.RaiseAsync(story.CaseId, SocialWorker, "AssessmentSubmitted", "2026-02-02", """{ "conclusion": "childInNeed" }""", "submit")).Expect(HttpStatusCode.OK);
        return story;
    }

    private static bool IsExclusion(JsonNode approval) => approval["kind"]!.ToString() == "parentExclusion";

    private static IEnumerable<string> MailTo(Installation app, string kind) =>
        Directory.Exists(app.Mail) ? Directory.GetFiles(app.Mail, $"*-{kind}-*.eml").Select(File.ReadAllText) : [];

    private static Task<Answer> DecideAsync(Installation app, JsonNode approval, Person by, string body, string key) =>
        app.Api.PostAsync($"/api/approvals/{Id(approval)}", by, body, key);

    private static Task<IReadOnlyList<JsonNode>> OpenAsync(Installation app) => app.Api.ListAsync("/api/approvals?team=north");

    private static Task<JsonNode> WaitingAsync(Installation app, int tier) => Until.FoundAsync(
        $"an approval waits at tier {tier}",
        async () => await OpenAsync(app) is [{ } only] && only["tier"]!.GetValue<int>() == tier ? only : null);

    private static async Task<JsonNode> CaseAsync(Installation app, Story story) => (await app.Api.GetAsync(story.CasePath)).Expect(HttpStatusCode.OK).Body;

    private static string Approve(string recoverBy) => $$"""{ "decision": "approve", "reason": "The manager was ill.", "recoverBy": "{{recoverBy}}" }""";

    private static string Id(JsonNode approval) => approval["approvalId"]!.ToString();

    private static string Told(JsonNode approval) =>
        $"{approval["kind"]} {approval["role"]} {approval["team"]} {approval["about"]!["deadlineId"]} {approval["about"]!["dueOn"]} {approval["about"]!["daysLate"]} {approval["status"]}";

    private static string Decision(JsonNode approval)
    {
        var decision = approval["decision"]!;
        return $"{approval["status"]} {decision["by"]} {decision["at"]} {decision["decision"]} {decision["reason"]} {decision["recoverBy"]}";
    }
}
