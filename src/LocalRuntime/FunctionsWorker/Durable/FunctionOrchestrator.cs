using ChildProtection.LocalRuntime.FunctionsWorker.Discovery;
using ChildProtection.LocalRuntime.FunctionsWorker.Invocation;
using Microsoft.DurableTask;
using Microsoft.Extensions.DependencyInjection;

namespace ChildProtection.LocalRuntime.FunctionsWorker.Durable;

/// <summary>Runs an orchestrator function, middleware included, on the engine's scheduler: no await here may leave it.</summary>
internal sealed class FunctionOrchestrator(FunctionDescriptor function, FunctionPipeline pipeline, IServiceScopeFactory scopes) : ITaskOrchestrator
{
    public Type InputType { get; } = ((OrchestrationFunctionTrigger)function.Trigger).InputType ?? typeof(void);

    public Type OutputType => function.Returns.ValueType;

    public async Task<object?> RunAsync(TaskOrchestrationContext context, object? input)
    {
        // A generation that the engine unloads is never finished; its scope is then collected with it.
        using var scope = scopes.CreateScope();
        var invocation = new LocalFunctionContext(
            function, scope.ServiceProvider, new OrchestrationInvocation(context, input),
            new Dictionary<string, object?>(StringComparer.OrdinalIgnoreCase) { ["instanceId"] = context.InstanceId }, CancellationToken.None);
        var run = pipeline.RunAsync(invocation);
        if (!invocation.Reached && !run.IsFaulted)
            throw new InvalidOperationException(invocation.Refusal = NotReached(run.IsCompleted));
        await run;
        return invocation.Result.Value;
    }

    /// <summary>As on Azure: code before an orchestrator that awaits takes it off its thread, and replay would not be deterministic.</summary>
    private string NotReached(bool completed) => completed
        ? $"Middleware ended without calling the orchestrator '{function.Name}'. An orchestration can't be answered by middleware; call next, or throw."
        : $"Middleware went asynchronous before the orchestrator '{function.Name}'. Before an orchestrator, middleware must call next without awaiting; "
            + "leave orchestrations out (UseWhen), or do the work in an activity.";
}
