using System.Net;
using System.Text.Json.Nodes;
using ChildProtection.Domain.Conference;
using ChildProtection.Functions.Access.AuditLog;

namespace ChildProtection.Functions.Tests.Access.Hosted;

/// <summary>Where the authority has configured its agencies, nothing of any other gets in.</summary>
public sealed class ConfiguredAgenciesTests(ConfiguredAgenciesTests.Api api) : IClassFixture<ConfiguredAgenciesTests.Api>
{
    /// <summary>The interface of an authority that works with a school alone.</summary>
    public sealed class Api : CaseApi
    {
        private protected override (string Name, string Value)[] Settings => [("Agencies", "school")];
    }

    private const string Referral = """
        { "referralSource": "1A", "concern": "Bruises", "team": "north",
          "child": { "localId": "C-1", "givenName": "A", "familyName": "B", "dateOfBirth": "2019-05-14" } }
        """;

    private static readonly string Nursery = CaseApi.Token("nursery.1", null, "nursery", "Agency");
    private static readonly string School = CaseApi.Token("school.1", null, "school", "Agency");
    private static readonly string Chair = CaseApi.Token("chair.1", null, null, "ConferenceChair");

    [Fact]
    public async Task Refer_AnAgencyThatIsNotConfigured_IsForbiddenAndLogged()
    {
        var response = await api.SendAsync(HttpMethod.Post, "api/referrals", Nursery, Referral, ("Idempotency-Key", "n-1"));

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        Assert.Contains("has not configured your agency", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(AccessKind.Refused, Assert.Single((await api.LogOfSubjectAsync("nursery.1")).Items).Kind);
    }

    [Fact]
    public async Task Read_AnAgencyThatTheCaseListsAndIsNotConfigured_IsForbidden()
    {
        var story = await api.OpenAsync();
        await api.ChangeAsync(story, state => state with { ConferenceAgencies = ["playgroup"] });

        var response = await api.GetAsync($"api/cases/{story.CaseId}", CaseApi.Token("playgroup.1", null, "playgroup", "Agency"));

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
    }

    [Fact]
    public async Task Refer_AConfiguredAgency_IsHeard()
    {
        var response = await api.SendAsync(HttpMethod.Post, "api/referrals", School, Referral, ("Idempotency-Key", "s-1"));

        Assert.NotEqual(HttpStatusCode.Forbidden, response.StatusCode);
    }

    [Theory]
    [InlineData("api/cases/{0}/events", false)]
    [InlineData("api/conferences", true)]
    public async Task Raise_WithAMisspeltAgency_NamesThePlaceAndTheNearest(string path, bool group)
    {
        var story = await api.OpenAsync();
        await api.ChangeAsync(story, state => state, chair: "chair.1");
        var body = Held(group ? story.CaseId : null);

        var response = await api.SendAsync(
            HttpMethod.Post, string.Format(null, path, story.CaseId), Chair, body.ToJsonString(), ("Idempotency-Key", "m-" + group));

        var answer = JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
        var problem = group ? answer["items"]![0]!["problem"]! : answer;
        Assert.Equal(422, (int)problem["status"]!);
        Assert.Contains("the nearest is 'school'", (string)problem["errors"]!["/data/attendance/0/agency"]![0]!, StringComparison.Ordinal);
    }

    private static JsonObject Held(string? caseId)
    {
        var body = new JsonObject
        {
            ["type"] = nameof(ConferenceHeld),
            ["occurredOn"] = "2026-02-10",
            ["data"] = JsonNode.Parse("""
                { "conferenceType": "initial", "chair": { "id": "chair.1", "independent": true }, "quorate": true,
                  "attendance": [{ "agency": "shcool", "present": true }] }
                """),
        };
        if (caseId is not null)
            body["children"] = new JsonArray(new JsonObject { ["caseId"] = caseId });
        return body;
    }
}
