using LocalHost.Worker;
using Microsoft.Azure.WebJobs.Extensions.DurableTask;

namespace LocalHost.Durable.Official;

/// <summary>A function that the extension calls.</summary>
/// <param name="Worker">The function in the worker.</param>
/// <param name="Trigger">The attribute that tells the extension what it is.</param>
/// <param name="CalledAs">The name that orchestrations call it by, where it is not the function's own.</param>
internal sealed record DurableFunction(WorkerFunction Worker, Type Trigger, string? CalledAs)
{
    public bool IsActivity => Trigger == typeof(ActivityTriggerAttribute);

    /// <summary>Those among a worker's functions.</summary>
    /// <exception cref="NotSupportedException">One of them is an entity.</exception>
    public static IReadOnlyList<DurableFunction> Among(IReadOnlyList<WorkerFunction> functions)
        => [.. functions.Select(Of).OfType<DurableFunction>()];

    private static DurableFunction? Of(WorkerFunction function) => function.TriggerType.ToUpperInvariant() switch
    {
        "ORCHESTRATIONTRIGGER" => new(function, typeof(OrchestrationTriggerAttribute), (string?)function.Trigger["orchestration"]),
        "ACTIVITYTRIGGER" => new(function, typeof(ActivityTriggerAttribute), (string?)function.Trigger["activity"]),
        "ENTITYTRIGGER" => throw new NotSupportedException(
            $"The function {function.Name} is a durable entity, which this host does not run; run the app under Core Tools."),
        _ => null,
    };
}
