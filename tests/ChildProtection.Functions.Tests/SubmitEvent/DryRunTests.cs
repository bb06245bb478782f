using System.Net;
using System.Text.Json.Nodes;
using Azure.Data.Tables;
using ChildProtection.Domain.Referral;
using ChildProtection.Functions.Access.AuditLog;
using ChildProtection.Functions.RecordStore;
using ChildProtection.Functions.Tests.Access.Hosted;
using ChildProtection.Functions.Tests.RecordStore;

namespace ChildProtection.Functions.Tests.SubmitEvent;

/// <summary><c>?dryRun=true</c> answers what an event would do, and stores nothing but that it was asked.</summary>
public sealed class DryRunTests(CaseApi api) : IClassFixture<CaseApi>
{
    private const string Assess =
        """{ "type": "ReferralDecision", "occurredOn": "2026-02-03", "data": { "outcome": "assess" } }""";

    private static readonly string Manager = CaseApi.Token("mgr.1", "north", null, "TeamManager");
    private static readonly string Support = CaseApi.Token("bs.1", "north", null, "BusinessSupport");

    [Fact]
    public async Task Event_ThatTheCaseTakes_SaysWhatFollowsAndWhyAndStoresNothing()
    {
        var story = await api.OpenAsync();
        var before = await RowsAsync(story);

        var (status, answer) = await PostAsync($"cases/{story.CaseId}/events?dryRun=true", Manager, Assess);

        Assert.Equal((HttpStatusCode.OK, true, "Assessing"), (status, (bool?)answer["dryRun"], (string?)answer["state"]));
        // Referred on Monday 2 February 2026; 45 working days, with Good Friday on 3 and Easter Monday on 6 April between.
        var assessment = Assert.Single(answer["deadlines"]!.AsArray(), one => (string?)one!["kind"] == "assessment")!;
        Assert.Equal(("opened", "2026-04-08"), ((string?)assessment["change"], (string?)assessment["dueOn"]));
        Assert.Contains("45 working days", (string?)assessment["explanation"], StringComparison.Ordinal);
        Assert.Equal(before, await RowsAsync(story));
        Assert.Equal("Referred", (string?)(await api.ReadAsync($"/api/cases/{story.CaseId}", Manager))["state"]);
    }

    [Fact]
    public async Task Event_IsLoggedAsReadAndNamed()
    {
        var story = await api.OpenAsync();

        await PostAsync($"cases/{story.CaseId}/events?dryRun=true", Manager, Assess);

        var entry = Assert.Single((await api.LogOfCaseAsync(story.CaseId)).Items);
        Assert.Equal((AccessKind.Read, "ReferralDecision", "mgr.1"), (entry.Kind, entry.Event, entry.Subject));
    }

    [Theory]
    [InlineData("""{ "type": "CoreGroupHeld", "occurredOn": "2026-02-03", "data": {} }""")]
    [InlineData("""{ "type": "ReferralDecision", "occurredOn": "2026-02-01", "data": { "outcome": "assess" } }""")]
    [InlineData("""{ "type": "ReferralDecision", "occurredOn": "2026-02-03", "data": { "outcome": "noFurtherAction" } }""")]
    public async Task Event_ThatWouldBeRefused_IsRefusedInTheSameWords(string body)
    {
        var story = await api.OpenAsync();

        var dry = await PostAsync($"cases/{story.CaseId}/events?dryRun=true", Manager, body);
        var real = await PostAsync($"cases/{story.CaseId}/events", Manager, body);

        Assert.NotEqual(HttpStatusCode.OK, dry.Status);
        Assert.Equal((real.Status, real.Body.ToJsonString()), (dry.Status, dry.Body.ToJsonString()));
    }

    [Fact]
    public async Task Event_OfWhoMayNotRaiseIt_IsForbidden()
    {
        var story = await api.OpenAsync();

        Assert.Equal(HttpStatusCode.Forbidden, (await PostAsync($"cases/{story.CaseId}/events?dryRun=true", Support, Assess)).Status);
    }

    [Fact]
    public async Task Event_OfAnAgency_TellsNothingOfStaffDuties()
    {
        var story = await api.OpenAsync();
        var school = CaseApi.Token("school.1", null, "school", "Agency");
        const string Concern =
            """{ "type": "NewConcern", "occurredOn": "2026-02-03", "data": { "significantHarm": true, "concern": "x" } }""";

        var (status, answer) = await PostAsync($"cases/{story.CaseId}/events?dryRun=true", school, Concern);

        Assert.Equal((HttpStatusCode.OK, null, null), (status, answer["told"], answer["approvals"]));
        Assert.Equal((0, 0), (answer["warnings"]!.AsArray().Count, answer["deadlines"]!.AsArray().Count));
    }

