using System.Net;
using System.Text.Json.Nodes;
using ChildProtection.Functions.Tests.Access.Hosted;
using ChildProtection.Functions.Tests.RecordStore;

namespace ChildProtection.Functions.Tests.Access.Restrictions;

/// <summary>No manager hides a case alone: until a second one agrees, heads of service go on seeing it.</summary>
public sealed class SecondManagerTests(CaseApi api) : IClassFixture<CaseApi>
{
    private static readonly string Manager = CaseApi.Token("sm.1", null, null, "ServiceManager");
    private static readonly string OtherManager = CaseApi.Token("sm.2", null, null, "ServiceManager");
    private static readonly string Head = CaseApi.Token("hos.1", null, null, "HeadOfService");
    private static readonly string OtherHead = CaseApi.Token("hos.2", null, null, "HeadOfService");
    private static readonly string Colleague = CaseApi.Token("sw.2", "north", null, "SocialWorker");
    private static readonly string Auditor = CaseApi.Token("aud.1", null, null, "Auditor");

    [Fact]
    public async Task Restriction_ThatOneManagerAskedFor_IsStillSeenByHeadsOfServiceAlone()
    {
        var story = await api.OpenAsync();

        var asked = await PutAsync(story, "sw.1");

        Assert.Equal((true, null), ((bool)asked["awaitsSecond"]!, (string?)asked["agreedBy"]));
        Assert.True(await SeesAsync(story, Head));
        foreach (var other in new[] { Colleague, OtherManager, Auditor })
            Assert.False(await SeesAsync(story, other));
    }

    [Fact]
    public async Task Agree_ByTheOneWhoAsked_Is409AndLeavesItOpen()
    {
        var story = await api.OpenAsync();
        var asked = await PutAsync(story, "sw.1");

        var (status, problem) = await DecideAsync(story, Manager, "agree", asked);

        Assert.Equal(HttpStatusCode.Conflict, status);
        Assert.StartsWith("You asked for this restriction yourself.", (string?)problem!["detail"], StringComparison.Ordinal);
        Assert.True(await SeesAsync(story, Head));
    }

    [Fact]
    public async Task Agree_ByAHeadOfService_HidesTheCaseFromTheOthersToo()
    {
        var story = await api.OpenAsync();
        var asked = await PutAsync(story, "sw.1");

        var (status, agreed) = await DecideAsync(story, Head, "agree", asked);

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal((false, "hos.1"), ((bool)agreed!["awaitsSecond"]!, (string?)agreed["agreedBy"]));
        Assert.Equal("""["sw.1","sm.1","hos.1"]""", agreed["allowed"]!.ToJsonString());
        Assert.True(await SeesAsync(story, Head));
        Assert.False(await SeesAsync(story, OtherHead));
    }

    [Fact]
    public async Task Decline_OfTheFirst_OpensTheCaseToItsTeam()
    {
        var story = await api.OpenAsync();
        var asked = await PutAsync(story, "sw.1");

        var (status, _) = await DecideAsync(story, Head, "decline", asked);

        Assert.Equal(HttpStatusCode.NoContent, status);
        Assert.True(await SeesAsync(story, Colleague));
    }

    [Fact]
    public async Task Decline_OfOtherPeople_BringsTheRestrictionBeforeBack()
    {
        var story = await api.OpenAsync();
        await DecideAsync(story, Head, "agree", await PutAsync(story, "sw.1"));
        var changed = await PutAsync(story, "sw.2", "hos.1");
        Assert.True(await SeesAsync(story, Colleague));

        var (_, former) = await DecideAsync(story, Head, "decline", changed);

        Assert.Equal("""["sw.1","sm.1","hos.1"]""", former!["allowed"]!.ToJsonString());
        Assert.False(await SeesAsync(story, Colleague));
        Assert.False(await SeesAsync(story, OtherHead));
    }

    [Fact]
    public async Task Review_ThatChangesNobody_NeedsNoSecondAgain()
    {
        var story = await api.OpenAsync();
        await DecideAsync(story, Head, "agree", await PutAsync(story, "sw.1"));

        var reviewed = await PutAsync(story, "sw.1", "hos.1");

        Assert.Equal((false, "hos.1"), ((bool)reviewed["awaitsSecond"]!, (string?)reviewed["agreedBy"]));
        Assert.False(await SeesAsync(story, OtherHead));
    }

