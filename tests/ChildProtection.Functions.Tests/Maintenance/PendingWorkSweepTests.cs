using Azure.Data.Tables;
using ChildProtection.Domain.Referral;
using ChildProtection.Functions.Platform.Tables;
using ChildProtection.Functions.RecordStore;
using ChildProtection.Functions.Tests.CaseWorkflow;
using ChildProtection.Functions.Tests.RecordStore;
using Grpc.Core;
using Microsoft.DurableTask.Client;
using Moq;

namespace ChildProtection.Functions.Tests.Maintenance;

/// <summary>
/// What was stored and interrupted is brought to its end, whatever else is away; what may still be on its way is left alone.
/// </summary>
public sealed class PendingWorkSweepTests(StoreFixture store) : IClassFixture<StoreFixture>
{
    private static readonly TimeSpan Old = TimeSpan.FromMinutes(5);
    private readonly WatchHarness _watched = new(store.Tables);

    [Fact]
    public async Task FirstRun_AnEventStoredAMomentAgo_IsHandedOver()
    {
        var story = await OpenAsync();
        await StoreDecisionAsync(story);

        await _watched.SweepAsync();

        Assert.Contains(_watched.Engine.Raised, raised => raised.Id == story.CaseId);
    }

    [Fact]
    public async Task Run_AgreedCorrectionsOfDeadLetters_AreSent()
    {
        await _watched.SweepAsync();

        _watched.Letters.Verify(letters => letters.ResumeAsync(It.IsAny<CancellationToken>()), Times.Once);
    }

    [Fact]
    public async Task LaterRun_AnEventStoredAMomentAgo_IsLeftToItsIntake()
    {
        await _watched.SweepAsync();
        var story = await OpenAsync();
        await StoreDecisionAsync(story);

        await _watched.SweepAsync();

        Assert.DoesNotContain(_watched.Engine.Raised, raised => raised.Id == story.CaseId);
    }

    [Fact]
    public async Task FirstRun_AThreadWhoseRowIsNotWrittenYet_IsLeftAlone()
    {
        var thread = PendingRow.New(CaseKeys.Minute(TimeProvider.System.GetUtcNow()), "announced", CaseKeys.EventPrefix + "1");
        await store.Tables.Pending.PutAsync(thread, default);

        await _watched.SweepAsync();

        Assert.NotNull(await store.Tables.Pending.FindAsync(thread.PartitionKey, thread.RowKey, default));
    }

    [Fact]
    public async Task Run_AThreadWhoseRowWasNeverWritten_IsRemoved()
    {
        var thread = PendingRow.New(CaseKeys.Minute(TimeProvider.System.GetUtcNow() - Old), "announced", CaseKeys.EventPrefix + "2");
        await store.Tables.Pending.PutAsync(thread, default);

        await _watched.SweepAsync();

        Assert.Null(await store.Tables.Pending.FindAsync(thread.PartitionKey, thread.RowKey, default));
    }

    [Fact]
    public async Task FirstRun_BrokenOffByTheStore_StaysTheFirst()
    {
        using var stopping = new CancellationTokenSource();
        await stopping.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _watched.SweepAsync(stopping.Token));

        Assert.True(_watched.First.IsDue);
    }

    [Fact]
    public async Task Run_WhileTheBusIsAway_TriesItOnceAndBringsEventsIn()
    {
        var unpublished = new List<StoredStory> { await OpenAsync(), await OpenAsync(), await OpenAsync() };
        var story = await OpenAsync();
        await story.Projection.PublishAllAsync(story.CaseId, default);
        await StoreDecisionAsync(story);
        _watched.Sent.BusIsAway = true;

        await _watched.SweepAsync();

        Assert.Contains(_watched.Engine.Raised, raised => raised.Id == story.CaseId);
        Assert.Single(_watched.Logs.Lines, line => line.Text.Contains("publication failed; the sweep publishes", StringComparison.Ordinal));
        Assert.Equal(3, unpublished.Count);
    }

    [Fact]
    public async Task Run_WhileTheEngineIsAway_TriesItOnceAndPublishes()
    {
        var undecided = new List<StoredStory> { await OpenAsync(), await OpenAsync() };
        foreach (var story in undecided)
            await StoreDecisionAsync(story);
        _watched.Engine.Failure = _ => MockedEngine.Rpc(StatusCode.Unavailable);

        await _watched.SweepAsync();

        Assert.Single(_watched.Logs.Lines, line => line.Text.Contains("durable engine unavailable", StringComparison.Ordinal));
        Assert.All(undecided, story => Assert.Contains(_watched.Sent.All, sent => sent.CaseId == story.CaseId));
    }

    [Fact]
    public async Task Run_TheEngineRefusesOneCase_TheOthersAreBroughtIn()
    {
        var (refused, taken) = (await OpenAsync(), await OpenAsync());
        await StoreDecisionAsync(refused);
        await StoreDecisionAsync(taken);
        _watched.Engine.Failure = id => id == refused.CaseId ? MockedEngine.Rpc(StatusCode.Unknown) : null;

        await _watched.SweepAsync();

        Assert.Contains(_watched.Engine.Raised, raised => raised.Id == taken.CaseId);
        Assert.True(_watched.Heard($"{refused.CaseId}: Sweep failed for this case"));
    }

    [Fact]
    public async Task Run_AnOutboxThatCannotBeRead_IsNamedAndTheOthersArePublished()
    {
        var (bad, good) = (await OpenAsync(), await OpenAsync());
        var outbox = (await store.Tables.Cases.FindAsync(bad.CaseId, CaseKeys.Outbox(1), default))!;
        outbox["Notifications"] = "[ torn";
        await store.Tables.Cases.UpdateEntityAsync(outbox, outbox.ETag, TableUpdateMode.Replace);

        await _watched.SweepAsync();

        Assert.Contains(_watched.Sent.All, sent => sent.CaseId == good.CaseId);
        Assert.True(_watched.Heard($"{bad.CaseId}: Sweep failed for this case"));
        Assert.NotNull(await store.Tables.Index.FindAsync("team-north", bad.CaseId, default));
    }

    /// <summary>A case that the engine runs; its opening is not published.</summary>
    private async Task<StoredStory> OpenAsync()
    {
        var story = store.NewStory();
        await story.OpenAsync();
        _watched.Engine.Instances[story.CaseId] = OrchestrationRuntimeStatus.Running;
        return story;
    }

    private static async Task StoreDecisionAsync(StoredStory story)
    {
        var request = StoredStory.Request("decision", new DateOnly(2026, 2, 3), new ReferralDecision { Outcome = ReferralOutcome.Assess });
        await story.StoreAsync(request, StoredStory.Signal(request));
    }
}
