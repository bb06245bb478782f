using System.Net;
using System.Text;
using EndToEnd.Harness;
using EndToEnd.Stories;
using static EndToEnd.Harness.People;

namespace EndToEnd;

/// <summary>What cannot be taken is refused as the contract says, and the case stays as it was.</summary>
public sealed class BadInputTests(SharedInstallation app) : IClassFixture<SharedInstallation>
{
    [Theory]
    [InlineData(
        """{ "type": "VisitMade", "occurredOn": "2026-02-02", "data": { "place": "home", "childSeen": true, "mood": "good" } }""",
        "/data/mood")]
    [InlineData(
        """{ "type": "VisitMade", "occurredOn": "2026-02-02", "data": { "place": "home", "childSeen": true }, "colour": "red" }""",
        "/colour")]
    [InlineData("""{ "type": "VisitMade", "occurredOn": "2026-02-02", "data": { "place": "garden", "childSeen": true } }""", "/data/place")]
    [InlineData("""{ "type": "VisitMade", "occurredOn": "2026-02-02", "data": { "place": "home" } }""", "/data/childSeen")]
    [InlineData(
        """{ "type": "VisitMade", "occurredOn": "2026-02-02", "data": { "place": "home", "childSeen": "yes" } }""", "/data/childSeen")]
    [InlineData("""{ "type": "VisitMade", "occurredOn": "2026-02-30", "data": { "place": "home", "childSeen": true } }""", "/occurredOn")]
    [InlineData("""{ "type": "VisitMade", "occurredOn": "2 Feb 2026", "data": { "place": "home", "childSeen": true } }""", "/occurredOn")]
    [InlineData("""{ "type": "VisitMade", "occurredOn": "2026-02-03", "data": { "place": "home", "childSeen": true } }""", "/occurredOn")]
    [InlineData("""{ "type": "VisitMade", "occurredOn": "2026-02-01", "data": { "place": "home", "childSeen": true } }""", "/occurredOn")]
    [InlineData("""{ "type": "VisitMade", "data": { "place": "home", "childSeen": true } }""", "/occurredOn")]
    [InlineData("""{ "type": "TeaServed", "occurredOn": "2026-02-02", "data": { } }""", "/type")]
    [InlineData("""{ "type": "visitmade", "occurredOn": "2026-02-02", "data": { "place": "home", "childSeen": true } }""", "/type")]
    [InlineData("""{ "occurredOn": "2026-02-02", "data": { } }""", "/type")]
    [InlineData("""{ "type": "VisitMade", "occurredOn": "2026-02-02" }""", "/data")]
    public async Task Event_WithABadField_Is422NamingTheFieldAndChangesNothing(string body, string field)
    {
        var story = await app.UntouchedAsync();
        var before = await CaseRecord.ReadAsync(app.Api, story.CasePath);

        var answer = await app.Api.PostAsync($"{story.CasePath}/events", SocialWorker, body, "bad");

        answer.ExpectProblem(HttpStatusCode.UnprocessableEntity, "validation");
        Assert.True(answer.Body["errors"]!.AsObject().Any(error => error.Key.StartsWith(field, StringComparison.Ordinal)), answer.Text);
        await UnchangedAsync(story, before, "bad");
    }

    [Fact]
    public async Task Event_NotAllowedInTheState_Is409WithWhatIsAllowed()
    {
        var story = await app.UntouchedAsync();
        var before = await CaseRecord.ReadAsync(app.Api, story.CasePath);

        var answer = await app.Api.RaiseAsync(story.CaseId, SocialWorker, "CoreGroupHeld", "2026-02-02", Data.CoreGroup, "too early");

        answer.ExpectProblem(HttpStatusCode.Conflict, "event-not-allowed");
        Assert.Equal("Assessing", answer.Value("state"));
        Assert.NotEmpty(answer.Value("reason"));
        Assert.NotEmpty(answer.Value("rule"));
        var allowed = answer.Body["allowedEvents"]!.AsArray().Select(one => one!.ToString()).ToList();
        Assert.Contains("AssessmentStarted", allowed);
        Assert.DoesNotContain("CoreGroupHeld", allowed);
        await UnchangedAsync(story, before, "too early");
    }

    [Fact]
    public async Task Assessment_CounterSignedByItsAuthor_IsRefused()
    {
        var story = await app.AssessingAsync();
        await story.RaiseAsync(
            new Step(
                At: SharedInstallation.Now,
                By: SocialWorker,
                Type: "AssessmentSubmitted",
                Data: """{ "conclusion": "childInNeed" }""",
                State: "Assessing",
                Changes: ["opened assessmentCounterSign-1 2026-02-05"]));

        var answer = await app.Api.RaiseAsync(
            story.CaseId,
            SocialWorker with
            {
                Role = "TeamManager",
            },
            "AssessmentCounterSigned",
            "2026-02-02",
            "{ }",
            "own");

        answer.ExpectProblem(HttpStatusCode.Conflict, "event-not-allowed");
        Assert.Equal("S0-35", answer.Value("rule"));
    }

