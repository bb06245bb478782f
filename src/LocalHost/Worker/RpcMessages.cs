using Google.Protobuf.WellKnownTypes;
using LocalHost.Worker.Rpc;

namespace LocalHost.Worker;

/// <summary>The messages that the host sends.</summary>
internal static class RpcMessages
{
    public static StreamingMessage Initialise(string appDirectory) => New(new WorkerInitRequest
    {
        HostVersion = "4.0.0",
        WorkerDirectory = appDirectory,
        FunctionAppDirectory = appDirectory,
        Capabilities =
        {
            ["V2Compatability"] = bool.TrueString,
            ["EnableUserCodeException"] = bool.TrueString,
            ["RpcHttpBodyOnly"] = bool.TrueString,
            ["RequiresRouteParameters"] = bool.TrueString,
        },
    });

    public static StreamingMessage AskForFunctions(string appDirectory) => new()
    {
        RequestId = NewId(),
        FunctionsMetadataRequest = new FunctionsMetadataRequest { FunctionAppDirectory = appDirectory },
    };

    public static StreamingMessage Load(RpcFunctionMetadata function) => new()
    {
        RequestId = NewId(),
        FunctionLoadRequest = new FunctionLoadRequest { FunctionId = function.FunctionId, Metadata = function },
    };

    public static StreamingMessage AskForStatus() => new() { RequestId = NewId(), WorkerStatusRequest = new WorkerStatusRequest() };

    public static StreamingMessage Invoke(FunctionCall call, IEnumerable<(string Name, RpcValue Value)> inputs)
    {
        var request = new InvocationRequest
        {
            InvocationId = call.InvocationId,
            FunctionId = call.Function.Id,
            TraceContext = new RpcTraceContext { TraceParent = call.TraceParent ?? "" },
        };
        foreach (var (name, value) in inputs)
            request.InputData.Add(new ParameterBinding { Name = name, Data = Data(value) });
        foreach (var (name, value) in call.Metadata)
            request.TriggerMetadata[name] = Data(value);
        return new StreamingMessage { RequestId = call.InvocationId, InvocationRequest = request };
    }

    public static StreamingMessage Cancel(string invocationId) => new()
    {
        RequestId = NewId(),
        InvocationCancel = new InvocationCancel { InvocationId = invocationId, GracePeriod = new Duration() },
    };

    public static StreamingMessage Terminate(TimeSpan grace) => new()
    {
        RequestId = NewId(),
        WorkerTerminate = new WorkerTerminate { GracePeriod = Duration.FromTimeSpan(grace) },
    };

    private static StreamingMessage New(WorkerInitRequest request) => new() { RequestId = NewId(), WorkerInitRequest = request };

    private static string NewId() => Guid.NewGuid().ToString("N");

    private static TypedData Data(RpcValue value)
        => value.IsJson ? new TypedData { Json = value.Text } : new TypedData { String = value.Text };
}
