using Microsoft.Azure.Functions.Worker.Middleware;

namespace ChildProtection.LocalRuntime.FunctionsWorker.Invocation;

/// <summary>Middleware and function, ready to run.</summary>
internal sealed class FunctionPipeline(FunctionExecutionDelegate run)
{
    public Task RunAsync(LocalFunctionContext context)
    {
        // The result must be there before the first middleware asks for it.
        _ = context.Result;
        return run(context);
    }
}
