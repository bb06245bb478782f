using Azure.Data.Tables;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace BenchmarkApp;

/// <summary>The peer "plain": waits for an event, runs two activities with one insert each, continues as new.</summary>
public sealed class PlainFunctions(TableClient table)
{
    public const string Signal = "Signal";

    [Function(nameof(Plain))]
    public static async Task Plain([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        var key = await context.WaitForExternalEvent<string>(Signal);
        await context.CallActivityAsync(nameof(StoreState), key);
        await context.CallActivityAsync(nameof(StoreOutcome), key);
        context.ContinueAsNew(preserveUnprocessedEvents: true);
    }

    [Function(nameof(StoreState))]
    public Task StoreState([ActivityTrigger] string key, string instanceId) => PeerTable.WriteAsync(table, instanceId, $"state-{key}");

    [Function(nameof(StoreOutcome))]
    public Task StoreOutcome([ActivityTrigger] string key, string instanceId) => PeerTable.WriteAsync(table, instanceId, $"outcome-{key}");
}
