using Conformance.Hosts;
using Microsoft.DurableTask;

namespace Conformance;

public sealed class DeterminismTests
{
    [Fact]
    public async Task NewGuid_IsVersionFiveOfInstanceTimeAndCounter()
    {
        await using var host = await ConformanceHost.StartAsync(static tasks =>
            tasks.AddOrchestratorFunc<string>("Main", static context =>
                Task.FromResult($"{context.CurrentUtcDateTime:o}|{context.NewGuid()}|{context.NewGuid()}")));
        var id = await host.Client.ScheduleNewOrchestrationInstanceAsync("Main", new StartOrchestrationOptions("guid-instance"));
        var parts = (await host.Client.EndAsync(id)).Output().Split('|');

        Assert.Equal(Expected(id, parts[0], 0), Guid.Parse(parts[1]));
        Assert.Equal(Expected(id, parts[0], 1), Guid.Parse(parts[2]));
    }

    [Fact]
    public async Task TimeAndGuids_AreTheSameWhenSeenFromALaterTurn()
    {
        var end = await Running.RunAsync(
            static tasks => tasks
                .AddOrchestratorFunc<string>("Main", static async context =>
                {
                    var (time, guid) = (context.CurrentUtcDateTime, context.NewGuid());
                    var told = await context.CallActivityAsync<string>("Tell", $"{time:o} {guid}");
                    await context.CreateTimer(TimeSpan.FromMilliseconds(5), CancellationToken.None);
                    return told == $"{time:o} {guid}" && context.CurrentUtcDateTime > time ? "same" : "different";
                })
                .AddActivityFunc<string, string>("Tell", static (_, text) => text),
            "Main");

        Assert.Equal("same", end.Output());
    }

    [Fact]
    public async Task GetInput_OfARecord_IsReadAsThatType()
    {
        var end = await Running.RunAsync(
            static tasks => tasks.AddOrchestratorFunc<string>("Main", static context =>
            {
                var input = context.GetInput<Order>()!;
                return Task.FromResult($"{input.Name} {input.Count} {input.On:yyyy-MM-dd}");
            }),
            "Main", new Order("tea", 3, new(2026, 4, 6)));

        Assert.Equal("tea 3 2026-04-06", end.Output());
    }

    // By the definition of a version 5 identifier, written out independently.
    private static Guid Expected(string instance, string time, int counter)
    {
        var space = Convert.FromHexString("9e9529585e334daf827f2fa12937b875");
#pragma warning disable CA5350 // Version 5 is defined on SHA-1.
        var hash = System.Security.Cryptography.SHA1.HashData([.. space, .. System.Text.Encoding.UTF8.GetBytes($"{instance}_{time}_{counter}")]);
#pragma warning restore CA5350
        var hex = Convert.ToHexString(hash, 0, 16).ToCharArray();
        hex[12] = '5';
        hex[16] = "89AB"[(hash[8] >> 4) & 3];
        return Guid.ParseExact(new string(hex), "N");
    }

    private sealed record Order(string Name, int Count, DateOnly On);
}
