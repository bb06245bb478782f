using Azure.Data.Tables;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace BenchmarkApp;

/// <summary>The peers' interface.</summary>
public sealed class HttpFunctions(TableClient table)
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(10);

    /// <summary>Answers when table and engine do.</summary>
    [Function(nameof(Ready))]
    public async Task<IActionResult> Ready(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "ready")] HttpRequest request,
        [DurableClient] DurableTaskClient client, CancellationToken stopping)
    {
        await table.CreateIfNotExistsAsync(stopping);
        await client.GetInstanceAsync("nobody", stopping);
        return new OkResult();
    }

    [Function(nameof(StartPlain))]
    public static async Task<IActionResult> StartPlain(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "plain/{id}")] HttpRequest request, string id,
        [DurableClient] DurableTaskClient client, CancellationToken stopping)
    {
        await client.ScheduleNewOrchestrationInstanceAsync(nameof(PlainFunctions.Plain), new StartOrchestrationOptions(id), stopping);
        await client.WaitForInstanceStartAsync(id, stopping);
        return new StatusCodeResult(StatusCodes.Status201Created);
    }

    /// <summary>Answers when the second row is stored.</summary>
    [Function(nameof(RaisePlain))]
    public async Task<IActionResult> RaisePlain(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "plain/{id}/events/{key}")] HttpRequest request, string id, string key,
        [DurableClient] DurableTaskClient client, CancellationToken stopping)
    {
        await client.RaiseEventAsync(id, PlainFunctions.Signal, key, stopping);
        using var timer = new PeriodicTimer(Look);
        while (!await IsStoredAsync(id, $"outcome-{key}", stopping))
            await timer.WaitForNextTickAsync(stopping);
        return new OkResult();
    }

    /// <summary>Answers when every timer has fired.</summary>
    [Function(nameof(RunTimers))]
    public static async Task<IActionResult> RunTimers(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "timers/{deadlines:int}/{checkpoints:int}")] HttpRequest request,
        int deadlines, int checkpoints,
        [DurableClient] DurableTaskClient client, CancellationToken stopping)
    {
        var owed = new Owed(deadlines, checkpoints);
        return await EndedAsync(client, nameof(TimersFunctions.Timers), owed, stopping);
    }

    /// <summary>Answers when so many timers have fired, one after the other.</summary>
    [Function(nameof(RunWakes))]
    public static async Task<IActionResult> RunWakes(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "wakes/{count:int}")] HttpRequest request, int count,
        [DurableClient] DurableTaskClient client, CancellationToken stopping) =>
        await EndedAsync(client, nameof(TimersFunctions.Wakes), count, stopping);

    private static async Task<IActionResult> EndedAsync(
        DurableTaskClient client, string orchestration, object input, CancellationToken stopping)
    {
        var id = await client.ScheduleNewOrchestrationInstanceAsync(orchestration, input, stopping);
        var ended = await client.WaitForInstanceCompletionAsync(id, stopping);
        return ended.RuntimeStatus == OrchestrationRuntimeStatus.Completed
            ? new OkResult()
            : new StatusCodeResult(StatusCodes.Status500InternalServerError);
    }

    private async Task<bool> IsStoredAsync(string id, string row, CancellationToken stopping) =>
        (await table.GetEntityIfExistsAsync<TableEntity>(id, row, select: ["RowKey"], cancellationToken: stopping)).HasValue;
}
