using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.Referral;
using ChildProtection.Functions.CaseWorkflow;
using ChildProtection.Functions.Platform.Tables;
using ChildProtection.Functions.RecordStore;
using ChildProtection.Functions.SubmitEvent;
using ChildProtection.Functions.Tests.RecordStore;
using ChildProtection.Tests.Support;
using Grpc.Core;
using Microsoft.DurableTask.Client;

namespace ChildProtection.Functions.Tests.Maintenance.Hosted;

/// <summary>
/// A bug in the orchestrator's code stops a whole caseload: an alert fires, and after the repair every case continues with nothing lost
/// (design 5).
/// </summary>
public sealed class PlantedBugTests(Caseload caseload) : IClassFixture<Caseload>
{
    private static readonly DateOnly On = new(2026, 2, 3);
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    [Fact]
    public async Task Watch_OverACaseloadThatABugHasStopped_AlertsAndBringsEveryCaseBackAfterTheRepair()
    {
        var cases = new List<StoredStory>();
        for (var i = 0; i < 4; i++)
        {
            var story = caseload.Store.NewStory();
            await story.OpenAsync();
            await story.Projection.PublishAllAsync(story.CaseId, default);
            cases.Add(story);
        }

        // The engine knows nothing of them: the watch starts them from their snapshots.
        await caseload.WatchAsync();
        await AllAreAsync(cases, OrchestrationRuntimeStatus.Running);

        caseload.Bug.IsPlanted = true;
        foreach (var story in cases)
            await WakeAsync(story);
        await AllAreAsync(cases, OrchestrationRuntimeStatus.Failed);
        // What comes in meanwhile waits in the inbox.
        await Task.WhenAll(cases.Select(ImpatientlyAsync));
        await caseload.WatchAsync();
        await AllAreAsync(cases, OrchestrationRuntimeStatus.Failed);
        foreach (var story in cases)
            Assert.Contains(
                caseload.Alerts,
                alert => alert.Contains(story.CaseId, StringComparison.Ordinal) && alert.Contains("Failed", StringComparison.Ordinal));

        caseload.Bug.IsPlanted = false;
        // An operator who has repaired something need not wait for the pause between two starts.
        foreach (var story in cases)
            await caseload.Store.Tables.Cases.DeleteEntityAsync(story.CaseId, CaseKeys.Watch);
        await caseload.WatchAsync();
        await AllAreAsync(cases, OrchestrationRuntimeStatus.Running);

        foreach (var story in cases)
        {
            // The same request once more finds its event where it was, and decides it once.
            Assert.IsType<Decided>(await caseload.Intake.RaiseAsync(story.CaseId, Decision(), caseload.Client, default));
            var row = (await caseload.Store.Tables.Cases.FindAsync(story.CaseId, CaseKeys.Case, default))!;
            Assert.Equal(CaseStage.Assessing, CaseRow.State(row).Stage);
        }
    }

    private static EventRequest Decision() =>
        StoredStory.Request("decision", On, new ReferralDecision { Outcome = ReferralOutcome.Assess });

    /// <summary>Whatever a case is told, its next generation meets the bug; one with deadlines behind it has met it already.</summary>
    private async Task WakeAsync(StoredStory story)
    {
        try
        {
            await CaseWorkflowClient.RaiseAsync(
                caseload.Client, story.CaseId, new CheckpointSignal("none", StoredStory.ReceivedAt), default);
        }
        catch (RpcException refused)
        {
            Assert.Equal(StatusCode.FailedPrecondition, refused.StatusCode);
        }
    }

    private async Task ImpatientlyAsync(StoredStory story)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(3));
        var error = await Record.ExceptionAsync(() =>
            caseload.Intake.RaiseAsync(story.CaseId, Decision(), caseload.Client, patience.Token));
        Assert.True(error is null or OperationCanceledException, error?.ToString());
    }

    private async Task AllAreAsync(IEnumerable<StoredStory> cases, OrchestrationRuntimeStatus status)
    {
        foreach (var story in cases)
        {
            await Until.TrueAsync(
                $"{story.CaseId} is {status}",
                async () => (await caseload.Client.GetInstanceAsync(story.CaseId))?.RuntimeStatus == status,
                Limit,
                () => string.Join('\n', caseload.Alerts));
        }
    }
}
