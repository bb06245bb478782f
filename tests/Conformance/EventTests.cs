using Conformance.Hosts;

namespace Conformance;

public sealed class EventTests
{
    [Fact]
    public async Task RaiseEvent_BeforeAnybodyWaits_IsKept()
    {
        await using var host = await ConformanceHost.StartAsync(static tasks =>
            tasks.AddOrchestratorFunc<string>("Main", static async context =>
            {
                await context.WaitForExternalEvent<string>("Go");
                return await context.WaitForExternalEvent<string>("Early");
            }));
        var id = await host.Client.ScheduleNewOrchestrationInstanceAsync("Main");
        await host.Client.RaiseEventAsync(id, "Early", "kept");
        await host.Client.RaiseEventAsync(id, "Go");

        Assert.Equal("kept", (await host.Client.EndAsync(id)).Output());
    }

    [Fact]
    public async Task RaiseEvent_WithAnotherCase_IsTheSameEvent()
    {
        await using var host = await ConformanceHost.StartAsync(static tasks =>
            tasks.AddOrchestratorFunc<string>("Main", static context => context.WaitForExternalEvent<string>("Approval")));
        var id = await host.Client.ScheduleNewOrchestrationInstanceAsync("Main");
        await host.Client.RaiseEventAsync(id, "APPROVAL", "yes");

        Assert.Equal("yes", (await host.Client.EndAsync(id)).Output());
    }

    [Fact]
    public async Task RaiseEvent_ManyOfOneName_AreTakenInOrder()
    {
        await using var host = await ConformanceHost.StartAsync(static tasks =>
            tasks.AddOrchestratorFunc<string>("Main", static async context =>
            {
                var all = new List<int>();
                while (all.Count < 100)
                    all.Add(await context.WaitForExternalEvent<int>("Number"));
                return string.Join(',', all);
            }));
        var id = await host.Client.ScheduleNewOrchestrationInstanceAsync("Main");
        for (var i = 0; i < 100; i++)
            await host.Client.RaiseEventAsync(id, "Number", i);

        Assert.Equal(string.Join(',', Enumerable.Range(0, 100)), (await host.Client.EndAsync(id)).Output());
    }

    [Fact]
    public async Task WaitForExternalEvent_SeveralWaiters_TheLatestIsServedFirst()
    {
        await using var host = await ConformanceHost.StartAsync(static tasks =>
            tasks.AddOrchestratorFunc<string>("Main", static async context =>
            {
                var first = context.WaitForExternalEvent<string>("Word");
                var second = context.WaitForExternalEvent<string>("Word");
                return await first + await second;
            }));
        var id = await host.Client.ScheduleNewOrchestrationInstanceAsync("Main");
        await host.Client.WaitForInstanceStartAsync(id);
        await host.Client.RaiseEventAsync(id, "Word", "a");
        await host.Client.RaiseEventAsync(id, "Word", "b");

        Assert.Equal("ba", (await host.Client.EndAsync(id)).Output());
    }

    [Fact]
    public async Task WaitForExternalEvent_AfterACancelledWaiter_LosesOneEventToIt()
    {
        await using var host = await ConformanceHost.StartAsync(static tasks =>
            tasks.AddOrchestratorFunc<string>("Main", static async context =>
            {
                using var source = new CancellationTokenSource();
                _ = context.WaitForExternalEvent<string>("Word", source.Token);
                source.Cancel();
                await context.WaitForExternalEvent<string>("Swallowed");
                return await context.WaitForExternalEvent<string>("Word");
            }));
        var id = await host.Client.ScheduleNewOrchestrationInstanceAsync("Main");
        await host.Client.WaitForInstanceStartAsync(id);
        await host.Client.RaiseEventAsync(id, "Word", "lost");
        await host.Client.RaiseEventAsync(id, "Swallowed");
        await host.Client.RaiseEventAsync(id, "Word", "found");

        Assert.Equal("found", (await host.Client.EndAsync(id)).Output());
    }

    [Fact]
    public async Task WaitForExternalEvent_OfOneNameAsTwoTypes_IsRefused()
    {
        var end = await Running.RunAsync(
            static tasks => tasks.AddOrchestratorFunc<string>("Main", static async context =>
            {
                _ = context.WaitForExternalEvent<string>("Word");
                return (await context.WaitForExternalEvent<int>("Word")).ToString(System.Globalization.CultureInfo.InvariantCulture);
            }),
            "Main");

        Assert.True(end.FailureDetails!.IsCausedBy<ArgumentException>(), end.FailureDetails.ToString());
    }

    [Fact]
    public async Task SendEvent_ToAnotherInstance_Arrives()
    {
        await using var host = await ConformanceHost.StartAsync(static tasks => tasks
            .AddOrchestratorFunc<string>("Receiver", static context => context.WaitForExternalEvent<string>("Note"))
            .AddOrchestratorFunc<string, string>("Sender", static (context, target) =>
            {
                context.SendEvent(target, "note", "from " + context.Name);
                return Task.FromResult("sent");
            }));
        var receiver = await host.Client.ScheduleNewOrchestrationInstanceAsync("Receiver");
        var sender = await host.Client.ScheduleNewOrchestrationInstanceAsync("Sender", receiver);

        Assert.Equal("from Sender", (await host.Client.EndAsync(receiver)).Output());
        Assert.Equal("sent", (await host.Client.EndAsync(sender)).Output());
    }

    [Fact]
    public async Task SendEvent_ToItself_ArrivesAtTheWaiter()
    {
        var end = await Running.RunAsync(
            static tasks => tasks.AddOrchestratorFunc<string>("Main", static async context =>
            {
                var waiter = context.WaitForExternalEvent<string>("Note");
                context.SendEvent(context.InstanceId, "Note", "to myself");
                return await waiter;
            }),
            "Main");

        Assert.Equal("to myself", end.Output());
    }
}
