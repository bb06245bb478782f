using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace ConformanceApp.Functions;

public static class PayloadFunctions
{
    [Function(nameof(PassTextThroughEveryHand))]
    public static async Task<string> PassTextThroughEveryHand([OrchestrationTrigger] TaskOrchestrationContext context, string input)
    {
        var echoed = await context.CallActivityAsync<string>(nameof(CommonFunctions.Echo), input);
        return echoed + await context.WaitForExternalEvent<string>("More");
    }

    [Function(nameof(TellMissingInput))]
    public static Task<string> TellMissingInput([OrchestrationTrigger] TaskOrchestrationContext context, string? input) =>
        Task.FromResult($"{input ?? "nothing"} {context.GetInput<int>()}");

    [Function(nameof(PassOrderThroughEveryHand))]
    public static async Task<Order> PassOrderThroughEveryHand([OrchestrationTrigger] TaskOrchestrationContext context, Order input)
    {
        var echoed = await context.CallActivityAsync<Order>(nameof(EchoOrder), input);
        var sent = await context.WaitForExternalEvent<Order>("Order");
        return echoed with { Counts = [.. echoed.Counts, .. sent.Counts] };
    }

    [Function(nameof(SetLongStatus))]
    public static Task<string> SetLongStatus([OrchestrationTrigger] TaskOrchestrationContext context, int length)
    {
        context.SetCustomStatus(new string('s', length));
        return Task.FromResult("done");
    }

    [Function(nameof(SetAndClearStatus))]
    public static Task<string> SetAndClearStatus([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        context.SetCustomStatus("set");
        context.SetCustomStatus(null);
        return Task.FromResult("done");
    }

    [Function(nameof(WaitForNumber))]
    public static Task<int> WaitForNumber([OrchestrationTrigger] TaskOrchestrationContext context) =>
        context.WaitForExternalEvent<int>("Number");

    [Function(nameof(EchoOrder))]
    public static Order EchoOrder([ActivityTrigger] Order order) => order;
}

public sealed record Order(string Name, string? Note, int[] Counts, DateOnly On, DateTimeOffset At);
