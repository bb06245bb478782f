using ChildProtection.Domain.Kernel;
using ChildProtection.Functions.RecordStore;
using ChildProtection.Functions.Telemetry;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace ChildProtection.Functions.CaseWorkflow;

/// <summary>The side effects of a case's orchestration. An activity may run more than once and takes effect once.</summary>
public sealed class CaseActivities(
    CaseCommit commit, CasePublisher projection, CaseInbox inbox, EventWaiters waiters, TimeProvider clock, ILogger<CaseActivities> logger)
{
    /// <summary>How often deciding an event may fail before the event is parked.</summary>
    private const int Attempts = 3;

    /// <summary>Records a decision and publishes it at once; the result says whether the publication succeeded.</summary>
    [Function(nameof(CommitCase))]
    public Task<CommitResult> CommitCase([ActivityTrigger] CommitInput input, CancellationToken cancellationToken)
    {
        var (signal, decision) = (CaseSignal.FromJson(input.Signal), Decision.FromJson(input.Decision));
        return CaseTraces.SignalAsync(
            input.CaseId,
            signal,
            CaseKeys.Signal(signal),
            async span =>
            {
                var result = await CaseTraces.ActivityAsync(
                    nameof(CommitCase), input.CaseId, () => commit.CommitAsync(input.CaseId, signal, decision, cancellationToken));
                var outcome =
                    result.Status != CommitStatus.Written ? result.Status.ToString()
                    : decision is Accepted ? "Accepted"
                    : "Rejected";
                span?.SetTag(TelemetryAttributes.Sequence, (decision as Accepted)?.State.Sequence)
                    .SetTag(TelemetryAttributes.Outcome, outcome);
                // A repeated signal counts once.
                if (result.Status == CommitStatus.Written)
                    CaseMetrics.Decided(signal, outcome, clock.GetUtcNow());
                return result with
                {
                    TraceParent = CaseTraces.Current,
                    Published = await IsPublishedAsync(input.CaseId, signal, decision, result, cancellationToken),
                };
            });
    }

    /// <summary>Publishes a decision whose publication failed at its commit.</summary>
    [Function(nameof(PublishCase))]
    public Task PublishCase([ActivityTrigger] PublishInput input, CancellationToken cancellationToken) =>
        CaseTraces.ActivityAsync(
            nameof(PublishCase),
            input.CaseId,
            input.TraceParent,
            () =>
                PublishAsync(
                    input.CaseId, CaseKeys.Signal(CaseSignal.FromJson(input.Signal)), input.Sequence, written: null, cancellationToken));

    /// <summary>Counts a failed decision; true when the event is parked and the case continues without it.</summary>
    [Function(nameof(CountFailedDecision))]
    public Task<bool> CountFailedDecision([ActivityTrigger] FailureInput input, CancellationToken cancellationToken)
    {
        var signal = CaseSignal.FromJson(input.Signal);
        return CaseTraces.SignalAsync(input.CaseId, signal, CaseKeys.Signal(signal), async span =>
        {
            var parked = await CaseTraces.ActivityAsync(
                nameof(CountFailedDecision), input.CaseId, () => CountAsync(input, CaseKeys.Signal(signal), cancellationToken));
            span?.SetTag(TelemetryAttributes.Outcome, parked ? "Parked" : "Failed");
            if (parked)
                CaseMetrics.Decided(signal, "Parked", clock.GetUtcNow());
            return parked;
        });
    }

    /// <summary>Whether the publication succeeded. A failure to publish does not undo the commit.</summary>
    private async Task<bool> IsPublishedAsync(
        string caseId, CaseSignal signal, Decision decision, CommitResult result, CancellationToken cancellationToken)
    {
        if (result.Status == CommitStatus.Stale)
            return false;
        try
        {
            return await CaseTraces.ActivityAsync(
                nameof(PublishCase),
                caseId,
                () =>
                    PublishAsync(
                        caseId, CaseKeys.Signal(signal), result.Of(decision)?.State.Sequence, result.Unpublished, cancellationToken));
        }
#pragma warning disable CA1031 // For any reason: the orchestration learns of the failure and retries.
        catch (Exception exception) when (exception is not OperationCanceledException)
#pragma warning restore CA1031
        {
            OrchestrationLog.NotPublishedAtOnce(logger, caseId, exception.GetType().Name);
            return false;
        }
    }

    /// <param name="caseId">The case.</param>
    /// <param name="signalKey">The signal that was decided.</param>
    /// <param name="sequence">The decision's fact; null where nothing changed.</param>
    /// <param name="written">The decision, where this attempt wrote it.</param>
    /// <param name="cancellationToken">The activity ends.</param>
    private async Task<bool> PublishAsync(
        string caseId, string signalKey, long? sequence, Unpublished? written, CancellationToken cancellationToken)
    {
        if (written is not null)
            await projection.PublishAsync(written.Outbox, written.Case, cancellationToken);
        else if (sequence is { } decided)
            await projection.PublishAsync(caseId, decided, cancellationToken);
        else
            await inbox.CloseAsync(caseId, signalKey, cancellationToken);
        waiters.Decided(caseId, signalKey);
        return true;
    }

    private async Task<bool> CountAsync(FailureInput input, string key, CancellationToken cancellationToken)
    {
        var limit = input.Refused ? 1 : Attempts;
        var attempts = await inbox.CountFailureAsync(input.CaseId, key, limit, input.Reason, cancellationToken);
        if (attempts < limit)
        {
            OrchestrationLog.DecisionFailed(logger, input.CaseId, key, attempts, input.Reason);
            return false;
        }

        OrchestrationLog.EventParked(logger, input.CaseId, key, attempts, input.Reason);
        waiters.Decided(input.CaseId, key);
        return true;
    }
}
