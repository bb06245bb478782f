using System.Net.Sockets;
using System.Text.Json;
using System.Text.Json.Nodes;
using LocalHost.Worker.Rpc;

namespace LocalHost.Worker;

/// <summary>A worker whose functions are loaded.</summary>
/// <param name="Channel">The way to it.</param>
/// <param name="Functions">What it offers.</param>
/// <param name="HttpUri">Its own web server; null when it has none.</param>
internal sealed record ConnectedWorker(WorkerChannel Channel, IReadOnlyList<WorkerFunction> Functions, Uri? HttpUri)
{
    private const string HttpCapability = "HttpUri";

    /// <summary>Greets a worker, learns its functions and loads them.</summary>
    /// <exception cref="WorkerFaultException">It refuses, or answers something else than it was asked.</exception>
    /// <exception cref="NoWorkerException">It ended meanwhile.</exception>
    /// <exception cref="WorkerProcessExitException">It ended while it was asked.</exception>
    public static async Task<ConnectedWorker> PrepareAsync(WorkerChannel channel, string appDirectory, CancellationToken cancellationToken)
    {
        var greeting = await channel.AskAsync(RpcMessages.Initialise(appDirectory), cancellationToken);
        var init = greeting.WorkerInitResponse ?? throw Wrong("WorkerInitRequest", greeting);
        Demand(init.Result, "The worker did not initialise");
        var listing = await channel.AskAsync(RpcMessages.AskForFunctions(appDirectory), cancellationToken);
        var metadata = listing.FunctionMetadataResponse ?? throw Wrong("FunctionsMetadataRequest", listing);
        Demand(metadata.Result, "The worker can't tell its functions");
        foreach (var function in metadata.FunctionMetadataResults)
        {
            var loaded = await channel.AskAsync(RpcMessages.Load(function), cancellationToken);
            Demand(
                (loaded.FunctionLoadResponse ?? throw Wrong("FunctionLoadRequest", loaded)).Result,
                $"The function {function.Name} can't be loaded");
        }

        var uri = init.Capabilities.TryGetValue(HttpCapability, out var text) ? new Uri(text) : null;
        if (uri is not null)
            await ListensAsync(uri, cancellationToken);
        return new ConnectedWorker(channel, [.. metadata.FunctionMetadataResults.Select(Read)], uri);
    }

    private static WorkerFunction Read(RpcFunctionMetadata metadata)
    {
        try
        {
            return new WorkerFunction
            {
                Id = metadata.FunctionId,
                Name = metadata.Name,
                Bindings = [.. metadata.RawBindings.Select(binding => JsonNode.Parse(binding)!.AsObject())],
            };
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            throw new WorkerFaultException($"The bindings of the function {metadata.Name} can't be read: {exception.Message}", exception);
        }
    }

    /// <summary>The worker's web server starts after its stream; a request must not come between the two.</summary>
    private static async Task ListensAsync(Uri uri, CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        do
        {
            try
            {
                using var probe = new TcpClient();
                await probe.ConnectAsync(uri.Host, uri.Port, cancellationToken);
                return;
            }
            catch (SocketException)
            {
                // It does not listen yet; the caller's limit ends the wait.
            }
        }
        while (await timer.WaitForNextTickAsync(cancellationToken));
    }

    private static void Demand(StatusResult? result, string otherwise)
    {
        if (result?.Status != StatusResult.Types.Status.Success)
            throw new WorkerFaultException($"{otherwise}: {result?.Exception?.Message ?? "it gives no reason"}");
    }

    private static WorkerFaultException Wrong(string asked, StreamingMessage answer)
        => new($"The worker answered {asked} with {answer.ContentCase}; it speaks another protocol than this host.");
}
