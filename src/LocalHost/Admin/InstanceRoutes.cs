using LocalHost.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.DurableTask.Client;

namespace LocalHost.Admin;

/// <summary>The durable engine for developers and operators, the same on both engines.</summary>
internal sealed class InstanceRoutes(EngineStarter engine)
{
    public Task ListAsync(HttpContext http) => AdminAnswer.RunAsync(http, () =>
    {
        var filter = InstanceQuery.Read(http.Request.Query);
        return UseAsync(http, async client =>
        {
            await foreach (var page in client.GetAllInstancesAsync(filter).AsPages(filter.ContinuationToken, filter.PageSize))
                return new { items = page.Values.Select(InstanceView.Row).ToList(), nextCursor = page.ContinuationToken };
            return new { items = Array.Empty<object>(), nextCursor = (string?)null };
        });
    });

    public Task GetAsync(HttpContext http) => AdminAnswer.RunAsync(http, () => UseAsync(http, async client =>
    {
        // The custom status comes only with inputs and outputs, which are not shown.
        var metadata = await client.GetInstanceAsync(
            InstanceIdOf(http), getInputsAndOutputs: true, http.RequestAborted) ?? throw Unknown(http);
        return InstanceView.Whole(metadata, await client.GetOrchestrationHistoryAsync(metadata.InstanceId, http.RequestAborted));
    }));

    public Task SuspendAsync(HttpContext http)
        => ChangeAsync(http, (client, id) => client.SuspendInstanceAsync(id, "By an operator.", http.RequestAborted));

    public Task ResumeAsync(HttpContext http)
        => ChangeAsync(http, (client, id) => client.ResumeInstanceAsync(id, "By an operator.", http.RequestAborted));

    public Task TerminateAsync(HttpContext http)
        => ChangeAsync(http, (client, id) => client.TerminateInstanceAsync(id, options: null, http.RequestAborted));

    /// <summary>Deletes the engine's data of an ended instance.</summary>
    public Task PurgeAsync(HttpContext http) => AdminAnswer.RunAsync(http, () => UseAsync(http, async client =>
    {
        var metadata = await client.GetInstanceAsync(InstanceIdOf(http), http.RequestAborted) ?? throw Unknown(http);
        if (!metadata.IsCompleted)
            throw new AdminException(
                StatusCodes.Status409Conflict, $"The instance is {metadata.RuntimeStatus}. Terminate it before you purge it.");
        var result = await client.PurgeInstanceAsync(metadata.InstanceId, http.RequestAborted);
        return new { instanceId = metadata.InstanceId, purged = result.PurgedInstanceCount };
    }));

    private Task ChangeAsync(HttpContext http, Func<DurableTaskClient, string, Task> change) => AdminAnswer.RunAsync(
        http,
        () => UseAsync(http, async client =>
        {
            var metadata = await client.GetInstanceAsync(InstanceIdOf(http), http.RequestAborted) ?? throw Unknown(http);
            if (metadata.IsCompleted)
                throw new AdminException(StatusCodes.Status409Conflict, $"The instance has already ended: {metadata.RuntimeStatus}.");
            await change(client, metadata.InstanceId);
            return new { instanceId = metadata.InstanceId };
        }),
        StatusCodes.Status202Accepted);

    private Task<object> UseAsync(HttpContext http, Func<DurableTaskClient, Task<object>> use)
        => EngineClient.UseAsync(engine, use, http.RequestAborted);

    private static string InstanceIdOf(HttpContext http) => (string)http.Request.RouteValues["instanceId"]!;

    private static AdminException Unknown(HttpContext http)
        => new(StatusCodes.Status404NotFound, $"There is no instance '{InstanceIdOf(http)}'. GET /admin/instances lists them.");
}
