using System.Net;
using System.Text.Json.Nodes;
using ChildProtection.Domain.Enquiry;
using ChildProtection.Domain.Referral;
using ChildProtection.Functions.Access.AuditLog;
using ChildProtection.Functions.Platform.Tables;
using ChildProtection.Functions.RecordStore;
using ChildProtection.Functions.Tests.Access.Hosted;
using ChildProtection.Functions.Tests.RecordStore;

namespace ChildProtection.Functions.Tests.Access.Restrictions;

public sealed class RestrictionTests(CaseApi api) : IClassFixture<CaseApi>
{
    private static readonly string Manager = CaseApi.Token("sm.1", null, null, "ServiceManager");
    private static readonly string Worker = CaseApi.Token("sw.1", "north", null, "SocialWorker");
    private static readonly string Colleague = CaseApi.Token("sw.2", "north", null, "SocialWorker");

    [Fact]
    public async Task Restriction_PutAndLifted_HidesTheCaseAndItsLinesAndShowsThemAgain()
    {
        var story = await api.OpenAsync();
        Assert.True(await SeesAsync(story, Colleague));

        using var put = await PutAsync(story, """{ "category": "staffFamily", "reason": "A colleague's child.", "allowed": ["sw.1"] }""");
        var restriction = JsonNode.Parse(await put.Content.ReadAsStringAsync())!;

        Assert.Equal(HttpStatusCode.OK, put.StatusCode);
        Assert.Equal("""["sw.1","sm.1"]""", restriction["allowed"]!.ToJsonString());
        Assert.Equal(
            90,
            DateOnly.Parse((string)restriction["reviewOn"]!, null).DayNumber
                - DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime).DayNumber,
            1.0);
        Assert.True(await SeesAsync(story, Worker));
        Assert.False(await SeesAsync(story, Colleague));
        Assert.Equal("sm.1", (string?)(await api.ReadAsync($"/api/cases/{story.CaseId}/restriction", Manager))["approver"]);

        using var lifted = await api.SendAsync(HttpMethod.Delete, $"/api/cases/{story.CaseId}/restriction", Manager);

