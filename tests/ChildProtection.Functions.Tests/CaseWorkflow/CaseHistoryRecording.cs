using ChildProtection.Domain.Closure;
using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.Referral;
using ChildProtection.Domain.Tests.Support;
using ChildProtection.Functions.CaseWorkflow;
using ChildProtection.Functions.Platform.Tables;
using ChildProtection.Tests.Support;
using Microsoft.DurableTask.Protobuf;

namespace ChildProtection.Functions.Tests.CaseWorkflow;

/// <summary>Lives a case on the simulator and takes its history in every place where it can be interrupted.</summary>
internal static class CaseHistoryRecording
{
    private static readonly DateTimeOffset Begin = new(2026, 2, 2, 10, 15, 0, TimeSpan.Zero);

    public static async Task<IReadOnlyDictionary<string, OrchestratorRequest>> RecordAsync()
    {
        var (life, recorded) = (new CaseOnSimulator(), new Dictionary<string, OrchestratorRequest>());
        await using var simulation = await Simulation.StartAsync(life.Functions(), begin: Begin);

        await HeldAsync(nameof(CaseActivities.CommitCase), "opening", () => CaseOnSimulator.OpenAsync(simulation, Sample.Referral()));
        Keep("waiting");
        await HeldAsync(nameof(CaseActivities.CommitCase), "checkpoint", () => simulation.AdvanceAsync(TimeSpan.FromDays(1)));
        await HeldAsync(nameof(CaseActivities.CommitCase), "event", () => RaiseAsync("event-1", Sample.Decision(ReferralOutcome.Assess)));
        life.Publishes = false;
        await HeldAsync(nameof(CaseActivities.PublishCase), "publishing", () => RaiseAsync("event-2", Sample.Concern()));
        life.Publishes = true;
        await HeldAsync(nameof(CaseActivities.CommitCase), "retrying", () => RaiseAsync("event-3", Sample.Discussion()), failures: 2);
        await RaiseAsync("event-4", new ChildDied());
        await simulation.RestAsync();
        Keep("ended");
        return recorded;

        Task RaiseAsync(string id, CaseEvent happened) => CaseOnSimulator.RaiseAsync(simulation, id, happened);

        void Keep(string shape)
        {
            var history = new OrchestratorRequest { InstanceId = CaseOnSimulator.CaseId };
            history.PastEvents.AddRange(simulation.HistoryOf(CaseOnSimulator.CaseId).Select(static happened => happened.Clone()));
            foreach (var happened in history.PastEvents)
                ForgetWhere(happened);
            recorded[shape] = history;
        }

        // Neither the run nor the folder of the build is a part of what is kept.
        static void ForgetWhere(HistoryEvent happened)
        {
            if (happened.ExecutionStarted is { } start)
                start.OrchestrationInstance.ExecutionId = "kept";
            if (happened.TaskFailed is { } failed)
                failed.FailureDetails.StackTrace = null;
        }

        // Does something, and keeps the history while that activity is under way; before it works it may fail, as when the store is away.
        async Task HeldAsync(string activity, string shape, Func<Task> act, int failures = 0)
        {
            var (reached, kept) = (new TaskCompletionSource(), new TaskCompletionSource());
            life.Before = async name =>
            {
                if (name != activity || kept.Task.IsCompleted)
                    return;
                if (failures-- > 0)
                    throw new StorageUnavailableException("The store is away.", null);
                reached.TrySetResult();
                await kept.Task;
            };
            var acting = act();
            await reached.Task;
            Keep(shape);
            kept.SetResult();
            await acting;
            await simulation.RestAsync();
        }
    }
}
