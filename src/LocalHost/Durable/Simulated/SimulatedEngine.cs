using System.Text.Json.Nodes;
using LocalHost.Worker;
using Microsoft.DurableTask.Protobuf;
using Microsoft.Extensions.Logging;

namespace LocalHost.Durable.Simulated;

/// <summary>
/// A durable engine in memory, on any clock. It speaks the official protocol with clients and runs orchestrations and activities on the
/// worker; what it keeps ends with it.
/// </summary>
internal sealed class SimulatedEngine : ISimulatedEngine
{
    private readonly Workload _workload = new();
    private readonly TaskHub _hub;
    private readonly EpisodeRunner _episodes;
    private readonly ActivityRunner _activities;
    private readonly SimulatorOptions _options;
    private readonly ILogger _logger;
    private readonly CancellationTokenSource _stop = new();
    private readonly CancellationTokenSource _abort = new();
    private SidecarServer? _server;
    private Task _running = Task.CompletedTask;

    /// <param name="options">Limits.</param>
    /// <param name="clock">The clock of orchestrations.</param>
    /// <param name="invoker">Calls the worker's functions.</param>
    /// <param name="loggers">Told of failures.</param>
    /// <param name="realTime">Real time, for pauses before retries; the system's if not given.</param>
    public SimulatedEngine(
        SimulatorOptions options, TimeProvider clock, IFunctionInvoker invoker, ILoggerFactory loggers, TimeProvider? realTime = null)
    {
        (_options, _logger) = (options, loggers.CreateLogger("Simulator"));
        _hub = new(options, clock, realTime ?? TimeProvider.System, _workload, _logger);
        _episodes = new(_hub, invoker, options, _logger);
        _activities = new(_hub, invoker, options, _logger);
    }

    public event Action? CameToRest
    {
        add => _workload.CameToRest += value;
        remove => _workload.CameToRest -= value;
    }

    public int Busy => _workload.Busy;

    public long Begun => _workload.Begun;

    public string? WhyBusy => _workload.WhyBusy;

    public long TimersFired => _hub.TimersFired;

    /// <summary>Where clients find it, once it has started.</summary>
    public Uri Address => _server?.Address ?? throw new InvalidOperationException("The engine has not started.");

    /// <summary>The present generation's events of an instance; null when it is unknown.</summary>
    public IReadOnlyList<HistoryEvent>? HistoryOf(string instanceId) => _hub.History(instanceId);

    public async Task StartAsync(IReadOnlyList<WorkerFunction> functions, CancellationToken cancellationToken)
    {
        _server = await SidecarServer.StartAsync(_hub, _logger, cancellationToken);
        SimulatorLog.Listens(_logger, Address);
        _running = Task.WhenAll(_episodes.RunAsync(_stop.Token, _abort.Token), _activities.RunAsync(_stop.Token, _abort.Token));
    }

    public ValueTask<string> ClientBindingAsync(CancellationToken cancellationToken) => new(new JsonObject
    {
        ["rpcBaseUrl"] = Address.ToString(),
        ["taskHubName"] = _options.HubName,
        ["connectionName"] = "",
        ["requiredQueryStringParameters"] = "",
        ["httpBaseUrl"] = "",
        ["maxGrpcMessageSizeInBytes"] = SidecarServer.LongestMessage,
    }.ToJsonString());

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _stop.CancelAsync();
        await using (cancellationToken.UnsafeRegister(static abort => ((CancellationTokenSource)abort!).Cancel(), _abort))
            await _running;
    }

    public async ValueTask DisposeAsync()
    {
        await _abort.CancelAsync();
        await StopAsync(CancellationToken.None);
        if (_server is not null)
            await _server.DisposeAsync();
        _episodes.Dispose();
        _activities.Dispose();
        _stop.Dispose();
        _abort.Dispose();
    }
}
