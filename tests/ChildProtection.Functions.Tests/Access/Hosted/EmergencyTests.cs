using System.Net;
using System.Text.Json.Nodes;
using ChildProtection.Functions.Access;
using ChildProtection.Functions.Access.AuditLog;
using ChildProtection.Functions.Tests.RecordStore;

namespace ChildProtection.Functions.Tests.Access.Hosted;

/// <summary>Reading cases of other teams in emergencies: told whatever the answer is, within a day's limit, and acknowledged.</summary>
public sealed class EmergencyTests(CaseApi api) : IClassFixture<CaseApi>
{
    private const string Emergency = "Child at the police station tonight";

    [Theory]
    [InlineData("/chronology?form=2026-01-01", HttpStatusCode.UnprocessableEntity)]
    [InlineData("/plan/versions/7", HttpStatusCode.NotFound)]
    public async Task BreakGlass_AnswerIsRefused_IsLoggedAndReportedAllTheSame(string section, HttpStatusCode status)
    {
        var story = await api.OpenAsync("south");

        using var refused = await ReadAsync(story, "late.1", section);

        Assert.Equal(status, refused.StatusCode);
        var entry = Assert.Single((await api.LogOfCaseAsync(story.CaseId)).Items, entry => entry.Kind == AccessKind.BreakGlass);
        Assert.Equal(("late.1", Emergency), (entry.Subject, entry.Reason));
        Assert.Equal("glassBroken", Assert.Single(api.Sent.All, one => one.CaseId == story.CaseId).Kind);
    }

    [Fact]
    public async Task BreakGlass_ManyCasesAtOnce_OpensThoseOfADay()
    {
        List<StoredStory> stories = [];
        for (var number = 0; number < 8; number++)
            stories.Add(await api.OpenAsync("south"));

        var answers = await Task.WhenAll(stories.Select(story => StatusAsync(story, "curious.1")));

        Assert.Equal(5, answers.Count(answer => answer == HttpStatusCode.OK));
        Assert.Equal(3, answers.Count(answer => answer == HttpStatusCode.Forbidden));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(stories[Array.IndexOf(answers, HttpStatusCode.OK)], "curious.1"));
    }

    [Fact]
    public async Task Acknowledge_ByTheTeamsManager_StandsOnceAndIsLogged()
    {
        var story = await api.OpenAsync("south");
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(story, "night.9"));
        var manager = CaseApi.Token("mgr.9", "south", null, "TeamManager");
        var path = $"/api/cases/{story.CaseId}/emergency-accesses";
        var access = Assert.Single((await api.ReadAsync(path, manager))["items"]!.AsArray())!;
        Assert.Equal(("night.9", Emergency, null), ((string?)access["reader"], (string?)access["reason"], access["review"]));

        foreach (var (by, justified) in new[] { ("mgr.9", true), ("svc.9", false) })
        {
            var token = CaseApi.Token(by, "south", null, by == "mgr.9" ? "TeamManager" : "ServiceManager");
            var review = await AcknowledgeAsync($"{path}/{access["accessId"]}", token, justified, HttpStatusCode.OK);
            Assert.Equal(("mgr.9", true), ((string?)review["review"]!["by"], (bool)review["review"]!["justified"]!));
        }

        Assert.Contains(
            (await api.LogOfCaseAsync(story.CaseId)).Items,
            entry => entry is { Kind: AccessKind.Write, Subject: "mgr.9", Section: "AcknowledgeEmergencyAccess" });
    }

    [Fact]
    public async Task Acknowledge_OnesOwnAccess_IsRefused()
    {
        var story = await api.OpenAsync("south");
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(story, "night.10"));
        var path = $"/api/cases/{story.CaseId}/emergency-accesses";
        var access = (await api.ReadAsync(path, CaseApi.Token("aud.9", null, null, "Auditor")))["items"]![0]!["accessId"];

        var token = CaseApi.Token("night.10", null, null, "ServiceManager");
        await AcknowledgeAsync($"{path}/{access}", token, true, HttpStatusCode.Forbidden);
        await AcknowledgeAsync($"{path}/none", token, true, HttpStatusCode.NotFound);
    }

    private async Task<JsonObject> AcknowledgeAsync(string path, string token, bool justified, HttpStatusCode status)
    {
        var body = new JsonObject { ["justified"] = justified, ["remark"] = "Called the reader." };
        using var response = await api.SendAsync(HttpMethod.Post, path, token, body.ToJsonString());
        Assert.Equal(status, response.StatusCode);
        return JsonNode.Parse(await response.Content.ReadAsStringAsync())!.AsObject();
    }

    private async Task<HttpStatusCode> StatusAsync(StoredStory story, string subject)
    {
        using var response = await ReadAsync(story, subject, "");
        return response.StatusCode;
    }

    private Task<HttpResponseMessage> ReadAsync(StoredStory story, string subject, string section) =>
        api.GetAsync(
            $"/api/cases/{story.CaseId}{section}",
            CaseApi.Token(subject, "north", null, "SocialWorker"),
            (BreakGlass.Header, Emergency));
}
