using ChildProtection.LocalRuntime.FunctionsWorker.Discovery;
using ChildProtection.LocalRuntime.FunctionsWorker.Invocation;
using Microsoft.DurableTask;

namespace ChildProtection.LocalRuntime.FunctionsWorker.Durable;

/// <summary>Runs an activity function once.</summary>
/// <param name="function">The function.</param>
/// <param name="pipeline">Middleware and function.</param>
/// <param name="services">The scope that the engine made for this call.</param>
internal sealed class FunctionActivity(FunctionDescriptor function, FunctionPipeline pipeline, IServiceProvider services) : ITaskActivity
{
    public Type InputType => ((ActivityFunctionTrigger)function.Trigger).InputType;

    public Type OutputType => function.Returns.ValueType;

    public async Task<object?> RunAsync(TaskActivityContext context, object? input)
    {
        var invocation = new LocalFunctionContext(
            function, services, new ActivityInvocation(context, input),
            new Dictionary<string, object?>(StringComparer.OrdinalIgnoreCase) { ["instanceId"] = context.InstanceId }, CancellationToken.None);
        await pipeline.RunAsync(invocation);
        return invocation.Result.Value;
    }
}
