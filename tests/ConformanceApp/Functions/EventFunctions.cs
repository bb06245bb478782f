using System.Globalization;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace ConformanceApp.Functions;

public static class EventFunctions
{
    [Function(nameof(TakeEarlyAfterGo))]
    public static async Task<string> TakeEarlyAfterGo([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        await context.WaitForExternalEvent<string>("Go");
        return await context.WaitForExternalEvent<string>("Early");
    }

    [Function(nameof(WaitForApproval))]
    public static Task<string> WaitForApproval([OrchestrationTrigger] TaskOrchestrationContext context) =>
        context.WaitForExternalEvent<string>("Approval");

    [Function(nameof(CollectNumbers))]
    public static async Task<string> CollectNumbers([OrchestrationTrigger] TaskOrchestrationContext context, int count)
    {
        var all = new List<int>();
        while (all.Count < count)
            all.Add(await context.WaitForExternalEvent<int>("Number"));
        return string.Join(',', all);
    }

    [Function(nameof(WaitTwiceAtOnce))]
    public static async Task<string> WaitTwiceAtOnce([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        var first = context.WaitForExternalEvent<string>("Word");
        var second = context.WaitForExternalEvent<string>("Word");
        return await first + await second;
    }

    [Function(nameof(WaitAfterACancelledWaiter))]
    public static async Task<string> WaitAfterACancelledWaiter([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        using var source = new CancellationTokenSource();
        _ = context.WaitForExternalEvent<string>("Word", source.Token);
        source.Cancel();
        await context.WaitForExternalEvent<string>("Go");
        return await context.WaitForExternalEvent<string>("Word");
    }

    [Function(nameof(WaitForOneNameAsTwoTypes))]
    public static async Task<string> WaitForOneNameAsTwoTypes([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        _ = context.WaitForExternalEvent<string>("Word");
        return (await context.WaitForExternalEvent<int>("Word")).ToString(CultureInfo.InvariantCulture);
    }

    [Function(nameof(ReceiveNote))]
    public static Task<string> ReceiveNote([OrchestrationTrigger] TaskOrchestrationContext context) =>
        context.WaitForExternalEvent<string>("Note");

    [Function(nameof(SendNote))]
    public static Task<string> SendNote([OrchestrationTrigger] TaskOrchestrationContext context, string target)
    {
        context.SendEvent(target, "note", "from " + context.Name);
        return Task.FromResult("sent");
    }

    [Function(nameof(SendNoteToItself))]
    public static async Task<string> SendNoteToItself([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        var waiter = context.WaitForExternalEvent<string>("Note");
        context.SendEvent(context.InstanceId, "Note", "to myself");
        return await waiter;
    }
}
