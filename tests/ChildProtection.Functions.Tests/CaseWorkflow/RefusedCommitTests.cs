using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.Lifecycle;
using ChildProtection.Domain.Profiles;
using ChildProtection.Domain.Referral;
using ChildProtection.Functions.CaseWorkflow;
using ChildProtection.Functions.RecordStore;
using ChildProtection.Functions.Tests.RecordStore;

namespace ChildProtection.Functions.Tests.CaseWorkflow;

/// <summary>A decision that the store refuses for ever (F11): its event is parked at once, and the case takes the next one.</summary>
public sealed class RefusedCommitTests(StoreFixture store) : IClassFixture<StoreFixture>
{
    private static readonly DateOnly Today = new(2026, 2, 3);
    private static readonly DateTimeOffset Now = new(2026, 2, 3, 8, 30, 0, TimeSpan.Zero);

    [Fact]
    public async Task CommitCase_TheServiceRefusesIt_SaysThatItCanNeverBeRecorded()
    {
        var (story, signal, decision) = await RefusedAsync();

        var exception = await Assert.ThrowsAsync<CommitRefusedException>(() => CommitAsync(story, signal, decision));

        Assert.Contains("400 PropertyValueTooLarge", exception.Message, StringComparison.Ordinal);
        Assert.Equal(EventStatus.Pending, (await EventAsync(story)).Status);
    }

    [Fact]
    public async Task CountFailedDecision_OfARefusedCommit_ParksTheEventAndTheCaseGoesOn()
    {
        var (story, signal, _) = await RefusedAsync();

        var parked = await story.Activities(TimeProvider.System).CountFailedDecision(
            new FailureInput { CaseId = story.CaseId, Signal = signal.ToJson(), Reason = "refused", Refused = true }, default);

        Assert.True(parked);
        var failed = await EventAsync(story);
        Assert.Equal((EventStatus.Failed, "refused"), (failed.Status, failed.Reason));
        Assert.False(await new CaseInbox(store.Tables).HasUndecidedAsync(story.CaseId, default));
    }

    /// <summary>An event in the inbox of a case whose next transaction the service refuses.</summary>
    private async Task<(StoredStory Story, EventSignal Signal, Decision Decision)> RefusedAsync()
    {
        var refuses = false;
        var policy = new RefusingPolicy(request => refuses && request.Uri.Path.Contains("$batch", StringComparison.Ordinal));
        var story = store.NewStory(tables: store.Through(policy));
        await story.OpenAsync();
        await story.Projection.PublishAllAsync(story.CaseId, default);
        var request = StoredStory.Request("decision", Today, new ReferralDecision { Outcome = ReferralOutcome.Assess });
        var signal = StoredStory.Signal(request);
        await story.StoreAsync(request, signal);
        refuses = true;
        var context = CaseContexts.For(story.State, signal, ProcedureCatalogue.Shipped, Now);
        return (story, signal, CaseLifecycle.Decide(story.State, signal, context));
    }

    private static Task<CommitResult> CommitAsync(StoredStory story, EventSignal signal, Decision decision) =>
        story.Activities(TimeProvider.System).CommitCase(
            new CommitInput { CaseId = story.CaseId, Signal = signal.ToJson(), Decision = decision.ToJson() }, default);

    private static async Task<StoredEvent> EventAsync(StoredStory story) =>
        (await story.Reader.FindEventAsync(story.CaseId, "mgr.1", "decision", default))!;
}
