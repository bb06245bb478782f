using LocalHost.Worker.Rpc;

namespace LocalHost.Worker;

/// <summary>Calls functions through whichever worker runs.</summary>
/// <param name="supervisor">Knows the worker.</param>
/// <param name="clientBinding">What a <c>durableClient</c> parameter receives.</param>
/// <param name="timeout">How long a function may run, in real time; infinite for ever.</param>
/// <param name="time">Real time.</param>
internal sealed class FunctionInvoker(
    WorkerSupervisor supervisor,
    Func<CancellationToken, ValueTask<string>> clientBinding,
    TimeSpan timeout,
    TimeProvider time) : IFunctionInvoker
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    public async Task<IReadOnlyList<WorkerFunction>> FunctionsAsync(CancellationToken cancellationToken)
        => (await supervisor.ReadyAsync(cancellationToken)).Functions;

    public async Task<RpcValue?> InvokeAsync(FunctionCall call, CancellationToken cancellationToken)
    {
        var worker = supervisor.Current ?? throw new NoWorkerException();
        var function = worker.Functions.FirstOrDefault(
            function => function.Name.Equals(call.Function.Name, StringComparison.OrdinalIgnoreCase))
            ?? throw new InvalidOperationException($"The worker offers no function {call.Function.Name}.");
        // A worker that was started again has given its functions new ids.
        var request = RpcMessages.Invoke(call with { Function = function }, await InputsAsync(function, call.Input, cancellationToken));
        using var late = new CancellationTokenSource(timeout, time);
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, late.Token);
        var answer = worker.Channel.AskAsync(request, CancellationToken.None);
        try
        {
            return Result((await answer.WaitAsync(ends.Token)).InvocationResponse, function);
        }
        catch (OperationCanceledException) when (ends.IsCancellationRequested)
        {
            worker.Channel.Send(RpcMessages.Cancel(call.InvocationId));
            if (cancellationToken.IsCancellationRequested)
                throw;
            await EndAsync(answer);
            throw new FunctionFailedException(
                "Microsoft.Azure.WebJobs.Host.FunctionTimeoutException", $"The function {function.Name} ran longer than {timeout}.", "");
        }
    }

    /// <summary>A function that does not stop when it is told to would run for ever; it goes with its worker, as on Azure.</summary>
    private async Task EndAsync(Task answer)
    {
        await answer.WaitAsync(Grace, time, CancellationToken.None).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (!answer.IsCompleted)
            supervisor.KillWorker();
    }

    private async Task<List<(string Name, RpcValue Value)>> InputsAsync(
        WorkerFunction function, RpcValue? input, CancellationToken cancellationToken)
    {
        List<(string, RpcValue)> inputs = [];
        if (input is { } value)
            inputs.Add(((string)function.Trigger["name"]!, value));
        var clients = function.Bindings.Where(
            binding => "durableClient".Equals((string?)binding["type"], StringComparison.OrdinalIgnoreCase));
        foreach (var binding in clients)
            inputs.Add(((string)binding["name"]!, RpcValue.Of(await clientBinding(cancellationToken))));
        return inputs;
    }

    private static RpcValue? Result(InvocationResponse? response, WorkerFunction function) => response switch
    {
        null => throw new WorkerProcessExitException($"The worker answered a call of {function.Name} with something else than a result."),
        { Result.Status: StatusResult.Types.Status.Success } => Value(response.ReturnValue),
        { Result.Exception: { } fault } => throw new FunctionFailedException(fault.Type, fault.Message, fault.StackTrace),
        _ => throw new FunctionFailedException("", $"The function {function.Name} failed without a reason.", ""),
    };

    private static RpcValue? Value(TypedData? data) => data?.DataCase switch
    {
        TypedData.DataOneofCase.String => RpcValue.Of(data.String),
        TypedData.DataOneofCase.Json => RpcValue.Json(data.Json),
        TypedData.DataOneofCase.Bytes => RpcValue.Json($"\"{data.Bytes.ToBase64()}\""),
        _ => null,
    };
}
