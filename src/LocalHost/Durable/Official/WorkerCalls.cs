using System.Diagnostics;
using LocalHost.Worker;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace LocalHost.Durable.Official;

/// <summary>Calls the worker's functions for the declared ones, and passes results and failures on as the Functions host does.</summary>
/// <param name="invoker">Calls the worker.</param>
/// <param name="functions">The functions, in the order of their declaration.</param>
/// <param name="abandoned">Ends every wait, once the engine has stopped.</param>
internal sealed class WorkerCalls(IFunctionInvoker invoker, IReadOnlyList<DurableFunction> functions, CancellationToken abandoned)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    /// <summary>What the extension told last.</summary>
    public string? ClientBinding { get; private set; }

    /// <summary>Runs one episode.</summary>
    /// <param name="function">Place in the list of functions.</param>
    /// <param name="episode">The request, base64.</param>
    /// <returns>The response, base64.</returns>
    public async Task<object?> OrchestrateAsync(int function, string episode)
        => (await CallAsync(function, RpcValue.Of(episode), new Dictionary<string, RpcValue>()))?.Text;

    /// <summary>Runs an activity.</summary>
    /// <param name="function">Place in the list of functions.</param>
    /// <param name="input">JSON; null for no input.</param>
    /// <param name="instanceId">The orchestration that called it.</param>
    public async Task<object?> ActAsync(int function, string? input, string instanceId)
    {
        var metadata = new Dictionary<string, RpcValue> { ["instanceId"] = RpcValue.Of(instanceId) };
        var result = await CallAsync(function, input is null ? null : RpcValue.Of(input), metadata);
        return result is { IsJson: true } json ? Read(json.Text) : (object?)result?.Text;
    }

    public void TakeClientBinding(string text) => ClientBinding = text;

    // Running work ends by itself, also while the host stops.
    private async Task<RpcValue?> CallAsync(int function, RpcValue? input, IReadOnlyDictionary<string, RpcValue> metadata)
    {
        var call = new FunctionCall
        {
            Function = functions[function].Worker,
            InvocationId = Guid.NewGuid().ToString(),
            Input = input,
            Metadata = metadata,
            TraceParent = Activity.Current?.Id,
        };
        try
        {
            while (true)
            {
                await invoker.FunctionsAsync(abandoned);
                try
                {
                    return await invoker.InvokeAsync(call, abandoned);
                }
                catch (NoWorkerException)
                {
                    // Nothing was called, so the next worker may be waited for. That this one has ended is known a little later.
                    await Task.Delay(Pause, TimeProvider.System, abandoned);
                }
            }
        }
        catch (FunctionFailedException failure)
        {
            throw new WorkerFunctionException(failure);
        }
    }

    // A date is a text like any other.
    private static JToken Read(string json)
    {
        using var reader = new JsonTextReader(new StringReader(json)) { DateParseHandling = DateParseHandling.None };
        return JToken.ReadFrom(reader);
    }
}

/// <summary>A function's failure in the form that the extension reads: it takes the details from this text.</summary>
internal sealed class WorkerFunctionException(FunctionFailedException failure)
    : Exception($"Result: Failure\nException: {Told(failure)}\nStack: {failure.WorkerStackTrace}")
{
    // The worker's durable extension puts the details as JSON into the message; other failures are told by type and message.
    private static string Told(FunctionFailedException failure)
        => failure.Message.StartsWith('{') || failure.Type.Length == 0 ? failure.Message : $"{failure.Type}: {failure.Message}";
}
