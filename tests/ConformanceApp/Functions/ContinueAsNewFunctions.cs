using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace ConformanceApp.Functions;

public static class ContinueAsNewFunctions
{
    [Function(nameof(CountRoundsToTen))]
    public static async Task<string> CountRoundsToTen([OrchestrationTrigger] TaskOrchestrationContext context, int round)
    {
        var next = await context.CallActivityAsync<int>(nameof(Next), round);
        if (next < 10)
            context.ContinueAsNew(next);
        return $"round {next}";
    }

    /// <summary>One generation an event, until so many distinct numbers were seen.</summary>
    [Function(nameof(CollectByGenerations))]
    public static async Task<int> CollectByGenerations([OrchestrationTrigger] TaskOrchestrationContext context, Collected collected)
    {
        var next = await context.WaitForExternalEvent<int>("Number");
        int[] all = [.. collected.Seen, next];
        if (all.Length < collected.Awaited)
            context.ContinueAsNew(collected with { Seen = all });
        return all.Distinct().Count();
    }

    [Function(nameof(TakeLettersInTheSecondGeneration))]
    public static async Task<string> TakeLettersInTheSecondGeneration(
        [OrchestrationTrigger] TaskOrchestrationContext context, int generation)
    {
        if (generation == 0)
        {
            await context.WaitForExternalEvent<string>("Go");
            context.ContinueAsNew(1);
            return string.Empty;
        }

        var all = string.Empty;
        for (var i = 0; i < 3; i++)
            all += await context.WaitForExternalEvent<string>("Letter");
        return all;
    }

    [Function(nameof(DropLettersOfTheFirstGeneration))]
    public static async Task<string> DropLettersOfTheFirstGeneration(
        [OrchestrationTrigger] TaskOrchestrationContext context, int generation)
    {
        if (generation == 0)
        {
            await context.WaitForExternalEvent<string>("Go");
            context.ContinueAsNew(1, preserveUnprocessedEvents: false);
            return string.Empty;
        }

        context.SetCustomStatus("second");
        return await context.WaitForExternalEvent<string>("Letter");
    }

    [Function(nameof(SetStatusInTheFirstGeneration))]
    public static Task<string> SetStatusInTheFirstGeneration([OrchestrationTrigger] TaskOrchestrationContext context, int generation)
    {
        if (generation == 0)
        {
            context.SetCustomStatus("set once");
            context.ContinueAsNew(1);
        }

        return Task.FromResult("end");
    }

    [Function(nameof(ThrowAfterContinueAsNew))]
    public static Task<string> ThrowAfterContinueAsNew([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        context.ContinueAsNew();
        throw new InvalidOperationException("too late");
    }

    [Function(nameof(Next))]
    public static int Next([ActivityTrigger] int number) => number + 1;
}

/// <param name="Awaited">How many numbers there will be.</param>
/// <param name="Seen">The numbers of the generations before.</param>
public sealed record Collected(int Awaited, int[] Seen);
