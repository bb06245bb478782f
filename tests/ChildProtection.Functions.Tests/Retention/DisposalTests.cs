using System.Text;
using Azure.Data.Tables;
using ChildProtection.Functions.CaseWorkflow;
using ChildProtection.Functions.Platform.Tables;
using ChildProtection.Functions.RecordStore;
using ChildProtection.Functions.Retention;
using ChildProtection.Functions.SubmitEvent;
using ChildProtection.Functions.Tests.Access.Hosted;
using ChildProtection.Functions.Tests.Maintenance;
using ChildProtection.Functions.Tests.Maintenance.Hosted;
using ChildProtection.Functions.Tests.RecordStore;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;

namespace ChildProtection.Functions.Tests.Retention;

/// <summary>A record on its way out, as its people see it: proposed, recommended by one, approved by another, gone.</summary>
public sealed class DisposalTests : IAsyncLifetime
{
    private static readonly string ServiceManager = CaseApi.Token("sm.1", "north", null, "ServiceManager");
    private static readonly string Head = CaseApi.Token("head.1", "north", null, "HeadOfService");
    private static readonly string Manager = CaseApi.Token("mgr.1", "north", null, "TeamManager");

    /// <summary>Words of the referral that <see cref="StoredStory"/> makes, and the child's id.</summary>
    private static readonly string[] Marks = ["Quince", "QUINCE", "Ida", "Bruises", "C-1"];

    private readonly OperatedApp _app = new();

    public Task InitializeAsync() => _app.InitializeAsync();

    public Task DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task Record_RecommendedAndApprovedByTwo_IsGoneFromEveryStore()
    {
        var story = await ClosedAsync();
        // The engine has known the case, and its pages have held it.
        await CaseWorkflowClient.OpenAsync(_app.Client, story.CaseId, story.Opening(story.Referral()), default);
        await _app.Client.WaitForInstanceCompletionAsync(story.CaseId);
        Assert.NotEmpty(await MarkedRowsAsync());
        await WatchAsync();

        var proposed = Assert.Single((await _app.SendAsync(HttpMethod.Get, "/api/disposals", token: Head)).Body["items"]!.AsArray())!;
        Assert.Equal(
            (story.CaseId, "proposed", "childInNeed"),
            (proposed["caseId"]!.ToString(), proposed["status"]!.ToString(), proposed["category"]!.ToString()));
        Assert.Equal(403, (await DecideAsync(story, "recommend", Manager)).Status);
        Assert.Equal(409, (await DecideAsync(story, "approve", Head)).Status);
        Assert.Equal(200, (await DecideAsync(story, "recommend", ServiceManager)).Status);
        Assert.Equal(409, (await DecideAsync(story, "approve", ServiceManager)).Status);
        Assert.Equal(200, (await DecideAsync(story, "approve", Head)).Status);
        Assert.Equal(1L, (await _app.EndOfAsync(DisposalOperation.Name))["changed"]!.GetValue<long>());

        Assert.Empty(await MarkedRowsAsync());
        Assert.Equal(404, (await _app.SendAsync(HttpMethod.Get, $"/api/cases/{story.CaseId}/legal-hold", token: Head)).Status);
        Assert.Null(await _app.Client.GetInstanceAsync(story.CaseId));
        var tombstone = Assert.Single(await _app.Store.Tables.Disposals.QueryAsync<TableEntity>().ToListAsync());
        Assert.Equal(
            (Tombstone.Partition, "sm.1", "head.1", "TEST 1"),
            (
                tombstone.PartitionKey,
                tombstone.GetString("RecommendedBy"),
                tombstone.GetString("ApprovedBy"),
                tombstone.GetString("Schedule")));
        Assert.DoesNotContain(story.CaseId, string.Join('|', tombstone.Select(property => property.Value)), StringComparison.Ordinal);
        await CheckFilesAsync(story);
    }

    [Fact]
    public async Task Record_UnderAHold_IsNotProposedUntilItIsLifted()
    {
        var story = await ClosedAsync();
        Assert.Equal(200, (await HoldAsync(story, true, "an inquiry asks for it")).Status);
        await WatchAsync();
        Assert.Empty(await ProposedAsync());

        var (status, lifted) = await HoldAsync(story, false, "the inquiry has ended");
        await WatchAsync();

        Assert.Equal((200, false), (status, lifted["held"]!.GetValue<bool>()));
        var hold = Assert.Single(lifted["holds"]!.AsArray())!;
        Assert.Equal(
            ("sm.1", "an inquiry asks for it", "the inquiry has ended"),
            (hold["setBy"]!.ToString(), hold["reason"]!.ToString(), hold["liftedReason"]!.ToString()));
        Assert.Equal([story.CaseId], await ProposedAsync());

        await HoldAsync(story, true, "a complaint");
        await WatchAsync();
        Assert.Empty(await ProposedAsync());
    }

    [Fact]
    public async Task Record_Declined_IsKeptUntilItsNewDay()
    {
        var story = await ClosedAsync();
        await WatchAsync();
        var tomorrow = DateOnly
            .FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime)
            .AddDays(2)
            .ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

        Assert.Equal(422, (await DecideAsync(story, "decline", Head)).Status);
        Assert.Equal(200, (await DecideAsync(story, "decline", Head, tomorrow)).Status);
        await WatchAsync();

