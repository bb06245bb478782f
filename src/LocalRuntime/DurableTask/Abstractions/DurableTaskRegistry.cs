namespace Microsoft.DurableTask;

/// <summary>The orchestrators and activities an engine can run, by name (not case-sensitive).</summary>
public sealed partial class DurableTaskRegistry
{
    internal Dictionary<TaskName, Func<ITaskOrchestrator>> Orchestrators { get; } = [];

    internal Dictionary<TaskName, Func<IServiceProvider, ITaskActivity>> Activities { get; } = [];

    /// <summary>Adds an orchestrator, made anew for every generation and every replay.</summary>
    /// <exception cref="ArgumentException">The name is empty or taken.</exception>
    public DurableTaskRegistry AddOrchestrator(TaskName name, Func<ITaskOrchestrator> factory)
    {
        ArgumentNullException.ThrowIfNull(factory);
        Add(Orchestrators, name, factory, "orchestrator");
        return this;
    }

    /// <summary>Adds an orchestrator that is shared by all instances; it must keep no state.</summary>
    public DurableTaskRegistry AddOrchestrator(TaskName name, ITaskOrchestrator orchestrator)
    {
        ArgumentNullException.ThrowIfNull(orchestrator);
        return AddOrchestrator(name, () => orchestrator);
    }

    /// <summary>Adds an activity, made anew for every call from a scope of its own.</summary>
    /// <exception cref="ArgumentException">The name is empty or taken.</exception>
    public DurableTaskRegistry AddActivity(TaskName name, Func<IServiceProvider, ITaskActivity> factory)
    {
        ArgumentNullException.ThrowIfNull(factory);
        Add(Activities, name, factory, "activity");
        return this;
    }

    /// <summary>Adds an activity that is shared by all calls; it must be safe to run in parallel.</summary>
    public DurableTaskRegistry AddActivity(TaskName name, ITaskActivity activity)
    {
        ArgumentNullException.ThrowIfNull(activity);
        return AddActivity(name, _ => activity);
    }

    private static void Add<T>(Dictionary<TaskName, T> tasks, TaskName name, T factory, string kind)
    {
        if (name == default)
            throw new ArgumentException($"An {kind} needs a name.", nameof(name));
        if (!tasks.TryAdd(name, factory))
            throw new ArgumentException($"An {kind} named '{name}' is already added; names are not case-sensitive.", nameof(name));
    }
}
