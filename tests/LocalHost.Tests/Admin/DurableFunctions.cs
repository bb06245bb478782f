using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace LocalHost.Tests.Admin;

/// <summary>Orchestrations that are started over HTTP, and an activity.</summary>
public static class DurableFunctions
{
    [Function("Start")]
    public static async Task<IActionResult> Start(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "orders/{id}/{name}")] HttpRequest request,
        string id,
        string name,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellation)
    {
        await client.ScheduleNewOrchestrationInstanceAsync(
            name, $"secret of {request.Method}", new StartOrchestrationOptions(id), cancellation);
        return new AcceptedResult();
    }

    [Function("Pack")]
    public static async Task<string> Pack([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        context.SetCustomStatus("packing");
        return await context.CallActivityAsync<string>("PackOne", context.GetInput<string>());
    }

    [Function("PackLater")]
    public static async Task<string> PackLater([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        // Short of the three days after which the extension splits a timer.
        await context.CreateTimer(TimeSpan.FromDays(2), CancellationToken.None);
        return $"{context.CurrentUtcDateTime:yyyy-MM-dd}";
    }

    [Function("PackWhenPaid")]
    public static Task<string> PackWhenPaid([OrchestrationTrigger] TaskOrchestrationContext context)
        => context.WaitForExternalEvent<string>("Paid");

    [Function("PackNothing")]
    public static string PackNothing([OrchestrationTrigger] TaskOrchestrationContext context)
        => throw new NotSupportedException($"There is nothing to pack: {context.Name}.");

    [Function("PackOne")]
    public static string PackOne([ActivityTrigger] string order, string instanceId) => $"{order} for {instanceId}";
}