        Assert.Equal(
            "declined",
            Assert.Single((await _app.SendAsync(HttpMethod.Get, "/api/disposals", token: Head)).Body["items"]!.AsArray())![
                "status"
            ]!.ToString());
        Assert.Equal(409, (await DecideAsync(story, "recommend", ServiceManager)).Status);
    }

    [Fact]
    public async Task Record_OfAChildWhoIsKnownAgain_IsKept()
    {
        var story = await ClosedAsync();
        var again = new StoredStory(_app.Store.Tables, CaseIds.Of("tests", "again"), story.LocalId, "north");
        await again.OpenAsync();

        await WatchAsync();

        Assert.Empty(await ProposedAsync());
    }

    [Fact]
    public async Task Referral_OfARecordThatIsGone_IsToldSo()
    {
        var caseId = CaseIds.Of("mgr.1", "the same");
        var row = new TableEntity(Tombstone.Partition, TableKeys.Sha256(caseId));
        await _app.Store.Tables.Disposals.UpsertEntityAsync(row);

        var (status, body) = await _app.SendAsync(HttpMethod.Post, "/api/referrals", """
            { "referralSource": "2A", "concern": "Bruises seen", "primaryNeed": "N1", "team": "north", "family": "F-7",
              "child": { "localId": "C-7", "givenName": "Ida", "familyName": "Quince", "dateOfBirth": "2019-05-14" } }
            """, Manager, "the same");

        Assert.True((410, "urn:childprotection:problem:record-disposed") == (status, body["type"]!.ToString()), body.ToString());
    }

    [Theory]
    [InlineData("recommend")]
    [InlineData("approve")]
    public async Task Decision_OnARecordOfAChildWhoIsKnownAgain_IsRefusedAndTheProposalWithdrawn(string decision)
    {
        var story = await ClosedAsync();
        await WatchAsync();
        if (decision == "approve")
            await DecideAsync(story, "recommend", ServiceManager);
        await new StoredStory(_app.Store.Tables, CaseIds.Of("tests", "since"), story.LocalId, "north").OpenAsync();

        var (status, body) = await DecideAsync(story, decision, Head);

        Assert.Equal(409, status);
        Assert.Contains("another case since", body["detail"]!.ToString(), StringComparison.Ordinal);
        Assert.Empty(await ProposedAsync());
        Assert.Equal(404, (await DecideAsync(story, decision, Head)).Status);
    }

    private async Task<StoredStory> ClosedAsync()
    {
        var story = _app.Store.NewStory();
        await story.OpenAsync();
        await SpoiltLists.RaiseAsync(story, "nfa", """{ "outcome": "noFurtherAction", "reason": "none" }""");
        return story;
    }

    private Task WatchAsync() =>
        ActivatorUtilities.CreateInstance<RetentionWatch>(_app.Services).RunAsync(new TimerInfo(), _app.Client, default);

    private async Task<IReadOnlyList<string>> ProposedAsync() =>
        [
            .. (await _app.SendAsync(HttpMethod.Get, "/api/disposals?status=proposed", token: Head)).Body["items"]!
                .AsArray()
                .Select(item => item!["caseId"]!.ToString()),
        ];

    private Task<(int Status, System.Text.Json.Nodes.JsonObject Body)> DecideAsync(
        StoredStory story, string decision, string token, string? reviewOn = null) =>
        _app.SendAsync(
            HttpMethod.Post,
            $"/api/disposals/{story.CaseId}",
            $$"""
            { "decision": "{{decision}}", "reason": "kept long enough"{{(reviewOn is null ? "" : $", \"reviewOn\": \"{reviewOn}\"")}} }
            """,
            token);

    private Task<(int Status, System.Text.Json.Nodes.JsonObject Body)> HoldAsync(StoredStory story, bool held, string reason) =>
        _app.SendAsync(
            HttpMethod.Put,
            $"/api/cases/{story.CaseId}/legal-hold",
            $$"""{ "held": {{(held ? "true" : "false")}}, "reason": "{{reason}}" }""",
            ServiceManager);

    /// <summary>Rows of every table in which a mark stands. The log of accesses is kept for itself, and holds none either.</summary>
    private async Task<IReadOnlyList<string>> MarkedRowsAsync()
    {
        List<string> marked = [];
        var tables = _app.Store.Tables;
        foreach (var table in (TableClient[])[.. tables.Lists, tables.Cases, tables.Pending, tables.Disposals, tables.Access])
        {
            await foreach (var row in table.QueryAsync<TableEntity>())
            {
                var text = string.Join('|', row.Select(property => property.Value)) + "|";
                if (Marks.Any(mark => text.Contains(mark + (mark == "C-1" ? "|" : ""), StringComparison.Ordinal)))
                    marked.Add($"{table.Name} {text}");
            }
        }

        return marked;
    }

    /// <summary>Neither engine nor bus has a byte of it, not even in pages that are free.</summary>
    private async Task CheckFilesAsync(StoredStory story)
    {
        await _app.StopAsync();
        var files = Directory
            .GetFiles(_app.Data, "*", SearchOption.AllDirectories)
            .Where(file => !file.EndsWith(".lock", StringComparison.Ordinal))
            .ToList();
        Assert.Contains(files, file => file.EndsWith("bus.db", StringComparison.Ordinal));
        foreach (var file in files)
        {
            var bytes = await File.ReadAllBytesAsync(file);
            foreach (var mark in (string[])["Quince", "Bruises", $"\"{story.LocalId}\"", story.CaseId])
                Assert.True(bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(mark)) < 0, $"'{mark}' stands in {Path.GetFileName(file)}.");
        }
    }
}
