using System.Text.Json.Nodes;
using Grpc.Core;
using Grpc.Core.Interceptors;
using Grpc.Net.Client;
using LocalHost.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.DurableTask.Client;
using Microsoft.DurableTask.Client.Grpc;
using Microsoft.Extensions.Logging.Abstractions;

namespace LocalHost.Admin;

/// <summary>The official client of the durable engine, at the same address as the worker's.</summary>
internal static class EngineClient
{
    /// <summary>Lends the client to one request, because the engine may have moved to another port.</summary>
    /// <exception cref="AdminException">No engine runs.</exception>
    public static async Task<T> UseAsync<T>(EngineStarter engine, Func<DurableTaskClient, Task<T>> use, CancellationToken cancellationToken)
    {
        if (engine.Engine is not { } running)
            throw new AdminException(
                StatusCodes.Status503ServiceUnavailable, "The durable engine does not run yet. GET /admin/host shows its state.");
        var binding = JsonNode.Parse(await running.ClientBindingAsync(cancellationToken))!;
        using var channel = GrpcChannel.ForAddress((string)binding["rpcBaseUrl"]!);
        var options = new GrpcDurableTaskClientOptions { CallInvoker = channel.Intercept(Headers(binding)) };
        await using var client = new GrpcDurableTaskClient("admin", options, NullLogger.Instance);
        try
        {
            return await use(client);
        }
        catch (RpcException fault) when (fault.StatusCode is StatusCode.NotFound)
        {
            throw new AdminException(StatusCodes.Status404NotFound, fault.Status.Detail);
        }
        catch (Exception fault) when (
            fault is InvalidOperationException or ArgumentException or RpcException { StatusCode: StatusCode.FailedPrecondition })
        {
            throw new AdminException(StatusCodes.Status409Conflict, fault is RpcException rpc ? rpc.Status.Detail : fault.Message);
        }
        catch (RpcException fault) when (fault.StatusCode is StatusCode.Unavailable or StatusCode.Cancelled)
        {
            throw new AdminException(StatusCodes.Status503ServiceUnavailable, "The durable engine does not answer. Try again in a moment.");
        }
    }

    /// <summary>The worker's client sends the same.</summary>
    private static Func<Metadata, Metadata> Headers(JsonNode binding) => metadata =>
    {
        if ((string?)binding["taskHubName"] is { Length: > 0 } hub)
            metadata.Add("Durable-TaskHub", hub);
        if ((string?)binding["connectionName"] is { Length: > 0 } connection)
            metadata.Add("Durable-ConnectionName", connection);
        return metadata;
    };
}
