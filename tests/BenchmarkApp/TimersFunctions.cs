using Azure.Data.Tables;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace BenchmarkApp;

/// <summary>What a case owes: so many deadlines with so many checkpoints each.</summary>
public sealed record Owed(int Deadlines, int Checkpoints);

/// <summary>The peer "N timers": a sub-orchestration for each deadline, that waits for one timer after the other and stores each.</summary>
public sealed class TimersFunctions(TableClient table)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    [Function(nameof(Timers))]
    public static Task Timers([OrchestrationTrigger] TaskOrchestrationContext context, Owed owed) => Task.WhenAll(
        Enumerable.Range(0, owed.Deadlines).Select(number => context.CallSubOrchestratorAsync(nameof(OneDeadline), owed.Checkpoints)));

    /// <summary>So many timers and nothing else: what each piece of a long one costs.</summary>
    [Function(nameof(Wakes))]
    public static async Task Wakes([OrchestrationTrigger] TaskOrchestrationContext context, int count)
    {
        for (var number = 0; number < count; number++)
            await context.CreateTimer(Pause, CancellationToken.None);
    }

    [Function(nameof(OneDeadline))]
    public static async Task OneDeadline([OrchestrationTrigger] TaskOrchestrationContext context, int checkpoints)
    {
        for (var number = 0; number < checkpoints; number++)
        {
            await context.CreateTimer(Pause, CancellationToken.None);
            await context.CallActivityAsync(nameof(StoreCheckpoint), $"{number}");
        }
    }

    [Function(nameof(StoreCheckpoint))]
    public Task StoreCheckpoint([ActivityTrigger] string number, string instanceId) =>
        PeerTable.WriteAsync(table, instanceId, $"checkpoint-{number}");
}