        Assert.Equal(HttpStatusCode.NoContent, lifted.StatusCode);
        Assert.True(await SeesAsync(story, Colleague));
        Assert.Equal(
            [AccessKind.Write, AccessKind.Write],
            (await api.LogOfCaseAsync(story.CaseId)).Items.Where(entry => entry.Kind == AccessKind.Write).Select(entry => entry.Kind));
    }

    /// <summary>What the orchestration takes in: stored with the change itself, so that no crash parts the two.</summary>
    [Fact]
    public async Task Restriction_EveryChange_StoresItsEventWithIt()
    {
        var story = await api.OpenAsync();
        foreach (var account in new[] { "sw.1", "sw.1", "sw.3" })
        {
            var body = $$"""{ "category": "staffFamily", "reason": "A colleague's child.", "allowed": ["{{account}}"] }""";
            using (await PutAsync(story, body)) { }
        }

        foreach (var _ in Enumerable.Range(0, 2))
            using (await api.SendAsync(HttpMethod.Delete, $"/api/cases/{story.CaseId}/restriction", Manager)) { }

        var rows = await api.Tables.Cases.RowsAsync(story.CaseId, CaseKeys.EventPrefix, default).ToListAsync();
        var recorded = rows.Where(row => row.Need("Type") != "ReferralReceived").OrderBy(row => row.NeedInstant("ReceivedAt")).ToArray();

        Assert.Equal(["CaseRestricted", "RestrictionReviewed", "RestrictionLifted"], recorded.Select(row => row.Need("Type")));
        Assert.Equal(
            ["""{"change":1,"awaitsSecond":true}""", """{"change":2,"awaitsSecond":true}""", """{"change":3}"""],
            recorded.Select(EventRow.Data));
        Assert.All(recorded, row => Assert.Equal(("sm.1", "ServiceManager"), (row.Need("Subject"), row.Need("Role"))));
    }

    /// <summary>A decision that is published after the restriction must not show the case again.</summary>
    [Fact]
    public async Task Restriction_DecisionComesAfterIt_LinesStayHidden()
    {
        var story = await api.OpenAsync();
        await api.RestrictAsync(story, "sw.1");

        await story.RaiseAsync(
            StoredStory.Request("decision", new DateOnly(2026, 2, 3), new ReferralDecision { Outcome = ReferralOutcome.Assess }),
            StoredStory.ReceivedAt.AddDays(1));
        await story.Projection.PublishAllAsync(story.CaseId, default);

        Assert.Equal("Assessing", (string?)(await api.ReadAsync($"/api/cases/{story.CaseId}", Worker))["state"]);
        Assert.False(await SeesAsync(story, Colleague));
        Assert.True(await SeesAsync(story, Worker));
    }

    /// <summary>The team, its manager and an agency that is not on the list would learn from a message that there is such a case.</summary>
    [Fact]
    public async Task Restriction_WhileItLasts_ItsMessagesGoToThoseOnItsListAlone()
    {
        var story = await api.OpenAsync();
        await TellAsync("before", ["leadSocialWorker ", "teamManager "]);
        await api.RestrictAsync(story, "sw.1", "sm.1");
        await TellAsync("restricted", ["leadSocialWorker hos.9", "leadSocialWorker sm.1", "leadSocialWorker sw.1"]);
        using (await api.SendAsync(HttpMethod.Delete, $"/api/cases/{story.CaseId}/restriction", Manager)) { }
        await TellAsync("lifted", ["leadSocialWorker ", "teamManager "]);

        async Task TellAsync(string id, string[] recipients)
        {
            story.Sent.All.Clear();
            await story.RaiseAsync(
                StoredStory.Request(id, new DateOnly(2026, 2, 3), new NewConcern { SignificantHarm = false }),
                StoredStory.ReceivedAt.AddDays(1));
            await story.Projection.PublishAllAsync(story.CaseId, default);
            Assert.Equal(
                recipients,
                story
                    .Sent.All.Where(one => one.Kind == "newConcernReported")
                    .Select(one => $"{one.Role} {one.Account}")
                    .Order(StringComparer.Ordinal));
            Assert.True(id != "restricted" || story.Sent.All.TrueForAll(one => one.Account is "sw.1" or "sm.1" or "hos.9"));
        }
    }

    [Theory]
    [InlineData("""{ "category": "other", "reason": "x", "allowed": ["sw.1"] }""", "/category")]
    [InlineData("""{ "category": "adoption", "reason": "x", "allowed": [] }""", "/allowed")]
    [InlineData("""{ "category": "adoption", "allowed": ["sw.1"] }""", "/reason")]
    public async Task Restriction_WrongField_Is422AndChangesNothing(string body, string place)
    {
        var story = await api.OpenAsync();

        using var response = await PutAsync(story, body);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, response.StatusCode);
        Assert.NotNull(JsonNode.Parse(await response.Content.ReadAsStringAsync())!["errors"]![place]);
        Assert.True(await SeesAsync(story, Colleague));
    }

    /// <summary>In the case, the list of the team, a search by name, by reference, and the worklist alike.</summary>
    private async Task<bool> SeesAsync(StoredStory story, string token)
    {
        using var direct = await api.GetAsync($"/api/cases/{story.CaseId}", token);
        var seen = new List<bool> { direct.StatusCode == HttpStatusCode.OK };
        var reference = (await story.Reader.FindAsync(story.CaseId, default))!.Reference;
        foreach (var list in new[] { "cases?limit=500", $"cases?q={story.LocalId}", $"cases?q={reference}", "worklist?limit=500" })
            seen.Add(
                (await api.ReadAsync("/api/" + list, token))["items"]!.AsArray().Any(item => (string?)item!["caseId"] == story.CaseId));
        using var named = await api.SendAsync(HttpMethod.Post, "/api/cases/search", token, """{ "name": "Quince", "limit": 500 }""");
        seen.Add((await named.Content.ReadAsStringAsync()).Contains(story.CaseId, StringComparison.Ordinal));
        Assert.True(seen.Distinct().Count() == 1, $"The case and its lists disagree: {string.Join(", ", seen)}");
        return seen[0];
    }

    private Task<HttpResponseMessage> PutAsync(StoredStory story, string body) =>
        api.SendAsync(HttpMethod.Put, $"/api/cases/{story.CaseId}/restriction", Manager, body);
}
