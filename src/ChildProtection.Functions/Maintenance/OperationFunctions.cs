using ChildProtection.Functions.Access;
using ChildProtection.Functions.Operations;
using ChildProtection.Functions.Platform.Durable;
using ChildProtection.Functions.Platform.Http;
using ChildProtection.Functions.Retention;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;

namespace ChildProtection.Functions.Maintenance;

/// <summary>An administrator's operations on the app. Each runs once at a time, survives the process, and shows its progress.</summary>
public sealed class OperationFunctions(
    CurrentCaller caller, AccessRecorder recorder, TimeProvider clock, ILogger<OperationFunctions> logger)
{
    private const string Route = "operations";

    [Function("StartRebuild")]
    public async Task<IResult> StartRebuild(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Route + "/" + Rebuild.Name)] HttpRequest request,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellation)
    {
        var body = OperationBody.ReadReason(await JsonBody.ReadAsync(request, cancellation));
        return await StartAsync(Rebuild.Name, nameof(Rebuild.RebuildOrchestrator), Rebuild.Steps, body, client);
    }

    [Function("StartRecreation")]
    public async Task<IResult> StartRecreation(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Route + "/" + OrchestrationRestart.Name)] HttpRequest request,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellation)
    {
        var body = OperationBody.ReadOfCase(await JsonBody.ReadAsync(request, cancellation));
        return await StartAsync(
            OrchestrationRestart.Name, nameof(OrchestrationRestart.RecreationOrchestrator), OrchestrationRestart.Steps, body, client);
    }

    [Function("GetOperation")]
    public static async Task<IResult> GetOperation(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Route + "/{operation}")] HttpRequest request,
        string operation,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellation
    ) =>
        operation is Rebuild.Name or OrchestrationRestart.Name or DisposalOperation.Name
        && await FindAsync(operation, client, cancellation) is { } instance
            ? new JsonAnswer(OperationView.Of(operation, instance))
            : throw new ProblemException(Problems.NotFound("There is no such operation, or it was never started. Start it with POST."));

    /// <summary>A second start shows the running operation.</summary>
    private async Task<IResult> StartAsync(
        string operation, string orchestrator, IReadOnlyList<string> steps, OperationBody body, DurableTaskClient client)
    {
        await recorder.OperationAsync($"{operation} {body.CaseId}".TrimEnd() + ": " + body.Reason);
        if (await OperationStart.StartAsync(client, operation, orchestrator, steps, caller.Value.Subject, clock.GetUtcNow(), body.CaseId))
            OperationLog.Started(logger, operation, caller.Value.Subject);
        var instance = await FindAsync(operation, client, CancellationToken.None);
        return new JsonAnswer(OperationView.Of(operation, instance!), StatusCodes.Status202Accepted)
        {
            Headers = new Dictionary<string, string> { ["Location"] = $"{CaseRoute.Base}/{Route}/{operation}" },
        };
    }

    private static Task<OrchestrationMetadata?> FindAsync(string operation, DurableTaskClient client, CancellationToken cancellation) =>
        EngineCall.Async(cancel => client.GetInstanceAsync(operation, getInputsAndOutputs: true, cancel), cancellation);
}
