using Conformance.Hosts;
using Microsoft.DurableTask.Client;

namespace Conformance;

public sealed class PayloadTests
{
    [Fact]
    public async Task Input_OfAMegabyte_PassesThroughEveryHand()
    {
        var text = new string('x', 1 << 20);
        await using var host = await ConformanceHost.StartAsync(static tasks => tasks
            .AddOrchestratorFunc<string, string>("Main", static async (context, input) =>
            {
                var echoed = await context.CallActivityAsync<string>("Echo", input);
                return echoed + await context.WaitForExternalEvent<string>("More");
            })
            .AddActivityFunc<string, string>("Echo", static (_, input) => input));
        var id = await host.Client.ScheduleNewOrchestrationInstanceAsync("Main", text);
        await host.Client.RaiseEventAsync(id, "More", text);

        Assert.Equal(text + text, (await host.Client.EndAsync(id)).Output());
    }

    [Fact]
    public async Task Input_OfNull_IsTheTypesDefault()
    {
        var end = await Running.RunAsync(
            static tasks => tasks.AddOrchestratorFunc<string?, string>("Main", static (context, input) =>
                Task.FromResult($"{input ?? "nothing"} {context.GetInput<int>()}")),
            "Main");

        Assert.Equal("nothing 0", end.Output());
        Assert.Null(end.SerializedInput);
    }

    [Fact]
    public async Task Records_WithNullsListsAndDates_PassThroughActivityEventAndResult()
    {
        var order = new Order("tea", null, [1, 2], new(2024, 2, 29), new(2026, 3, 29, 1, 30, 0, TimeSpan.FromHours(1)));
        await using var host = await ConformanceHost.StartAsync(static tasks => tasks
            .AddOrchestratorFunc<Order, Order>("Main", static async (context, input) =>
            {
                var echoed = await context.CallActivityAsync<Order>("Echo", input);
                var sent = await context.WaitForExternalEvent<Order>("Order");
                return echoed with { Counts = [.. echoed.Counts, .. sent.Counts] };
            })
            .AddActivityFunc<Order, Order>("Echo", static (_, input) => input));
        var id = await host.Client.ScheduleNewOrchestrationInstanceAsync("Main", order);
        await host.Client.RaiseEventAsync(id, "order", order with { Counts = [3] });

        var end = (await host.Client.EndAsync(id)).ReadOutputAs<Order>()!;
        Assert.Equal([1, 2, 3], end.Counts);
        Assert.Equal(order with { Counts = end.Counts }, end);
    }

    [Fact]
    public async Task CustomStatus_LargerThanTheOldLimit_IsNotRefused()
    {
        // The in-process extension refused more than 16 KB; the isolated worker, which this is, never has.
        var end = await Running.RunAsync(
            static tasks => tasks.AddOrchestratorFunc<string>("Main", static context =>
            {
                context.SetCustomStatus(new string('s', 40_000));
                return Task.FromResult("done");
            }),
            "Main");

        Assert.Equal("done", end.Output());
        Assert.Equal(40_000, end.ReadCustomStatusAs<string>()!.Length);
    }

    [Fact]
    public async Task CustomStatus_OfNull_ClearsIt()
    {
        var end = await Running.RunAsync(
            static tasks => tasks.AddOrchestratorFunc<string>("Main", static context =>
            {
                context.SetCustomStatus("set");
                context.SetCustomStatus(null);
                return Task.FromResult("done");
            }),
            "Main");

        Assert.Null(end.ReadCustomStatusAs<string>());
    }

    [Fact]
    public async Task Event_WithAPayloadOfAnotherShape_FailsTheOneWhoAwaitsIt()
    {
        await using var host = await ConformanceHost.StartAsync(static tasks =>
            tasks.AddOrchestratorFunc<int>("Main", static context => context.WaitForExternalEvent<int>("Number")));
        var id = await host.Client.ScheduleNewOrchestrationInstanceAsync("Main");
        await host.Client.RaiseEventAsync(id, "Number", "no number");

        Assert.Equal(OrchestrationRuntimeStatus.Failed, (await host.Client.EndAsync(id)).RuntimeStatus);
    }

    private sealed record Order(string Name, string? Note, int[] Counts, DateOnly On, DateTimeOffset At);
}
