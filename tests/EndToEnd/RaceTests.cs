using System.Net;
using ChildProtection.Tests.Support;
using EndToEnd.Harness;
using EndToEnd.Stories;
using static EndToEnd.Harness.People;

namespace EndToEnd;

/// <summary>The same thing many times at once, and many things at once.</summary>
public sealed class RaceTests(SharedInstallation app) : IClassFixture<SharedInstallation>
{
    private const string Today = "2026-02-02";

    [Fact]
    public async Task Event_SameKeyTwentyTimesAtOnce_IsOneFactWithOneOutcome()
    {
        var story = await app.AssessingAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ =>
            app.Api.RaiseAsync(story.CaseId, SocialWorker, "AssessmentStarted", Today, "{ }", "started")));

        var outcomes = await Task.WhenAll(answers.Select(answer => DecidedAsync(story, answer, "AssessmentStarted", "{ }", "started")));
        Assert.Single(outcomes.Select(outcome => outcome.Text).Distinct());
        Assert.Equal("accepted", outcomes[0].Value("status"));
        var facts = await app.Api.ListAsync($"{story.CasePath}/chronology");
        Assert.Equal(["ReferralReceived", "ReferralDecision", "AssessmentStarted"], facts.Select(fact => fact["type"]!.ToString()));
    }

    [Fact]
    public async Task Event_SameKeyWithAnotherBody_IsRefusedAndTheFirstOutcomeStands()
    {
        var story = await app.AssessingAsync();
        var first = (await app.Api.RaiseAsync(story.CaseId, SocialWorker, "VisitMade", Today, Data.HomeVisit, "visit")).Expect(
            HttpStatusCode.OK);

        (await app.Api.RaiseAsync(story.CaseId, SocialWorker, "VisitMade", Today, Data.SchoolVisit, "visit"))
            .ExpectProblem(HttpStatusCode.UnprocessableEntity, "idempotency-key-reused");

        var again = (await app.Api.RaiseAsync(story.CaseId, SocialWorker, "VisitMade", Today, Data.HomeVisit, "visit")).Expect(
            HttpStatusCode.OK);
        Assert.Equal(first.Text, again.Text);
        Assert.Equal(3, (await app.Api.ListAsync($"{story.CasePath}/chronology")).Count);
    }

    [Fact]
    public async Task Events_FiftyDifferentOnesAtOnce_AreAllDecidedInSomeOrderWithoutAGap()
    {
        var story = await app.AssessingAsync();
        const string concern = """{ "significantHarm": false, "concern": "Late for school." }""";
        var events = Enumerable
            .Range(0, 50)
            .Select(number =>
                (
                    Type: number % 2 == 0 ? "VisitMade" : "NewConcern",
                    Data: number % 2 == 0 ? Data.HomeVisit : concern,
                    Key: $"race-{number}"))
            .ToList();

        var answers = await Task.WhenAll(
            events.Select(one => app.Api.RaiseAsync(story.CaseId, SocialWorker, one.Type, Today, one.Data, one.Key)));

        var outcomes = await Task.WhenAll(events.Zip(answers, (one, answer) => DecidedAsync(story, answer, one.Type, one.Data, one.Key)));
        Assert.All(outcomes, outcome => Assert.Equal("accepted", outcome.Value("status")));
        Assert.Equal(Enumerable.Range(3, 50), outcomes.Select(outcome => outcome.Body["sequence"]!.GetValue<int>()).Order());
        var facts = await app.Api.ListAsync($"{story.CasePath}/chronology");
        Assert.Equal(Enumerable.Range(1, 52), facts.Select(fact => fact["sequence"]!.GetValue<int>()));
        Assert.Equal(events.Select(one => one.Key).Order(), facts.Skip(2).Select(fact => fact["eventId"]!.ToString()).Order());
        Assert.True(
            (await app.Api.GetAsync($"{story.CasePath}/chronology/verification")).Expect(HttpStatusCode.OK).Body["intact"]!.GetValue<bool>()
        );
    }

    [Fact]
    public async Task Referrals_TwentyForOneChildAtOnce_OpenOneCaseAndNameItToTheOthers()
    {
        var body = Referrals.Of(app.NewChild(), SharedInstallation.Now);

        var answers = await Task.WhenAll(
            Enumerable
                .Range(0, 20)
                .Select(number => app.Api.ReferAsync(SocialWorker, body, $"{body.GetHashCode(StringComparison.Ordinal)}-{number}")));

        var opened = Assert.Single(answers, answer => answer.Status == HttpStatusCode.Created);
        Assert.All(
            answers.Where(answer => answer != opened),
            answer => Assert.Equal(opened.Value("caseId"), answer.ExpectProblem(HttpStatusCode.Conflict, "case-open").Value("caseId")));
    }

    [Fact]
    public async Task Referral_SameKeyTwentyTimesAtOnce_OpensOneCase()
    {
        var child = app.NewChild();
        var body = Referrals.Of(child, SharedInstallation.Now);

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => app.Api.ReferAsync(School, body, child)));

        Assert.All(answers, answer => answer.Expect(HttpStatusCode.Created));
        Assert.Single(answers.Select(answer => answer.Value("caseId")).Distinct());
        Assert.Single(await app.Api.ListAsync($"/api/cases/{answers[0].Value("caseId")}/chronology"));
    }

    /// <summary>A busy app may promise an outcome first; then it is asked for again by the same key.</summary>
    private async Task<Answer> DecidedAsync(Story story, Answer answer, string type, string data, string key) =>
        answer.Status != HttpStatusCode.Accepted
            ? answer.Expect(HttpStatusCode.OK)
            : await Until.FoundAsync(
                $"{key} is decided",
                async () =>
                    await app.Api.RaiseAsync(story.CaseId, SocialWorker, type, Today, data, key) is { Status: HttpStatusCode.OK } decided
                        ? decided
                        : null,
                TimeSpan.FromMinutes(2));
}
