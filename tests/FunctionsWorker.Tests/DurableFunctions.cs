using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace FunctionsWorker.Tests;

public sealed record Order(string Item, int Count);

/// <summary>An app in small: started over HTTP, an activity, a timer, an event.</summary>
public sealed class DurableFunctions(Trace trace, Counter counter)
{
    [Function("Start")]
    public async Task<IActionResult> Start(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "orders/{id}/{name}")] HttpRequest request,
        string id,
        string name,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellation)
    {
        var order = await request.ReadFromJsonAsync<Order>(cancellation);
        await client.ScheduleNewOrchestrationInstanceAsync(name, order, new StartOrchestrationOptions(id), cancellation);
        return new AcceptedResult($"/api/orders/{id}", null);
    }

    [Function("Pack")]
    public async Task<string> Pack([OrchestrationTrigger] TaskOrchestrationContext context, Order order)
        => await context.CallActivityAsync<string>("PackOne", order);

    [Function("PackLater")]
    public async Task<string> PackLater([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        await context.CreateTimer(TimeSpan.FromDays(10), CancellationToken.None);
        return $"{context.GetInput<Order>()!.Item} at {context.CurrentUtcDateTime:yyyy-MM-dd}";
    }

    [Function("PackWhenPaid")]
    public Task<string> PackWhenPaid([OrchestrationTrigger] TaskOrchestrationContext context)
        => context.WaitForExternalEvent<string>("Paid");

    [Function("PackOne")]
    public string PackOne([ActivityTrigger] Order order, string instanceId, FunctionContext context)
    {
        trace.Steps.Add($"scope shared {ReferenceEquals(context.InstanceServices.GetService(typeof(Counter)), counter)}");
        return $"{order.Count} x {order.Item} for {instanceId} by {context.FunctionDefinition.InputBindings["order"].Type}";
    }
}
