using Azure.Core;
using Azure.Data.Tables;
using ChildProtection.Domain.Deadlines;
using ChildProtection.Domain.Referral;
using ChildProtection.Functions.Platform.Tables;
using ChildProtection.Functions.RecordStore;
using ChildProtection.Functions.Tests.RecordStore;

namespace ChildProtection.Functions.Tests.CaseWorkflow;

/// <summary>A publication that comes late, again, out of order, from an earlier release, or meets a row that is refused for ever.</summary>
public sealed class LatePublicationTests(StoreFixture store) : IClassFixture<StoreFixture>
{
    private const string Decision = DeadlineKinds.ReferralDecision + "-1";

    [Fact]
    public async Task Publish_TheOlderAfterTheNewer_LeavesTheNewerRow()
    {
        var story = await DecidedAsync(store.NewStory());

        await story.Projection.PublishAsync(story.CaseId, 2, default);
        await story.Projection.PublishAsync(story.CaseId, 1, default);

        Assert.Equal(DeadlineStatus.Met, (await DeadlineAsync(story)).Status);
    }

    [Fact]
    public async Task Publish_WhileANewerDecisionWaits_ShowsNothingOld()
    {
        var story = await DecidedAsync(store.NewStory());

        await story.Projection.PublishAsync(story.CaseId, 1, default);

        Assert.Empty(await WorklistAsync(story));
        Assert.Contains(
            (Decision, DeadlineStatus.Met),
            (await story.Reader.DeadlinesAsync(story.CaseId, default)).Select(deadline => (deadline.Id, deadline.Status)));
    }

    [Fact]
    public async Task Publish_ARowOfALaterDecision_IsNotTurnedBack()
    {
        var story = await DecidedAsync(store.NewStory());
        var first = (await store.Tables.Cases.FindAsync(story.CaseId, CaseKeys.Outbox(1), default))!;
        await story.Projection.PublishAllAsync(story.CaseId, default);

        await story.Projection.PublishAsync(first, default);

        Assert.Equal(DeadlineStatus.Met, (await DeadlineAsync(story)).Status);
        Assert.Equal([DeadlineKinds.Assessment + "-1"], await WorklistAsync(story));
    }

    [Fact]
    public async Task Publish_AnOutboxOfAnEarlierRelease_ShowsTheRowsThatItsCommitWrote()
    {
        var story = store.NewStory();
        await story.OpenAsync();
        await LeaveAsTheEarlierReleaseAsync(story);

        await story.Projection.PublishAllAsync(story.CaseId, default);

        Assert.Equal([Decision], await WorklistAsync(story));
        Assert.Empty(await LargePlan.RowsAsync(store.Tables, story, CaseKeys.OutboxPrefix));
    }

    [Fact]
    public async Task Publish_ARowIsRefusedForEver_TheMessageAndTheOtherRowsAreOut()
    {
        var refused = new RefusingPolicy(
            request => request.Method != RequestMethod.Get && request.Uri.Path.Contains("/Worklist", StringComparison.Ordinal));
        var story = store.NewStory(tables: store.Through(refused));
        await story.OpenAsync();

        await story.Projection.PublishAllAsync(story.CaseId, default);

        Assert.NotEmpty(story.Sent.All);
        Assert.Empty(await WorklistAsync(story));
        Assert.NotNull(await store.Tables.Index.FindAsync("team-north", story.CaseId, default));
        Assert.Empty(await LargePlan.RowsAsync(store.Tables, story, CaseKeys.OutboxPrefix));
    }

    [Fact]
    public async Task Publish_TheBusIsAway_TheListsAreUpToDateAndTheOutboxStays()
    {
        var story = store.NewStory();
        await story.OpenAsync();
        story.Sent.BusIsAway = true;

        await Assert.ThrowsAsync<Functions.Platform.Bus.BusUnavailableException>(
            () => story.Projection.PublishAllAsync(story.CaseId, default));

        Assert.Equal([Decision], await WorklistAsync(story));
        Assert.Single(await LargePlan.RowsAsync(store.Tables, story, CaseKeys.OutboxPrefix));
    }

    /// <summary>As its commit left it: the row of the deadline beside an outbox that names it alone.</summary>
    private async Task LeaveAsTheEarlierReleaseAsync(StoredStory story)
    {
        var outbox = (await store.Tables.Cases.FindAsync(story.CaseId, CaseKeys.Outbox(1), default))!;
        foreach (var row in CaseChanges.Read(outbox)!.Rows(story.CaseId))
        {
            row.Remove("Sequence");
            await store.Tables.Cases.UpsertEntityAsync(row);
        }

        outbox.Remove("Changes");
        await store.Tables.Cases.UpdateEntityAsync(outbox, outbox.ETag, TableUpdateMode.Replace);
    }

    private static async Task<StoredStory> DecidedAsync(StoredStory story)
    {
        await story.OpenAsync();
        await story.RaiseAsync(
            StoredStory.Request("decision", new DateOnly(2026, 2, 3), new ReferralDecision { Outcome = ReferralOutcome.Assess }),
            new DateTimeOffset(2026, 2, 3, 8, 30, 0, TimeSpan.Zero));
        return story;
    }

    private async Task<Deadline> DeadlineAsync(StoredStory story) =>
        DeadlineRow.Read((await store.Tables.Cases.FindAsync(story.CaseId, CaseKeys.Deadline(Decision), default))!);

    private async Task<IReadOnlyList<string>> WorklistAsync(StoredStory story) =>
    [
        .. await store.Tables.Worklist.QueryAsync<TableEntity>(TableClient.CreateQueryFilter($"CaseId eq {story.CaseId}"))
            .Select(row => row.Need("DeadlineId")).ToListAsync(),
    ];
}
