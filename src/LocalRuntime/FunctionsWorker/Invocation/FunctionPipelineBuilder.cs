using Microsoft.Azure.Functions.Worker.Middleware;

namespace ChildProtection.LocalRuntime.FunctionsWorker.Invocation;

/// <summary>Collects middleware; the first one added is the outermost.</summary>
internal sealed class FunctionPipelineBuilder
{
    private readonly List<Func<FunctionExecutionDelegate, FunctionExecutionDelegate>> _middleware = [];

    public void Use(Func<FunctionExecutionDelegate, FunctionExecutionDelegate> middleware) => _middleware.Add(middleware);

    public FunctionPipeline Build()
        => new(_middleware.AsEnumerable().Reverse().Aggregate<Func<FunctionExecutionDelegate, FunctionExecutionDelegate>, FunctionExecutionDelegate>(
            FunctionExecutor.ExecuteAsync, (next, middleware) => middleware(next)));
}
