using ChildProtection.Tests.Support;
using Microsoft.DurableTask.Client;

namespace Conformance;

/// <summary>What most tests do: start an orchestration and look at where it comes.</summary>
internal static class Running
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(120);

    public static async Task<OrchestrationMetadata> RunAsync(this DurableTaskClient client, string name, object? input = null)
        => await client.EndAsync(await client.ScheduleNewOrchestrationInstanceAsync(name, input));

    /// <summary>Looks until the instance has ended: the engines' own wait looks every second or two.</summary>
    public static Task<OrchestrationMetadata> EndAsync(this DurableTaskClient client, string id)
        => client.FoundAsync(id, "has ended", static found => found.IsCompleted);

    /// <summary>Starts an orchestration and waits until it runs: an event that comes before may take a visibility time-out.</summary>
    public static async Task<string> StartAsync(this DurableTaskClient client, string name, object? input = null)
    {
        var id = await client.ScheduleNewOrchestrationInstanceAsync(name, input);
        await client.StartedAsync(id);
        return id;
    }

    public static Task<OrchestrationMetadata> StartedAsync(this DurableTaskClient client, string id)
        => client.FoundAsync(id, "has started", static found => found.RuntimeStatus != OrchestrationRuntimeStatus.Pending);

    public static Task<OrchestrationMetadata> StatusAsync(this DurableTaskClient client, string id, OrchestrationRuntimeStatus status)
        => client.FoundAsync(id, $"is {status}", found => found.RuntimeStatus == status);

    /// <summary>Waits until the orchestration has set this custom status: it has reached a known place.</summary>
    public static Task<OrchestrationMetadata> ReachedAsync(this DurableTaskClient client, string id, string status)
        => client.FoundAsync(id, $"has reached {status}", found => found.SerializedCustomStatus == $"\"{status}\"");

    public static string Output(this OrchestrationMetadata end)
    {
        Assert.True(end.RuntimeStatus == OrchestrationRuntimeStatus.Completed, $"{end.RuntimeStatus}: {end.FailureDetails}");
        return end.ReadOutputAs<string>()!;
    }

    /// <summary>What a failed instance tells of its failure: the official engine does so in the output, others in the details.</summary>
    public static string Failure(this OrchestrationMetadata end) => end.FailureDetails is { } details
        ? $"{details.ErrorType}: {details.ErrorMessage}"
        : end.SerializedOutput ?? "";

    public static async Task<OrchestrationMetadata> FoundAsync(
        this DurableTaskClient client, string id, string what, Func<OrchestrationMetadata, bool> condition)
    {
        OrchestrationMetadata? last = null;
        return await Until.FoundAsync(
            $"{id} {what}",
            async () =>
            {
                last = await client.GetInstanceAsync(id, getInputsAndOutputs: true);
                return last is not null && condition(last) ? last : null;
            },
            Limit,
            () => $"It is {last?.RuntimeStatus.ToString() ?? "unknown"}, its status {last?.SerializedCustomStatus ?? "not set"}.");
    }
}
