using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace ConformanceApp.Functions;

/// <summary>Orchestrations by HTTP, for tests whose host is a process of its own: the client is the one that the host binds.</summary>
public sealed class HttpFunctions
{
    [Function(nameof(StartInstance))]
    public async Task<IActionResult> StartInstance(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "instances/{id}/{orchestrator}")] HttpRequest request,
        string id,
        string orchestrator,
        [DurableClient] DurableTaskClient client)
    {
        var input = await JsonSerializer.DeserializeAsync<JsonElement>(request.Body);
        await client.ScheduleNewOrchestrationInstanceAsync(orchestrator, input, new StartOrchestrationOptions(id));
        return new AcceptedResult();
    }

    [Function(nameof(RaiseEvent))]
    public async Task<IActionResult> RaiseEvent(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "instances/{id}/events/{name}")] HttpRequest request,
        string id,
        string name,
        [DurableClient] DurableTaskClient client)
    {
        await client.RaiseEventAsync(id, name, await JsonSerializer.DeserializeAsync<JsonElement>(request.Body));
        return new AcceptedResult();
    }

    /// <returns>The output of an instance that has completed, as JSON; nothing until then.</returns>
    [Function(nameof(ReadOutput))]
    public async Task<IActionResult> ReadOutput(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "instances/{id}")] HttpRequest request,
        string id,
        [DurableClient] DurableTaskClient client)
    {
        var instance = await client.GetInstanceAsync(id, getInputsAndOutputs: true, request.HttpContext.RequestAborted);
        return instance?.RuntimeStatus == OrchestrationRuntimeStatus.Completed
            ? new ContentResult { Content = instance.SerializedOutput, ContentType = "application/json" }
            : new NoContentResult();
    }
}
