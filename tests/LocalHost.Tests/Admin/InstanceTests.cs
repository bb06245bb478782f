using System.Net;
using System.Text.Json.Nodes;
using ChildProtection.Tests.Support;

namespace LocalHost.Tests.Admin;

/// <summary>The durable engine seen through the admin routes, on the simulator.</summary>
public sealed class InstanceTests : IAsyncLifetime
{
    private readonly FunctionsHost _host = FunctionsHost.In();

    public Task InitializeAsync()
        => _host.StartAsync([typeof(DurableFunctions)], configure: null, "--clock", "simulated", "--now", "2026-02-02T08:00:00Z");

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task Instance_ThatHasEnded_IsShownWithItsHistory_AndWithoutInputsAndOutputs()
    {
        await StartAsync("o-1", "Pack");

        var instance = await AtRestAsync("o-1");

        Assert.Equal("Pack Completed packing", $"{instance["name"]} {instance["status"]} {instance["customStatus"]}");
        var history = instance["history"]!.AsArray();
        Assert.Equal(Enumerable.Range(0, history.Count), history.Select(entry => (int)entry!["sequence"]!));
        var scheduled = Assert.Single(history, entry => (string)entry!["kind"]! == "TaskScheduled")!;
        var completed = Assert.Single(history, entry => (string)entry!["kind"]! == "TaskCompleted")!;
        Assert.Equal("PackOne", (string)scheduled["name"]!);
        Assert.Equal((int)scheduled["taskId"]!, (int)completed["taskId"]!);
        Assert.DoesNotContain("secret", instance.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Instance_ThatHasFailed_TellsWhy()
    {
        await StartAsync("o-1", "PackNothing");

        var instance = await AtRestAsync("o-1");

        Assert.Equal("Failed", (string)instance["status"]!);
        Assert.Equal(typeof(NotSupportedException).FullName, (string)instance["failure"]!["type"]!);
        Assert.Equal("There is nothing to pack: PackNothing.", (string)instance["failure"]!["message"]!);
        Assert.DoesNotContain("secret", instance.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Clock_Advanced_FiresDurableTimers_AndComesToRest()
    {
        await StartAsync("o-1", "PackLater");
        await StartAsync("o-2", "PackLater");
        var timer = Assert.Single((await AtRestAsync("o-1"))["history"]!.AsArray(), entry => (string)entry!["kind"]! == "TimerCreated")!;

        var early = await _host.AdvanceAsync("P1D");
        var late = await _host.AdvanceAsync("P2D");

        Assert.Equal("2026-02-04T08:00:00Z", (string)timer["dueAt"]!);
        Assert.Equal(0, (int)early["timersFired"]!);
        Assert.Equal(2, (int)late["timersFired"]!);
        Assert.Equal("Completed", (string)(await _host.GetAsync("/admin/instances/o-1"))["status"]!);
    }

    [Fact]
    public async Task Instances_AreListedByPrefixAndStatus_PageByPage()
    {
        foreach (var id in new[] { "a-1", "a-2", "a-3", "b-1" })
            await StartAsync(id, "PackWhenPaid");

        var first = await _host.GetAsync("/admin/instances?prefix=a-&limit=2&status=running,pending");
        var second = await _host.GetAsync(
            $"/admin/instances?prefix=a-&limit=2&status=running,pending&cursor={Uri.EscapeDataString((string)first["nextCursor"]!)}");

        Assert.Equal(["a-1", "a-2"], Ids(first));
        Assert.Equal(["a-3"], Ids(second));
        Assert.Null(second["nextCursor"]);
        Assert.Empty(Ids(await _host.GetAsync("/admin/instances?status=completed")));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await _host.Http.GetAsync("/admin/instances?status=asleep")).StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await _host.Http.GetAsync("/admin/instances?limit=501")).StatusCode);
    }

    [Fact]
    public async Task Instance_Suspended_StandsStillUntilItIsResumed()
    {
        await StartAsync("o-1", "PackLater");

        var suspended = await ChangeAsync("o-1", "suspend");
        await _host.AdvanceAsync("P20D");
        var meanwhile = (string)(await _host.GetAsync("/admin/instances/o-1"))["status"]!;
        var resumed = await ChangeAsync("o-1", "resume");

        Assert.Equal((HttpStatusCode.Accepted, HttpStatusCode.Accepted, "Suspended"), (suspended, resumed, meanwhile));
        Assert.Equal("Completed", (string)(await AtRestAsync("o-1"))["status"]!);
    }

    [Fact]
    public async Task Instance_Terminated_HasEnded_AndTakesNoMoreOrders()
    {
        await StartAsync("o-1", "PackWhenPaid");

        Assert.Equal(HttpStatusCode.Accepted, await ChangeAsync("o-1", "terminate"));

        Assert.Equal("Terminated", (string)(await AtRestAsync("o-1"))["status"]!);
        foreach (var order in new[] { "terminate", "suspend", "resume" })
            Assert.Equal(HttpStatusCode.Conflict, await ChangeAsync("o-1", order));
    }

    [Fact]
    public async Task Instance_Purged_IsGone_ButNotWhileItRuns()
    {
        await StartAsync("o-1", "PackWhenPaid");

        Assert.Equal(HttpStatusCode.Conflict, (await _host.Http.DeleteAsync("/admin/instances/o-1")).StatusCode);
        await ChangeAsync("o-1", "terminate");
        await AtRestAsync("o-1");

        Assert.Equal(HttpStatusCode.OK, (await _host.Http.DeleteAsync("/admin/instances/o-1")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await _host.Http.GetAsync("/admin/instances/o-1")).StatusCode);
    }

    [Fact]
    public async Task Instance_ThatThereIsNot_IsUnknownToEveryRoute()
    {
        foreach (var order in new[] { "terminate", "suspend", "resume" })
            Assert.Equal(HttpStatusCode.NotFound, await ChangeAsync("o-9", order));
        Assert.Equal(HttpStatusCode.NotFound, (await _host.Http.DeleteAsync("/admin/instances/o-9")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await _host.Http.GetAsync("/admin/instances/o-9")).StatusCode);
    }

    private static IEnumerable<string> Ids(JsonNode page) => page["items"]!.AsArray().Select(item => (string)item!["instanceId"]!);

    private async Task StartAsync(string id, string orchestrator)
    {
        Assert.Equal(HttpStatusCode.Accepted, (await _host.Http.PostAsync($"/api/orders/{id}/{orchestrator}", null)).StatusCode);
        await _host.AdvanceAsync("PT0S");
    }

    private async Task<HttpStatusCode> ChangeAsync(string id, string order)
        => (await _host.Http.PostAsync($"/admin/instances/{id}/{order}", null)).StatusCode;

    /// <summary>The clock moved by nothing returns once the engine is at rest, so that no test has to poll.</summary>
    private async Task<JsonNode> AtRestAsync(string id)
    {
        await _host.AdvanceAsync("PT0S");
        return await _host.GetAsync($"/admin/instances/{id}");
    }
}
