using ChildProtection.Domain.Closure;
using ChildProtection.Domain.Deadlines;
using ChildProtection.Domain.Enquiry;
using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.Lifecycle;
using ChildProtection.Domain.Profiles;
using ChildProtection.Domain.Referral;
using ChildProtection.Functions.CaseWorkflow;
using ChildProtection.Functions.Platform.Tables;
using ChildProtection.Functions.RecordStore;
using ChildProtection.Functions.Tests.RecordStore;

namespace ChildProtection.Functions.Tests.CaseWorkflow;

public sealed class CaseCommitTests(StoreFixture store) : IClassFixture<StoreFixture>
{
    private static readonly DateOnly Decided = new(2026, 2, 3);
    private static readonly DateTimeOffset Now = new(2026, 2, 3, 8, 30, 0, TimeSpan.Zero);

    private static ReferralDecision Assess { get; } = new() { Outcome = ReferralOutcome.Assess };

    [Fact]
    public async Task Commit_Referral_WritesSnapshotFactDeadlineResultAndOutbox()
    {
        var story = store.NewStory();

        await story.OpenAsync();

        var stored = await story.Reader.FindAsync(story.CaseId, default);
        Assert.NotNull(stored);
        Assert.Equal(CaseStage.Referred, stored.State.Stage);
        Assert.Equal("Ida Quince", stored.ChildName);
        Assert.StartsWith("CP-2026-", stored.Reference, StringComparison.Ordinal);
        var deadline = Assert.Single(await story.Reader.DeadlinesAsync(story.CaseId, default));
        Assert.Equal((DeadlineKinds.ReferralDecision, Decided), (deadline.Kind, deadline.DueOn));
        var result = await story.Reader.FindEventAsync(story.CaseId, "mgr.1", "referral", default);
        Assert.Equal((EventStatus.Accepted, 1L), (result!.Status, result.Sequence));
        Assert.NotNull(await store.Tables.Cases.FindAsync(story.CaseId, CaseKeys.Outbox(1), default));
    }

    [Fact]
    public async Task Commit_SameSignalTwice_IsRecordedOnce()
    {
        var story = store.NewStory();
        await story.OpenAsync();
        var request = StoredStory.Request("decision", Decided, Assess);
        await story.StoreAsync(request, StoredStory.Signal(request));
        var signal = StoredStory.Signal(request);
        var decision = CaseLifecycle.Decide(story.State, signal, CaseContexts.For(story.State, signal, ProcedureCatalogue.Shipped, Now));

        var first = await story.CommitAsync(signal, decision);
        var again = await story.CommitAsync(signal, decision);

        Assert.Equal(CommitStatus.Written, first.Status);
        Assert.Equal(CommitStatus.AlreadyWritten, again.Status);
        Assert.Equal(2, await CountAsync(story));
    }

    [Fact]
    public async Task Commit_EventDecidedBefore_IsADuplicate()
    {
        var story = store.NewStory();
        await story.OpenAsync();
        var concern = StoredStory.Request("concern", Decided, new NewConcern { SignificantHarm = false });
        await story.RaiseAsync(concern, Now);

        var result = await story.DecideAsync(StoredStory.Signal(concern), Now);

        Assert.Equal(CommitStatus.Duplicate, result.Status);
        Assert.Equal(2, await CountAsync(story));
    }

    [Fact]
    public async Task Commit_FromAnOlderState_ReturnsTheSnapshot()
    {
        var story = store.NewStory();
        await story.OpenAsync();
        var old = story.State!;
        await story.RaiseAsync(StoredStory.Request("first", Decided, new NewConcern { SignificantHarm = false }), Now);
        var second = StoredStory.Request("second", Decided, new NewConcern { SignificantHarm = false });
        await story.StoreAsync(second, StoredStory.Signal(second));
        var signal = StoredStory.Signal(second);

        var result = await story.CommitAsync(
            signal, CaseLifecycle.Decide(old, signal, CaseContexts.For(old, signal, ProcedureCatalogue.Shipped, Now)));

        Assert.Equal(CommitStatus.Stale, result.Status);
        Assert.Equal(2, CaseStateJson.Load(result.Snapshot!).Sequence);
        Assert.Equal(2, await CountAsync(story));
    }

    [Fact]
    public async Task Commit_Rejection_IsTheEventsResultAndChangesNothing()
    {
        var story = store.NewStory();
        await story.OpenAsync();

        await story.RaiseAsync(StoredStory.Request("early", Decided, new CinPlanReviewed()), Now);

        var result = await story.Reader.FindEventAsync(story.CaseId, "mgr.1", "early", default);
        Assert.Equal((EventStatus.Rejected, CaseStage.Referred), (result!.Status, result.State));
        Assert.Contains("Child in Need plan", result.Reason, StringComparison.Ordinal);
        Assert.Equal(1, await CountAsync(story));
    }

    [Fact]
    public async Task Commit_Checkpoint_IsAFactOfTheSystem()
    {
        var story = store.NewStory();
        await story.OpenAsync();
        var checkpoint = story.State!.NextCheckpoint()!;

        await story.DecideAsync(checkpoint, checkpoint.At);

        var fact = await LastAsync(story);
        Assert.Equal(("Reminder", "system"), (fact.Type, fact.Actor.Subject));
        Assert.Null(fact.EventId);
        var deadline = Assert.Single(await story.Reader.DeadlinesAsync(story.CaseId, default));
        Assert.Equal(checkpoint.At, deadline.Checkpoints[0].FiredAt);
    }

    private static async Task<int> CountAsync(StoredStory story) => await story.Reader.ChronologyAsync(story.CaseId, default).CountAsync();

    private static async Task<StoredFact> LastAsync(StoredStory story) =>
        await story.Reader.ChronologyAsync(story.CaseId, default).LastAsync();
}
