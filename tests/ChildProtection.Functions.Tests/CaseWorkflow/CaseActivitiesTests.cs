using Azure.Data.Tables;
using ChildProtection.Domain.Deadlines;
using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.Lifecycle;
using ChildProtection.Domain.Profiles;
using ChildProtection.Functions.CaseWorkflow;
using ChildProtection.Functions.Platform.Tables;
using ChildProtection.Functions.RecordStore;
using ChildProtection.Functions.Tests.RecordStore;
using ChildProtection.Functions.Worklists;

namespace ChildProtection.Functions.Tests.CaseWorkflow;

/// <summary>
/// A commit publishes as well; where that is not possible nothing is lost, and the activity for it alone makes up for it.
/// </summary>
public sealed class CaseActivitiesTests(StoreFixture store) : IClassFixture<StoreFixture>
{
    [Fact]
    public async Task Commit_WithTheBusThere_PublishesAtOnce()
    {
        var story = store.NewStory();
        var result = await CommitAsync(story, await StoredAsync(story));

        Assert.Equal((CommitStatus.Written, true), (result.Status, result.Published));
        await AssertPublishedAsync(story);
    }

    [Fact]
    public async Task Commit_WithTheBusAway_StandsAndIsPublishedByTheOtherActivity()
    {
        var story = store.NewStory();
        var opening = await StoredAsync(story);
        story.Sent.BusIsAway = true;
        var result = await CommitAsync(story, opening);

        Assert.Equal((CommitStatus.Written, false), (result.Status, result.Published));
        Assert.NotNull(await store.Tables.Cases.FindAsync(story.CaseId, CaseKeys.Outbox(1), default));
        Assert.Empty(story.Sent.All);

        story.Sent.BusIsAway = false;
        await story
            .Activities(TimeProvider.System)
            .PublishCase(
                new PublishInput
                {
                    CaseId = story.CaseId,
                    Signal = opening.ToJson(),
                    Sequence = 1,
                },
                default);
        await AssertPublishedAsync(story);
    }

    [Fact]
    public async Task Commit_RepeatedAfterAnEndBeforePublication_PublishesWhatIsLeft()
    {
        var story = store.NewStory();
        var opening = await StoredAsync(story);
        await story.CommitAsync(opening, Decide(opening));
        var result = await CommitAsync(story, opening);

        Assert.Equal((CommitStatus.AlreadyWritten, true), (result.Status, result.Published));
        await AssertPublishedAsync(story);
    }

    [Fact]
    public async Task Commit_OfAStaleState_PublishesNothing()
    {
        var story = store.NewStory();
        await story.OpenAsync();
        var checkpoint = story.State!.NextCheckpoint()!;
        await story.DecideAsync(checkpoint, checkpoint.At);
        // Decided on the state before, as by an orchestration that a restore took back.
        var older = (Accepted)Decide(story.Opening(story.Referral()));
        var again = CaseLifecycle.Decide(
            older.State, checkpoint, CaseContexts.For(older.State, checkpoint, ProcedureCatalogue.Shipped, checkpoint.At.AddDays(1)));
        var other = new CheckpointSignal("another-1", checkpoint.At);
        var result = await story
            .Activities(TimeProvider.System)
            .CommitCase(
                new CommitInput
                {
                    CaseId = story.CaseId,
                    Signal = other.ToJson(),
                    Decision = again.ToJson(),
                },
                default);

        Assert.Equal((CommitStatus.Stale, false), (result.Status, result.Published));
        Assert.NotNull(result.Snapshot);
        Assert.NotNull(await store.Tables.Cases.FindAsync(story.CaseId, CaseKeys.Outbox(1), default));
    }

    private async Task AssertPublishedAsync(StoredStory story)
    {
        Assert.Single(story.Sent.All);
        Assert.Empty(await store.Tables.Cases.RowsAsync(story.CaseId, CaseKeys.OutboxPrefix, default).ToListAsync());
        Assert.Empty(
            await store.Tables.Pending.QueryAsync<TableEntity>(TableClient.CreateQueryFilter($"CaseId eq {story.CaseId}")).ToListAsync());
        var worklist = await new WorklistReader(store.Tables).ListAsync(
            new WorklistQuery
            {
                Team = "north",
                Reader = new("sw.1", false),
                Limit = 500,
            },
            default);
        Assert.Equal([DeadlineKinds.ReferralDecision], worklist.Items.Where(item => item.CaseId == story.CaseId).Select(item => item.Kind));
    }

    private static async Task<OpeningSignal> StoredAsync(StoredStory story)
    {
        var referral = story.Referral();
        await story.StoreAsync(referral, story.Opening(referral));
        return story.Opening(referral);
    }

    private static Task<CommitResult> CommitAsync(StoredStory story, OpeningSignal opening) =>
        story
            .Activities(TimeProvider.System)
            .CommitCase(
                new CommitInput
                {
                    CaseId = story.CaseId,
                    Signal = opening.ToJson(),
                    Decision = Decide(opening).ToJson(),
                },
                default);

    private static Decision Decide(OpeningSignal opening) =>
        CaseLifecycle.Decide(null, opening, CaseContexts.For(null, opening, ProcedureCatalogue.Shipped, StoredStory.ReceivedAt));
}
