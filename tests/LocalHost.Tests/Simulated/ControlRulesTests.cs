using ChildProtection.Tests.Support;
using Grpc.Core;
using Microsoft.DurableTask.Client;

namespace LocalHost.Tests.Simulated;

/// <summary>What clients may do to an instance in every state, as on Azure Storage.</summary>
public sealed class ControlRulesTests
{
    [Fact]
    public async Task RaiseEvent_ToAnUnknownInstance_IsNotFound()
    {
        await using var simulation = await Rules.StartAsync();

        var error = await Assert.ThrowsAsync<RpcException>(() => simulation.Client.RaiseEventAsync("nobody", "Go"));

        Assert.Equal(StatusCode.NotFound, error.StatusCode);
        Assert.Contains("No instance with ID 'nobody' was found.", error.Status.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RaiseEvent_ToAnEndedInstance_IsRefused()
    {
        await using var simulation = await Rules.StartAsync();
        await simulation.ReachAsync("one", OrchestrationRuntimeStatus.Completed);

        var error = await Assert.ThrowsAsync<RpcException>(() => simulation.Client.RaiseEventAsync("one", "Go"));

        Assert.Equal(StatusCode.FailedPrecondition, error.StatusCode);
    }

    [Theory]
    [InlineData("nobody")]
    [InlineData("one")]
    public async Task RaiseEvent_WhereTheHostDropsThem_IsSilent(string id)
    {
        await using var simulation = await Simulation.StartAsync(Rules.Code(), new() { RefuseEventsForEndedInstances = false });
        await simulation.ReachAsync("one", OrchestrationRuntimeStatus.Completed);

        Assert.Null(await Record.ExceptionAsync(() => simulation.Client.RaiseEventAsync(id, "Go")));
    }

    [Theory]
    [InlineData("terminate", OrchestrationRuntimeStatus.Completed)]
    [InlineData("suspend", OrchestrationRuntimeStatus.Completed)]
    [InlineData("suspend", OrchestrationRuntimeStatus.Suspended)]
    [InlineData("resume", OrchestrationRuntimeStatus.Completed)]
    [InlineData("resume", OrchestrationRuntimeStatus.Running)]
    public async Task Control_OfAnInstanceInTheWrongState_IsRefused(string verb, OrchestrationRuntimeStatus status)
    {
        await using var simulation = await Rules.StartAsync();
        await simulation.ReachAsync("one", status);

        var refused = await Assert.ThrowsAsync<RpcException>(() => ControlAsync(simulation, verb, "one"));
        var unknown = await Assert.ThrowsAsync<RpcException>(() => ControlAsync(simulation, verb, "nobody"));

        Assert.Equal((StatusCode.FailedPrecondition, StatusCode.NotFound), (refused.StatusCode, unknown.StatusCode));
        var reason = $"Cannot {verb} the orchestration instance one because instance is in the {status} state.";
        Assert.Contains(reason, refused.Status.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Terminate_OfAnInstanceWithATimer_LeavesNoTimerBehind()
    {
        await using var simulation = await Rules.StartAsync();
        await simulation.StartAsync("Sleep", id: "one");
        await simulation.RestAsync();
        Assert.NotNull(simulation.Clock.NextDue);

        await simulation.Client.TerminateInstanceAsync("one", new TerminateInstanceOptions("stop"));
        await simulation.RestAsync();

        Assert.Null(simulation.Clock.NextDue);
    }

    [Fact]
    public async Task Entities_AreAnsweredAsNotSupported()
    {
        await using var simulation = await Rules.StartAsync();
        var entities = new Microsoft.DurableTask.Entities.EntityInstanceId("counter", "a");

        var error = await Assert.ThrowsAsync<RpcException>(() => simulation.Client.Entities.SignalEntityAsync(entities, "add", 1));

        Assert.Equal(StatusCode.Unimplemented, error.StatusCode);
    }

    private static Task ControlAsync(Simulation simulation, string verb, string id) => verb switch
    {
        "terminate" => simulation.Client.TerminateInstanceAsync(id),
        "suspend" => simulation.Client.SuspendInstanceAsync(id),
        _ => simulation.Client.ResumeInstanceAsync(id),
    };
}