    [Fact]
    public async Task Referral_OfANewChild_ReservesNothing()
    {
        var child = Guid.NewGuid().ToString("N");

        var (first, answer) = await PostAsync("referrals?dryRun=true", Support, Referral(child));
        var (second, _) = await PostAsync("referrals?dryRun=true", Support, Referral(child));

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK, "Referred"), (first, second, (string?)answer["state"]));
        Assert.Contains(answer["deadlines"]!.AsArray(), one => (string?)one!["kind"] == "referralDecision");
        Assert.Null(await ChildReservation.FindAsync(api.Tables.Index, child, default));
    }

    [Fact]
    public async Task Referral_IsLoggedWithTheChildHashed()
    {
        await PostAsync("referrals?dryRun=true", CaseApi.Token("asks.1", "north", null, "BusinessSupport"), Referral("K1"));

        var log = await api.ReadAsync("/api/access?subject=asks.1", CaseApi.Token("aud.8", null, null, "Auditor"));
        Assert.Matches("^child=#[0-9a-f]{32}$", (string?)Assert.Single(log["items"]!.AsArray())!["asked"]![0]);
    }

    [Fact]
    public async Task Referral_OfAChildWithAHiddenFormerCase_SaysNothingOfItsPlans()
    {
        var story = await api.OpenAsync(closed: true);
        var row = (await ChildReservation.FindAsync(api.Tables.Index, story.LocalId, default))!;
        (row["Open"], row["PreviousPlans"]) = (false, 1);
        await api.Tables.Index.UpdateEntityAsync(row, row.ETag, TableUpdateMode.Replace);
        var seen = (await PostAsync("referrals?dryRun=true", Support, Referral(story.LocalId))).Body;
        await api.RestrictAsync(story, "someone.else");

        var hidden = (await PostAsync("referrals?dryRun=true", Support, Referral(story.LocalId))).Body;

        Assert.Contains("earlier", seen["warnings"]!.ToJsonString(), StringComparison.Ordinal);
        Assert.DoesNotContain("earlier", hidden["warnings"]!.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Referral_OfAChildWithAnOpenCase_Is409()
    {
        var story = await api.OpenAsync();

        Assert.Equal(HttpStatusCode.Conflict, (await PostAsync("referrals?dryRun=true", Support, Referral(story.LocalId))).Status);
    }

    [Fact]
    public async Task Group_SaysWhatFollowsForEachChild()
    {
        var (one, other) = (await DiscussedAsync(), await api.OpenAsync());
        const string Data = """{ "attendees": ["csc", "police", "health"], "s47Initiated": true, "jointWithPolice": false }""";
        var body = $$"""
            { "type": "StrategyDiscussionHeld", "occurredOn": "2026-02-03", "children": [
              { "caseId": "{{one.CaseId}}", "data": {{Data}} }, { "caseId": "{{other.CaseId}}", "data": {{Data}} }] }
            """;
        var before = await RowsAsync(one);

        var (status, answer) = await PostAsync("conferences?dryRun=true", Manager, body);

        Assert.Equal(HttpStatusCode.OK, status);
        var (first, second) = (answer["items"]![0]!, answer["items"]![1]!);
        Assert.Equal((200, "Section47"), ((int)first["status"]!, (string?)first["foreseen"]!["state"]));
        // No discussion was decided on for the other child.
        Assert.Equal((409, one.CaseId), ((int)second["status"]!, (string?)first["caseId"]));
        Assert.Equal(before, await RowsAsync(one));
    }

    [Fact]
    public async Task DryRun_NeitherTrueNorFalse_Is422()
    {
        var story = await api.OpenAsync();

        var (status, problem) = await PostAsync($"cases/{story.CaseId}/events?dryRun=yes", Manager, Assess);

        Assert.Equal((HttpStatusCode.UnprocessableEntity, true), (status, problem["errors"]!.AsObject().ContainsKey("dryRun")));
    }

    private async Task<StoredStory> DiscussedAsync()
    {
        var story = await api.OpenAsync();
        await story.RaiseAsync(
            StoredStory.Request(
                "discuss", new DateOnly(2026, 2, 3), new ReferralDecision { Outcome = ReferralOutcome.StrategyDiscussion }),
            StoredStory.ReceivedAt.AddDays(1));
        return story;
    }

    private async Task<IReadOnlyList<string>> RowsAsync(StoredStory story) =>
        [.. (await api.Tables.Cases.QueryAsync<TableEntity>(row => row.PartitionKey == story.CaseId).ToListAsync())
            .Select(row => $"{row.RowKey} {row.ETag}")];

    private async Task<(HttpStatusCode Status, JsonObject Body)> PostAsync(string path, string token, string body)
    {
        using var response = await api.SendAsync(HttpMethod.Post, "/api/" + path, token, body);
        return (response.StatusCode, JsonNode.Parse(await response.Content.ReadAsStringAsync())!.AsObject());
    }

    private static string Referral(string localId) => $$"""
        { "referralSource": "2A", "concern": "Seen again", "team": "north",
          "child": { "localId": "{{localId}}", "givenName": "Ida", "familyName": "Quince", "dateOfBirth": "2019-05-14" } }
        """;
}
