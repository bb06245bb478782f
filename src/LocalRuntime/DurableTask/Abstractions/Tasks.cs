namespace Microsoft.DurableTask;

/// <summary>The parent of a sub-orchestration.</summary>
/// <param name="Name">The parent orchestrator's name.</param>
/// <param name="InstanceId">The parent's instance id.</param>
public record ParentOrchestrationInstance(TaskName Name, string InstanceId);

/// <summary>What an activity knows of its call.</summary>
public abstract class TaskActivityContext
{
    /// <summary>The name under which it was called.</summary>
    public abstract TaskName Name { get; }

    /// <summary>The calling orchestration's instance id.</summary>
    public abstract string InstanceId { get; }
}

/// <summary>An orchestrator, untyped. Derive from <see cref="TaskOrchestrator{TInput, TOutput}"/> where the types are known.</summary>
public interface ITaskOrchestrator
{
    /// <summary>The type the input is read as; <c>void</c> when it is not read for the code, which may still ask its context for it.</summary>
    Type InputType { get; }

    /// <summary>The type of the result.</summary>
    Type OutputType { get; }

    /// <summary>Runs one generation, from its beginning on every replay.</summary>
    Task<object?> RunAsync(TaskOrchestrationContext context, object? input);
}

/// <summary>An activity, untyped. Derive from <see cref="TaskActivity{TInput, TOutput}"/> where the types are known.</summary>
public interface ITaskActivity
{
    /// <summary>The type the input is read as.</summary>
    Type InputType { get; }

    /// <summary>The type of the result.</summary>
    Type OutputType { get; }

    /// <summary>Does the work, at least once a call.</summary>
    Task<object?> RunAsync(TaskActivityContext context, object? input);
}

/// <summary>A typed orchestrator.</summary>
public abstract class TaskOrchestrator<TInput, TOutput> : ITaskOrchestrator
{
    Type ITaskOrchestrator.InputType => typeof(TInput);

    Type ITaskOrchestrator.OutputType => typeof(TOutput);

    async Task<object?> ITaskOrchestrator.RunAsync(TaskOrchestrationContext context, object? input)
        => await RunAsync(context, TypedInput.Of<TInput>(input));

    /// <summary>Runs one generation, from its beginning on every replay.</summary>
    public abstract Task<TOutput> RunAsync(TaskOrchestrationContext context, TInput input);
}

/// <summary>A typed activity.</summary>
public abstract class TaskActivity<TInput, TOutput> : ITaskActivity
{
    Type ITaskActivity.InputType => typeof(TInput);

    Type ITaskActivity.OutputType => typeof(TOutput);

    async Task<object?> ITaskActivity.RunAsync(TaskActivityContext context, object? input)
        => await RunAsync(context, TypedInput.Of<TInput>(input));

    /// <summary>Does the work, at least once a call.</summary>
    public abstract Task<TOutput> RunAsync(TaskActivityContext context, TInput input);
}

internal static class TypedInput
{
    /// <summary>No input is the type's default, as on Azure; a wrong type is a fault of the caller.</summary>
    public static T Of<T>(object? input) => input switch
    {
        T typed => typed,
        null => default!,
        _ => throw new ArgumentException($"Input of type {input.GetType()} was given where {typeof(T)} is expected.", nameof(input)),
    };
}
