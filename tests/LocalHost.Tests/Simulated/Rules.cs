using ChildProtection.Tests.Support;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace LocalHost.Tests.Simulated;

/// <summary>Orchestrations that come to every status, for tests of what clients may do then.</summary>
internal static class Rules
{
    public static InProcessFunctions Code() => new InProcessFunctions()
        .Orchestrator<string>("Wait", static context => context.WaitForExternalEvent<string>("Go"))
        .Orchestrator<string>("Break", static _ => throw new InvalidOperationException("broken"))
        .Orchestrator<string>("Now", static context => Task.FromResult($"{context.CurrentUtcDateTime:MM-dd HH:mm}"))
        .Orchestrator<string>("Sleep", static async context =>
        {
            await context.CreateTimer(TimeSpan.FromDays(400), CancellationToken.None);
            return "woken";
        })
        .Orchestrator<int, string>("Parent", static async (context, generation) =>
        {
            context.SetCustomStatus(context.Version);
            if (generation == 0)
            {
                context.ContinueAsNew(1);
                return "";
            }

            return await context.CallSubOrchestratorAsync<string>("Wait", new SubOrchestrationOptions(instanceId: "the-child"));
        });

    public static Task<Simulation> StartAsync() => Simulation.StartAsync(Code());

    public static async Task<OrchestrationRuntimeStatus> StatusAsync(this Simulation simulation, string id)
    {
        await simulation.RestAsync();
        return (await simulation.LookAsync(id)).RuntimeStatus;
    }

    public static async Task ReachAsync(this Simulation simulation, string id, OrchestrationRuntimeStatus status)
    {
        var later = status == OrchestrationRuntimeStatus.Pending ? Simulation.Begin.AddDays(1) : (DateTimeOffset?)null;
        await simulation.StartAsync(status == OrchestrationRuntimeStatus.Failed ? "Break" : "Wait", id: id, at: later);
        if (status == OrchestrationRuntimeStatus.Suspended)
            await simulation.Client.SuspendInstanceAsync(id);
        if (status == OrchestrationRuntimeStatus.Completed)
            await simulation.Client.RaiseEventAsync(id, "Go", "on");
        if (status == OrchestrationRuntimeStatus.Terminated)
            await simulation.Client.TerminateInstanceAsync(id);
        Assert.Equal(status, await simulation.StatusAsync(id));
    }
}
