using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using ChildProtection.Domain.Kernel;
using ChildProtection.Functions.Access.AuditLog;
using ChildProtection.Functions.Platform.Http;
using ChildProtection.Functions.Platform.Tables;
using ChildProtection.Functions.RecordStore;
using ChildProtection.Functions.Tests.RecordStore;

namespace ChildProtection.Functions.Tests.Access.Hosted;

/// <summary>A referral that is sent again, long after it opened a case.</summary>
public sealed class ReplayTests(CaseApi api) : IClassFixture<CaseApi>
{
    /// <summary>The account whose key the stored cases' ids are made of.</summary>
    private const string Referrer = "tests";

    [Theory]
    [InlineData("Agency", null, "police", false)]
    [InlineData("Agency", null, "school", true)]
    [InlineData("SocialWorker", "south", null, false)]
    public async Task Referral_RepeatedByWhoMayNotReadTheCase_AnswersItsOutcomeAlone(string role, string? team, string? agency, bool closed)
    {
        var story = await api.OpenAsync(closed: closed);

        var answer = await RepeatAsync(story, CaseApi.Token(Referrer, team, agency, role));

        Assert.Equal(
            ["caseId", "deadlines", "eventId", "openDeadlines", "reference", "sequence", "state", "status", "warnings"],
            answer.Select(field => field.Key).Order(StringComparer.Ordinal));
        Assert.Equal((story.CaseId, "Referred"), ((string?)answer["caseId"], (string?)answer["state"]));
    }

    /// <summary>Another answer than before would tell that the case is restricted now.</summary>
    [Fact]
    public async Task Referral_RepeatedWhileTheCaseIsRestricted_AnswersItsOutcomeAsBefore()
    {
        var story = await api.OpenAsync();
        var police = CaseApi.Token(Referrer, null, "police", "Agency");
        var before = await RepeatAsync(story, police);
        await api.RestrictAsync(story, "someone.else");

        Assert.Equal(before.ToJsonString(), (await RepeatAsync(story, police)).ToJsonString());
    }

    [Fact]
    public async Task Referral_RepeatedByWhoMayReadTheCase_ShowsItAsItIsNow()
    {
        var story = await api.OpenAsync(closed: true);

        var answer = await RepeatAsync(story, CaseApi.Token(Referrer, "north", null, "SocialWorker"));

        Assert.Equal((story.LocalId, "Closed"), ((string?)answer["child"]!["localId"], (string?)answer["state"]));
    }

    [Theory]
    [InlineData("SocialWorker", "north", null)]
    [InlineData("Agency", null, "police")]
    public async Task Referral_Repeated_IsLoggedAsARead(string role, string? team, string? agency)
    {
        var story = await api.OpenAsync();

        await RepeatAsync(story, CaseApi.Token(Referrer, team, agency, role));

        Assert.All(
            (await api.LogOfCaseAsync(story.CaseId)).Items, entry => Assert.Equal((AccessKind.Read, role), (entry.Kind, entry.Role)));
    }

    private async Task<JsonObject> RepeatAsync(StoredStory story, string token)
    {
        var (key, body) = ("case" + story.LocalId[1..], $$"""
            { "referralSource": "2A", "concern": "Bruises seen", "team": "north",
              "child": { "localId": "{{story.LocalId}}", "givenName": "Ida", "familyName": "Quince", "dateOfBirth": "2019-05-14" } }
            """);
        await SentBeforeAsync(story, key, body);

        using var response = await api.SendAsync(HttpMethod.Post, "/api/referrals", token, body, (IdempotencyKey.Header, key));

        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        Assert.EndsWith(story.CaseId, response.Headers.Location!.OriginalString, StringComparison.Ordinal);
        return JsonNode.Parse(await response.Content.ReadAsStringAsync())!.AsObject();
    }

    /// <summary>The stored opening, as if that request had caused it.</summary>
    private async Task SentBeforeAsync(StoredStory story, string key, string body)
    {
        var opening = (await api.Tables.Cases.FindAsync(story.CaseId, CaseKeys.Event("mgr.1", "referral"), default))!;
        opening.RowKey = CaseKeys.Event(Referrer, key);
        (opening["EventId"], opening["BodyHash"]) = (key, CanonicalJson.Hash(JsonDocument.Parse(body).RootElement));
        Assert.Equal(nameof(EventStatus.Accepted), opening.Need("Status"));
        await api.Tables.Cases.PutAsync(opening, default);
    }
}
