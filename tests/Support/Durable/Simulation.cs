using Grpc.Net.Client;
using LocalHost.Clock;
using LocalHost.Durable.Simulated;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.DurableTask.Client.Grpc;
using Microsoft.DurableTask.Protobuf;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace ChildProtection.Tests.Support;

/// <summary>The simulator on a clock that stands, with functions in this process and the official client at its port.</summary>
internal sealed class Simulation : IAsyncDisposable
{
    public static readonly DateTimeOffset Begin = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    private readonly ClockMover _mover;
    private readonly GrpcChannel _channel;

    private Simulation(InProcessFunctions worker, SimulatedEngine engine, SimulatedClock clock, TimeSpan? patience)
    {
        (Worker, Engine, Clock) = (worker, engine, clock);
        _mover = new(clock, [engine], () => engine.TimersFired, patience ?? Limit);
        _channel = GrpcChannel.ForAddress(engine.Address);
        Client = new GrpcDurableTaskClient("test", new() { Channel = _channel, EnableEntitySupport = true }, NullLogger.Instance);
    }

    public InProcessFunctions Worker { get; }

    public SimulatedEngine Engine { get; }

    public SimulatedClock Clock { get; }

    public DurableTaskClient Client { get; }

    public static async Task<Simulation> StartAsync(
        InProcessFunctions worker,
        SimulatorOptions? options = null,
        TimeProvider? realTime = null,
        TimeSpan? patience = null,
        ILoggerFactory? loggers = null,
        DateTimeOffset? begin = null)
    {
        var clock = new SimulatedClock(begin ?? Begin);
        var engine = new SimulatedEngine(options ?? new(), clock, worker, loggers ?? NullLoggerFactory.Instance, realTime);
        await engine.StartAsync([], CancellationToken.None);
        return new(worker, engine, clock, patience);
    }

    public Task<string> StartAsync(string name, object? input = null, string? id = null, DateTimeOffset? at = null)
        => Client.ScheduleNewOrchestrationInstanceAsync(name, input, new StartOrchestrationOptions(id, at));

    public Task<ClockMove> AdvanceAsync(TimeSpan by) => _mover.AdvanceAsync(now => now + by, CancellationToken.None);

    /// <summary>Lets all that the present moment has set off come to its end.</summary>
    public Task RestAsync() => AdvanceAsync(TimeSpan.Zero);

    public async Task<OrchestrationMetadata> EndAsync(string id)
    {
        using var limit = new CancellationTokenSource(Limit);
        return await Client.WaitForInstanceCompletionAsync(id, getInputsAndOutputs: true, limit.Token);
    }

    public async Task<OrchestrationMetadata> LookAsync(string id) => (await Client.GetInstanceAsync(id, getInputsAndOutputs: true))!;

    /// <summary>The present generation's events, in the engine's own terms.</summary>
    public IReadOnlyList<HistoryEvent> HistoryOf(string id)
        => Engine.HistoryOf(id) ?? throw new InvalidOperationException($"There is no instance {id}.");

    public async Task<string?> RunAsync(string name, object? input = null)
    {
        var end = await EndAsync(await StartAsync(name, input));
        var succeeded = end.RuntimeStatus == OrchestrationRuntimeStatus.Completed;
        return succeeded ? end.ReadOutputAs<string>() : $"{end.RuntimeStatus} {end.SerializedOutput}";
    }

    public async ValueTask DisposeAsync()
    {
        await Client.DisposeAsync();
        await Engine.DisposeAsync();
        _channel.Dispose();
        _mover.Dispose();
    }
}
