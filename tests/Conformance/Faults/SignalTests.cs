using Conformance.Hosts;
using ConformanceApp.Functions;
using Microsoft.DurableTask.Client;

namespace Conformance.Faults;

/// <summary>F07: events interleaved with timers and ContinueAsNew are handled exactly once, in order per sender.</summary>
public abstract class SignalTests<TEngine> : EngineTests<TEngine>
    where TEngine : IEngine
{
    private const int Senders = 6;
    private const int Each = 50;

    [EngineFact]
    public async Task Signals_AmongTimersAndGenerations_AreHandledOnceInOrderPerSender()
    {
        var start = new Handled(Senders * Each + 1, TimeSpan.FromSeconds(1.5), [], Ticks: 0);
        var id = await Client.StartAsync(nameof(SignalFunctions.HandleSignals), start);

        await Task.WhenAll(Enumerable.Range(0, Senders).Select(sender => SendAsync(id, sender)));
        await Client.FoundAsync(id, "has seen a timer win", found => HandledBy(found)?.Ticks > 0);
        await Client.RaiseEventAsync(id, "Signal", "last");

        var handled = HandledBy(await Client.EndAsync(id))!.Signals;
        Assert.Equal("last", handled[^1]);
        var bySender = handled[..^1].Select(signal => signal.Split('-')).ToLookup(parts => parts[0], parts => parts[1]);
        Assert.Equal(Senders, bySender.Count);
        Assert.All(bySender, sender => Assert.Equal(Enumerable.Range(0, Each).Select(n => $"{n}"), sender));
    }

    /// <summary>Who needs order waits until the one before is handled, as callers of the app do.</summary>
    private async Task SendAsync(string id, int sender)
    {
        for (var n = 0; n < Each; n++)
        {
            var signal = $"{sender}-{n}";
            await Client.RaiseEventAsync(id, "Signal", signal);
            await Client.FoundAsync(id, $"has handled {signal}", found => HandledBy(found)?.Signals.Contains(signal) == true);
        }
    }

    private static Handled? HandledBy(OrchestrationMetadata found) => found.ReadCustomStatusAs<Handled>();
}
