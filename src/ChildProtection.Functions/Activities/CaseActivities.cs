using ChildProtection.Domain.Cases;
using ChildProtection.Functions.Intake;
using ChildProtection.Functions.Orchestrations;
using ChildProtection.Functions.Storage;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace ChildProtection.Functions.Activities;

/// <summary>What a case's orchestration does to the world. Each may run more than once and does its work once.</summary>
public sealed class CaseActivities(
    CaseCommit commit, CaseProjection projection, CaseInbox inbox, EventWaiters waiters, ILogger<CaseActivities> logger)
{
    /// <summary>How often deciding an event may fail before the event is parked.</summary>
    private const int Attempts = 3;

    [Function(nameof(CommitCase))]
    public Task<CommitResult> CommitCase([ActivityTrigger] CommitInput input, CancellationToken cancellationToken) =>
        commit.CommitAsync(input.CaseId, CaseSignal.FromJson(input.Signal), Decision.FromJson(input.Decision), cancellationToken);

    [Function(nameof(PublishCase))]
    public async Task PublishCase([ActivityTrigger] PublishInput input, CancellationToken cancellationToken)
    {
        var signal = CaseSignal.FromJson(input.Signal);
        if (input.Sequence is { } sequence)
            await projection.PublishAsync(input.CaseId, sequence, cancellationToken);
        else
            await inbox.CloseAsync(input.CaseId, CaseCommit.SignalKey(signal), cancellationToken);
        waiters.Decided(input.CaseId, CaseCommit.SignalKey(signal));
    }

    /// <summary>Counts a failed decision; true when the event is parked and the case goes on without it.</summary>
    [Function(nameof(CountFailedDecision))]
    public async Task<bool> CountFailedDecision([ActivityTrigger] FailureInput input, CancellationToken cancellationToken)
    {
        var key = CaseCommit.SignalKey(CaseSignal.FromJson(input.Signal));
        var attempts = await inbox.CountFailureAsync(input.CaseId, key, Attempts, input.Reason, cancellationToken);
        if (attempts < Attempts)
        {
            OrchestrationLog.DecisionFailed(logger, input.CaseId, key, attempts, input.Reason);
            return false;
        }

        OrchestrationLog.EventParked(logger, input.CaseId, key, attempts, input.Reason);
        waiters.Decided(input.CaseId, key);
        return true;
    }
}
