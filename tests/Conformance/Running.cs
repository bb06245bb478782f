using ChildProtection.Tests.Support;
using Conformance.Hosts;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Conformance;

/// <summary>What most tests do: start one orchestration and look at its end.</summary>
internal static class Running
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    public static async Task<OrchestrationMetadata> RunAsync(Action<DurableTaskRegistry> register, string name, object? input = null)
    {
        await using var host = await ConformanceHost.StartAsync(register);
        var id = await host.Client.ScheduleNewOrchestrationInstanceAsync(name, input);
        return await host.Client.EndAsync(id);
    }

    public static async Task<OrchestrationMetadata> EndAsync(this DurableTaskClient client, string id)
    {
        using var limit = new CancellationTokenSource(Limit);
        return await client.WaitForInstanceCompletionAsync(id, getInputsAndOutputs: true, limit.Token);
    }

    /// <summary>Waits until the orchestration has set this custom status: it has reached a known place.</summary>
    public static Task ReachedAsync(this DurableTaskClient client, string id, string status) =>
        Until.TrueAsync($"{id} has reached {status}", async () => (await client.GetInstanceAsync(id, getInputsAndOutputs: true))?.ReadCustomStatusAs<string>() == status);

    public static Task StatusAsync(DurableTaskClient client, string id, OrchestrationRuntimeStatus status) =>
        Until.TrueAsync($"{id} is {status}", async () => (await client.GetInstanceAsync(id))?.RuntimeStatus == status);

    public static string Output(this OrchestrationMetadata end)
    {
        Assert.True(end.RuntimeStatus == OrchestrationRuntimeStatus.Completed, $"{end.RuntimeStatus}: {end.FailureDetails}");
        return end.ReadOutputAs<string>()!;
    }
}