    [Theory]
    [InlineData("{ \"type\": \"VisitMade\", ")]
    [InlineData("not json")]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("null")]
    public async Task Event_NotAJsonObject_IsRefusedAndChangesNothing(string body)
    {
        var story = await app.UntouchedAsync();
        var before = await CaseRecord.ReadAsync(app.Api, story.CasePath);

        var answer = await app.Api.PostAsync($"{story.CasePath}/events", SocialWorker, body, "broken");

        Assert.Contains(answer.Status, (HttpStatusCode[])[HttpStatusCode.BadRequest, HttpStatusCode.UnprocessableEntity]);
        Assert.StartsWith("urn:childprotection:problem:", answer.Value("type"), StringComparison.Ordinal);
        await UnchangedAsync(story, before, "broken");
    }

    [Fact]
    public async Task Event_OfTwoMebibytes_Is413()
    {
        var story = await app.UntouchedAsync();
        var before = await CaseRecord.ReadAsync(app.Api, story.CasePath);
        var large = new StringBuilder(
            """{ "type": "NewConcern", "occurredOn": "2026-02-02", "data": { "significantHarm": false, "concern": """)
            .Append('"')
            .Append('x', 2 * 1024 * 1024)
            .Append("\" } }")
            .ToString();

        var answer = await app.Api.PostAsync($"{story.CasePath}/events", SocialWorker, large, "large");

        answer.Expect(HttpStatusCode.RequestEntityTooLarge);
        Assert.Equal("application/problem+json", answer.MediaType);
        await UnchangedAsync(story, before, "large");
    }

    [Theory]
    [InlineData("/api/cases/5d0c3a1e-0000-5000-8000-000000000000")]
    [InlineData("/api/cases/5d0c3a1e-0000-5000-8000-000000000000/deadlines")]
    [InlineData("/api/cases/5d0c3a1e-0000-5000-8000-000000000000/chronology")]
    [InlineData("/api/cases/not-a-case-id")]
    public async Task Case_Unknown_Is404(string path)
    {
        var answer = await app.Api.GetAsync(path);

        answer.Expect(HttpStatusCode.NotFound);
        Assert.Equal("application/problem+json", answer.MediaType);
    }

    [Fact]
    public async Task Event_OfAnUnknownCase_Is404()
    {
        var answer = await app.Api.RaiseAsync(
            "5d0c3a1e-0000-5000-8000-000000000000", SocialWorker, "VisitMade", "2026-02-02", Data.HomeVisit, "nowhere");

        answer.Expect(HttpStatusCode.NotFound);
        Assert.Equal("application/problem+json", answer.MediaType);
    }

    [Fact]
    public async Task AnyRequest_WithoutAToken_Is401AndChangesNothing()
    {
        var story = await app.UntouchedAsync();
        var before = await CaseRecord.ReadAsync(app.Api, story.CasePath);

        var answers = new[]
        {
            await app.Api.SendAsync(HttpMethod.Get, story.CasePath, by: null),
            await app.Api.SendAsync(HttpMethod.Get, "/api/worklist?team=north", by: null),
            await app.Api.PostAsync(
                $"{story.CasePath}/events",
                by: null,
                """{ "type": "VisitMade", "occurredOn": "2026-02-02", "data": { "place": "home", "childSeen": true } }"""),
            await app.Api.PostAsync("/api/referrals", by: null, Referrals.Of("anonymous", SharedInstallation.Now)),
        };

        Assert.All(answers, answer => answer.Expect(HttpStatusCode.Unauthorized));
        await UnchangedAsync(story, before, key: null);
    }

    [Theory]
    [InlineData("\"referralSource\": \"2A\"", "\"referralSource\": \"ZZ\"", "/referralSource")]
    [InlineData("\"team\": \"north\"", "\"team\": \"nroth\"", "/team")]
    [InlineData("\"dateOfBirth\": \"2019-05-14\"", "\"dateOfBirth\": \"2027-05-14\"", "/child/dateOfBirth")]
    [InlineData("\"sex\": \"F\"", "\"sex\": \"F\", \"height\": 120", "/child/height")]
    [InlineData("\"receivedAt\": \"2026-02-02T10:00:00Z\"", "\"receivedAt\": \"2026-02-04T10:00:00Z\"", "/receivedAt")]
    [InlineData("\"profile\": \"EN-WT2023\"", "\"profile\": \"NOWHERE\"", "/profile")]
    public async Task Referral_WithABadField_Is422NamingTheFieldAndOpensNoCase(string good, string bad, string field)
    {
        var child = app.NewChild();
        var referral = Referrals.Of(child, SharedInstallation.Now);
        Assert.Contains(good, referral, StringComparison.Ordinal);

        var answer = await app.Api.ReferAsync(School, referral.Replace(good, bad, StringComparison.Ordinal), child);

        answer.ExpectProblem(HttpStatusCode.UnprocessableEntity, "validation");
        Assert.True(answer.Body["errors"]!.AsObject().Any(error => error.Key.StartsWith(field, StringComparison.Ordinal)), answer.Text);
        // The key is unused and the child has no case: the referral can be put right.
        (await app.Api.ReferAsync(School, referral, child)).Expect(HttpStatusCode.Created);
    }

    private async Task UnchangedAsync(Story story, CaseRecord before, string? key)
    {
        (await CaseRecord.ReadAsync(app.Api, story.CasePath)).SameAs(before);
        if (key is not null)
            (await app.Api.GetAsync($"{story.CasePath}/events/{Uri.EscapeDataString(key)}", SocialWorker)).Expect(HttpStatusCode.NotFound);
    }
}
