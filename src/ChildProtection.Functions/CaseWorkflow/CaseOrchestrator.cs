using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.Lifecycle;
using ChildProtection.Domain.Profiles;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace ChildProtection.Functions.CaseWorkflow;

/// <summary>
/// One child's case. A generation decides one signal and continues as new with the next state, so that a replay stays short at any age of
/// the case.
/// </summary>
public sealed class CaseOrchestrator(ProcedureCatalogue procedures)
{
    /// <summary>The external event that brings a signal.</summary>
    public const string CaseEvent = nameof(CaseEvent);

    [Function(nameof(CaseOrchestrator))]
    public async Task RunAsync([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        var generation =
            context.GetInput<CaseWorkflowInput>()
            ?? throw new InvalidOperationException(
                "A case's orchestration needs a state or a referral as input. Start it through CaseWorkflowClient.");
        var state = generation.State is null ? null : CaseStateJson.Load(generation.State);
        context.SetCustomStatus(state?.Stage.ToString() ?? "Opening");
        if (generation.Signal is null && state is null or { Finished: true })
            return;
        var signalJson = generation.Signal ?? await NextSignalAsync(context, state!);
        var next = await DecideAsync(context, generation.State, state, signalJson);
        if (next is not null)
            context.ContinueAsNew(next);
    }

    /// <summary>
    /// Waits for an event or the nearest checkpoint. It always consumes the waiter and never leaves the timer open: when the timer wins,
    /// its signal is sent to this very waiter.
    /// </summary>
    private static async Task<string> NextSignalAsync(TaskOrchestrationContext context, CaseState state)
    {
        var waiter = context.WaitForExternalEvent<CaseEventEnvelope>(CaseEvent);
        if (state.NextCheckpoint() is not { } checkpoint)
            return (await waiter).Signal;
        using var cancellation = new CancellationTokenSource();
        // Storage queues count whole seconds, so a timer may fire up to a second early: at midnight, on the day before.
        do
        {
            var timer = context.CreateTimer(checkpoint.At.UtcDateTime, cancellation.Token);
            if (await Task.WhenAny(waiter, timer) != timer)
            {
                Cancel(cancellation);
                return (await waiter).Signal;
            }
        }
        while (context.CurrentUtcDateTime < checkpoint.At.UtcDateTime);
        context.SendEvent(context.InstanceId, CaseEvent, new CaseEventEnvelope(checkpoint.ToJson()));
        return (await waiter).Signal;
    }

    /// <summary>
    /// At once and on this thread: CancelAsync would leave the orchestration's thread, which an orchestrator must never do.
    /// </summary>
    private static void Cancel(CancellationTokenSource cancellation) => cancellation.Cancel();

    /// <summary>The input of the next generation; null when the case has ended.</summary>
    private async Task<CaseWorkflowInput?> DecideAsync(
        TaskOrchestrationContext context, string? stateJson, CaseState? state, string signalJson)
    {
        var same = stateJson is null ? null : new CaseWorkflowInput { State = stateJson };
        var (decision, decidedJson) = await TryDecideAsync(context, state, signalJson);
        if (decision is null or Ignored)
            return same;
        if (await TryCommitAsync(context, decidedJson, decision) is not { } commit)
            return same;
        if (commit.Status == CommitStatus.Stale)
            return new CaseWorkflowInput { State = commit.Snapshot, Signal = signalJson };
        var accepted = commit.Of(decision);
        if (!commit.Published)
            await PublishAsync(context, signalJson, accepted, commit.TraceParent);
        if (accepted is null)
            return same;
        return accepted.State.Finished ? null : new CaseWorkflowInput { State = CaseStateJson.Serialize(accepted.State) };
    }

    /// <summary>A bug in a decision fails the orchestration, which restarts from the store; the third time the event is parked.</summary>
    /// <returns>The decision, null when the event is parked; and the signal as it was decided, with what was looked up.</returns>
    private async Task<(Decision? Decision, string SignalJson)> TryDecideAsync(
        TaskOrchestrationContext context, CaseState? state, string signalJson)
    {
        string reason;
        try
        {
            var signal = CaseSignal.FromJson(signalJson);
            if (signal is TimedSignal { Question: { } question } asking)
            {
                signal = asking with { Answer = await LookUpAsync(context, question) };
                signalJson = signal.ToJson();
            }

            return (
                CaseLifecycle.Decide(
                    state,
                    signal,
                    CaseContexts.For(state, signal, procedures, new DateTimeOffset(context.CurrentUtcDateTime, TimeSpan.Zero))),
                signalJson);
        }
        // A look-up that fails is no fault of the signal: the watch restarts the case, which asks again.
        catch (Exception exception) when (exception is not (OperationCanceledException or TaskFailedException))
        {
            reason = $"{exception.GetType().Name}: {exception.Message}";
        }

        await ParkOrFailAsync(context, signalJson, reason, refused: false);
        return (null, signalJson);
    }

    private static Task<OutsideAnswer> LookUpAsync(TaskOrchestrationContext context, OutsideQuestion question) =>
        context.CallActivityAsync<OutsideAnswer>(
            nameof(OutsideLookUp.LookUpOutside),
            new LookUpInput { CaseId = context.InstanceId, Question = question },
            Retries.UntilStored(context.InstanceId));

    /// <summary>Null when the event is parked, which happens also when the store refuses the decision repeatedly.</summary>
    private static async Task<CommitResult?> TryCommitAsync(TaskOrchestrationContext context, string signalJson, Decision decision)
    {
        (string Reason, bool Refused) failure;
        try
        {
            return await context.CallActivityAsync<CommitResult>(
                nameof(CaseActivities.CommitCase),
                new CommitInput { CaseId = context.InstanceId, Signal = signalJson, Decision = decision.ToJson() },
                Retries.UntilStored(context.InstanceId));
        }
        catch (TaskFailedException exception)
        {
            var details = exception.FailureDetails;
            failure = ($"{details.ErrorType}: {details.ErrorMessage}", Retries.IsRefused(details));
        }

        await ParkOrFailAsync(context, signalJson, failure.Reason, failure.Refused);
        return null;
    }

    /// <exception cref="CaseDecisionException">The watch restarts the case from the store, which tries again.</exception>
    private static async Task ParkOrFailAsync(TaskOrchestrationContext context, string signalJson, string reason, bool refused)
    {
        var parked = await context.CallActivityAsync<bool>(
            nameof(CaseActivities.CountFailedDecision),
            new FailureInput { CaseId = context.InstanceId, Signal = signalJson, Reason = reason, Refused = refused },
            Retries.UntilStored(context.InstanceId));
        if (!parked)
            throw new CaseDecisionException($"Case {context.InstanceId}: the decision on a signal failed: {reason}");
    }

    /// <summary>The case continues when publishing fails; the sweep publishes its outbox.</summary>
    private static async Task PublishAsync(TaskOrchestrationContext context, string signalJson, Accepted? accepted, string? traceParent)
    {
        try
        {
            await context.CallActivityAsync(
                nameof(CaseActivities.PublishCase),
                new PublishInput
                {
                    CaseId = context.InstanceId,
                    Signal = signalJson,
                    Sequence = accepted?.State.Sequence,
                    TraceParent = traceParent,
                },
                Retries.ForPublishing());
        }
        catch (TaskFailedException exception)
        {
            OrchestrationLog.PublishingLeftToSweep(
                context.CreateReplaySafeLogger(nameof(CaseOrchestrator)), context.InstanceId, exception.FailureDetails.ErrorMessage);
        }
    }
}
