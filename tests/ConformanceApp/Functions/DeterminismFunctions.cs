using System.Globalization;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace ConformanceApp.Functions;

public static class DeterminismFunctions
{
    [Function(nameof(TellTimeAndGuids))]
    public static Task<string> TellTimeAndGuids([OrchestrationTrigger] TaskOrchestrationContext context) =>
        Task.FromResult($"{Text(context.CurrentUtcDateTime)}|{context.NewGuid()}|{context.NewGuid()}");

    [Function(nameof(CompareTimeAndGuidOverTurns))]
    public static async Task<string> CompareTimeAndGuidOverTurns([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        var (time, guid) = (context.CurrentUtcDateTime, context.NewGuid());
        var told = await context.CallActivityAsync<string>(nameof(CommonFunctions.Echo), $"{Text(time)} {guid}");
        await context.CreateTimer(TimeSpan.FromMilliseconds(5), CancellationToken.None);
        return told == $"{Text(time)} {guid}" && context.CurrentUtcDateTime > time ? "same" : "different";
    }

    [Function(nameof(ReadInputAsRecord))]
    public static Task<string> ReadInputAsRecord([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        var input = context.GetInput<Parcel>()!;
        return Task.FromResult($"{input.Name} {input.Count} {input.On.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}");
    }

    private static string Text(DateTime time) => time.ToString("o", CultureInfo.InvariantCulture);
}

public sealed record Parcel(string Name, int Count, DateOnly On);