    [Fact]
    public async Task Ask_ForTheSameAgain_ChangesNothing()
    {
        var story = await api.OpenAsync();
        var first = await PutAsync(story, "sw.1");

        Assert.Equal(first.ToJsonString(), (await PutAsync(story, "sw.1")).ToJsonString());
    }

    /// <summary>Or who asked could put off every answer by asking again.</summary>
    [Fact]
    public async Task Decline_OfWhatWasChangedSince_Holds()
    {
        var story = await api.OpenAsync();
        var read = await PutAsync(story, "sw.1");
        await PutAsync(story, "sw.3");

        Assert.Equal(HttpStatusCode.NoContent, (await DecideAsync(story, Head, "decline", read)).Status);
        Assert.True(await SeesAsync(story, Colleague));
    }

    [Fact]
    public async Task Review_ByTheSecondManager_NamesBothAsBefore()
    {
        var story = await api.OpenAsync();
        await DecideAsync(story, OtherManager, "agree", await PutAsync(story, "sw.1", "sm.2"));

        var reviewed = await PutAsAsync(story, OtherManager, "sw.1", "sm.1");

        Assert.Equal(("sm.1", "sm.2"), ((string?)reviewed["approver"], (string?)reviewed["agreedBy"]));
    }

    [Fact]
    public async Task Agree_ToWhatWasChangedSince_Is409()
    {
        var story = await api.OpenAsync();
        var read = await PutAsync(story, "sw.1");
        await PutAsync(story, "sw.2");

        var (status, problem) = await DecideAsync(story, Head, "agree", read);

        Assert.Equal(HttpStatusCode.Conflict, status);
        Assert.Contains("changed since you read it", (string?)problem!["detail"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Agree_WhereNothingWaits_Is409()
    {
        var story = await api.OpenAsync();

        var (status, _) = await DecideAsync(story, Head, "agree", new JsonObject { ["change"] = 1 });

        Assert.Equal(HttpStatusCode.Conflict, status);
    }

    private Task<JsonNode> PutAsync(StoredStory story, params string[] allowed) => PutAsAsync(story, Manager, allowed);

    private async Task<JsonNode> PutAsAsync(StoredStory story, string by, params string[] allowed)
    {
        var body = new JsonObject
        {
            ["category"] = "staffFamily",
            ["reason"] = "A colleague's child.",
            ["allowed"] = new JsonArray([.. allowed.Select(account => (JsonNode)account)]),
        };
        using var put = await api.SendAsync(HttpMethod.Put, $"/api/cases/{story.CaseId}/restriction", by, body.ToJsonString());
        Assert.Equal(HttpStatusCode.OK, put.StatusCode);
        return JsonNode.Parse(await put.Content.ReadAsStringAsync())!;
    }

    private async Task<(HttpStatusCode Status, JsonNode? Body)> DecideAsync(
        StoredStory story, string by, string decision, JsonNode read)
    {
        var body = new JsonObject { ["decision"] = decision, ["change"] = (int)read["change"]! };
        using var answer = await api.SendAsync(
            HttpMethod.Post, $"/api/cases/{story.CaseId}/restriction/decision", by, body.ToJsonString());
        var text = await answer.Content.ReadAsStringAsync();
        return (answer.StatusCode, text.Length == 0 ? null : JsonNode.Parse(text));
    }

    /// <summary>In the case's chronology and in a search by name alike.</summary>
    private async Task<bool> SeesAsync(StoredStory story, string token)
    {
        using var direct = await api.GetAsync($"/api/cases/{story.CaseId}/chronology", token);
        var found = await api.ReadAsync($"/api/cases?q={story.LocalId}", token);
        var listed = found["items"]!.AsArray().Any(item => (string?)item!["caseId"] == story.CaseId);
        Assert.Equal(direct.StatusCode == HttpStatusCode.OK, listed);
        return listed;
    }
}
