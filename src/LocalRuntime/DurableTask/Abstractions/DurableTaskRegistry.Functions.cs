namespace Microsoft.DurableTask;

public sealed partial class DurableTaskRegistry
{
    /// <summary>Adds an orchestrator written as a function.</summary>
    public DurableTaskRegistry AddOrchestratorFunc<TInput, TOutput>(TaskName name, Func<TaskOrchestrationContext, TInput, Task<TOutput>> orchestrator)
        => AddOrchestrator(name, new OrchestratorFunc<TInput, TOutput>(orchestrator));

    /// <summary>Adds an orchestrator without result.</summary>
    public DurableTaskRegistry AddOrchestratorFunc<TInput>(TaskName name, Func<TaskOrchestrationContext, TInput, Task> orchestrator)
        => AddOrchestrator(name, new OrchestratorFunc<TInput, object?>(async (context, input) =>
        {
            await orchestrator(context, input);
            return null;
        }));

    /// <summary>Adds an orchestrator without input.</summary>
    public DurableTaskRegistry AddOrchestratorFunc<TOutput>(TaskName name, Func<TaskOrchestrationContext, Task<TOutput>> orchestrator)
        => AddOrchestrator(name, new ContextFunc(async context => await orchestrator(context), typeof(TOutput)));

    /// <summary>Adds an orchestrator without input and result.</summary>
    public DurableTaskRegistry AddOrchestratorFunc(TaskName name, Func<TaskOrchestrationContext, Task> orchestrator)
        => AddOrchestrator(name, new ContextFunc(
            async context =>
            {
                await orchestrator(context);
                return null;
            },
            typeof(object)));

    /// <summary>Adds an activity written as a function.</summary>
    public DurableTaskRegistry AddActivityFunc<TInput, TOutput>(TaskName name, Func<TaskActivityContext, TInput, Task<TOutput>> activity)
        => AddActivity(name, new ActivityFunc<TInput, TOutput>(activity));

    /// <summary>Adds an activity written as a synchronous function.</summary>
    public DurableTaskRegistry AddActivityFunc<TInput, TOutput>(TaskName name, Func<TaskActivityContext, TInput, TOutput> activity)
        => AddActivity(name, new ActivityFunc<TInput, TOutput>((context, input) => Task.FromResult(activity(context, input))));

    /// <summary>Adds an activity without result.</summary>
    public DurableTaskRegistry AddActivityFunc<TInput>(TaskName name, Func<TaskActivityContext, TInput, Task> activity)
        => AddActivity(name, new ActivityFunc<TInput, object?>(async (context, input) =>
        {
            await activity(context, input);
            return null;
        }));

    /// <summary>Adds an activity without input.</summary>
    public DurableTaskRegistry AddActivityFunc<TOutput>(TaskName name, Func<TaskActivityContext, Task<TOutput>> activity)
        => AddActivity(name, new ActivityFunc<object?, TOutput>((context, _) => activity(context)));

    /// <summary>Adds an activity without input and result.</summary>
    public DurableTaskRegistry AddActivityFunc(TaskName name, Func<TaskActivityContext, Task> activity)
        => AddActivity(name, new ActivityFunc<object?, object?>(async (context, _) =>
        {
            await activity(context);
            return null;
        }));

    private sealed class OrchestratorFunc<TInput, TOutput>(Func<TaskOrchestrationContext, TInput, Task<TOutput>> function)
        : TaskOrchestrator<TInput, TOutput>
    {
        public override Task<TOutput> RunAsync(TaskOrchestrationContext context, TInput input) => function(context, input);
    }

    /// <summary>Code that asks the context for its input, if it wants it.</summary>
    private sealed class ContextFunc(Func<TaskOrchestrationContext, Task<object?>> function, Type outputType) : ITaskOrchestrator
    {
        public Type InputType => typeof(void);

        public Type OutputType => outputType;

        public Task<object?> RunAsync(TaskOrchestrationContext context, object? input) => function(context);
    }

    private sealed class ActivityFunc<TInput, TOutput>(Func<TaskActivityContext, TInput, Task<TOutput>> function)
        : TaskActivity<TInput, TOutput>
    {
        public override Task<TOutput> RunAsync(TaskActivityContext context, TInput input) => function(context, input);
    }
}
