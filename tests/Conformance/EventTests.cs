using Conformance.Hosts;
using ConformanceApp.Functions;

namespace Conformance;

public abstract class EventTests<TEngine> : EngineTests<TEngine>
    where TEngine : IEngine
{
    [EngineFact]
    public async Task RaiseEvent_BeforeAnybodyWaits_IsKept()
    {
        var id = await Client.StartAsync(nameof(EventFunctions.TakeEarlyAfterGo));
        await Client.RaiseEventAsync(id, "Early", "kept");
        await Client.RaiseEventAsync(id, "Go");

        Assert.Equal("kept", (await Client.EndAsync(id)).Output());
    }

    [EngineFact]
    public async Task RaiseEvent_BeforeTheInstanceRuns_IsKept()
    {
        var id = await Client.ScheduleNewOrchestrationInstanceAsync(nameof(CommonFunctions.WaitForGo));
        await Client.RaiseEventAsync(id, "Go", "kept");

        Assert.Equal("kept", (await Client.EndAsync(id)).Output());
    }

    [EngineFact]
    public async Task RaiseEvent_WithAnotherCase_IsTheSameEvent()
    {
        var id = await Client.StartAsync(nameof(EventFunctions.WaitForApproval));
        await Client.RaiseEventAsync(id, "APPROVAL", "yes");

        Assert.Equal("yes", (await Client.EndAsync(id)).Output());
    }

    [EngineFact]
    public async Task RaiseEvent_ManyOfOneName_AreTakenInOrder()
    {
        var id = await Client.StartAsync(nameof(EventFunctions.CollectNumbers), 100);
        for (var i = 0; i < 100; i++)
            await Client.RaiseEventAsync(id, "Number", i);

        Assert.Equal(string.Join(',', Enumerable.Range(0, 100)), (await Client.EndAsync(id)).Output());
    }

    [EngineFact]
    public async Task WaitForExternalEvent_SeveralWaiters_TheLatestIsServedFirst()
    {
        var id = await Client.StartAsync(nameof(EventFunctions.WaitTwiceAtOnce));
        await Client.RaiseEventAsync(id, "Word", "a");
        await Client.RaiseEventAsync(id, "Word", "b");

        Assert.Equal("ba", (await Client.EndAsync(id)).Output());
    }

    [EngineFact]
    public async Task WaitForExternalEvent_AfterACancelledWaiter_TakesTheFirstEvent()
    {
        var id = await Client.StartAsync(nameof(EventFunctions.WaitAfterACancelledWaiter));
        await Client.RaiseEventAsync(id, "Word", "first");
        await Client.RaiseEventAsync(id, "Go");
        // Refused where the instance has ended by then.
        await Record.ExceptionAsync(() => Client.RaiseEventAsync(id, "Word", "second"));

        Assert.Equal("first", (await Client.EndAsync(id)).Output());
    }

    [EngineFact]
    public async Task WaitForExternalEvent_OfOneNameAsTwoTypes_IsRefused()
    {
        var end = await Client.RunAsync(nameof(EventFunctions.WaitForOneNameAsTwoTypes));

        Assert.StartsWith(typeof(ArgumentException).FullName!, end.Failure(), StringComparison.Ordinal);
    }

    [EngineFact]
    public async Task SendEvent_ToAnotherInstance_Arrives()
    {
        var receiver = await Client.StartAsync(nameof(EventFunctions.ReceiveNote));
        var sender = await Client.ScheduleNewOrchestrationInstanceAsync(nameof(EventFunctions.SendNote), receiver);

        Assert.Equal($"from {nameof(EventFunctions.SendNote)}", (await Client.EndAsync(receiver)).Output());
        Assert.Equal("sent", (await Client.EndAsync(sender)).Output());
    }

    [EngineFact]
    public async Task SendEvent_ToItself_ArrivesAtTheWaiter()
    {
        var end = await Client.RunAsync(nameof(EventFunctions.SendNoteToItself));

        Assert.Equal("to myself", end.Output());
    }
}
