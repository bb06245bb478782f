using LocalHost.Admin;
using LocalHost.Bus;
using LocalHost.Clock;
using LocalHost.FaultInjection;
using LocalHost.Http;
using LocalHost.Timers;
using LocalHost.Worker;
using Microsoft.Extensions.Logging;

namespace LocalHost.Hosting;

/// <summary>The host, put together and running.</summary>
internal sealed class RunningHost : IAsyncDisposable
{
    private readonly HostOptions _options;
    private readonly LocalHostSettings _settings;
    private readonly HostParts _parts;
    private readonly Teardown _teardown = new();
    private readonly CancellationTokenSource _stopping = new();
    private EngineStarter? _engine;
    private TimerHost? _timers;
    private bool _timersStarted;

    private RunningHost(HostOptions options, LocalHostSettings settings, HostParts parts)
        => (_options, _settings, _parts) = (options, settings, parts);

    public BusHost Bus { get; private set; } = null!;

    public WebServer Web { get; private set; } = null!;

    /// <summary>Null where the host runs bus and tokens alone.</summary>
    public WorkerHost? Worker { get; private set; }

    /// <summary>What the host gives the worker beside its own environment.</summary>
    public IReadOnlyDictionary<string, string> WorkerSettings { get; private set; } = new Dictionary<string, string>();

    /// <summary>Starts everything; HTTP answers when this returns, functions as soon as the worker has loaded them.</summary>
    /// <exception cref="HostStartException">Something is wrong with the options, the settings or the data folder.</exception>
    public static async Task<RunningHost> StartAsync(
        HostOptions options, LocalHostSettings settings, HostParts parts, CancellationToken cancellationToken)
    {
        var host = new RunningHost(options, settings, parts);
        try
        {
            await host.StartAsync(cancellationToken);
            return host;
        }
        catch
        {
            await host.DisposeAsync();
            throw;
        }
    }

    /// <summary>Stops taking work from outside, lets what runs end until the token is cancelled, and ends the worker.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _stopping.CancelAsync();
        await Web.DrainAsync(cancellationToken);
        await (_timers?.StopAsync(cancellationToken) ?? Task.CompletedTask);
        await (_engine?.StopAsync(cancellationToken) ?? Task.CompletedTask);
        await (Worker?.Supervisor.StopAsync(cancellationToken) ?? Task.CompletedTask);
    }

    public async ValueTask DisposeAsync()
    {
        await _teardown.DisposeAsync();
        _stopping.Dispose();
    }

    private async Task StartAsync(CancellationToken cancellationToken)
    {
        var hostJson = _options.AppDirectory is { } app ? HostJson.Read(app) : new HostJson();
        var folder = _teardown.Keep(DataFolder.Open(_options.DataDirectory, _options.SimulatedClock));
        // First of all files: it tells the kind of the folder's clock.
        var clock = _teardown.Keep(HostClock.Open(_options, folder));
        var key = SigningKey.LoadOrCreate(folder);
        var faults = _options.FaultPoints
            ? new FaultPoints(() => Worker?.Supervisor.KillWorker(), _parts.Loggers.CreateLogger<FaultPoints>())
            : null;
        Bus = _teardown.Keep(await BusStart.StartAsync(
            _options, _settings, folder, faults is null ? null : faults.BeforeWrite, _parts.Loggers, cancellationToken));
        WorkerSettings = _settings.EnvironmentFor(Bus.ConnectionString, key, folder.PathOf("files"), _options.SimulatedClock);
        if (!_options.ServicesOnly)
            await OpenWorkerAsync(hostJson, folder, clock, cancellationToken);
        var admin = new AdminParts
        {
            Bus = Bus,
            Tokens = new TokenIssuer(key, _settings.Roles),
            Worker = Worker,
            Engine = _engine,
            Clock = Mover(clock),
            Faults = faults,
            Stopping = _stopping.Token,
        };
        Web = _teardown.Keep(await WebServer.StartAsync(_options, hostJson, admin, _parts.Loggers, cancellationToken));
        Worker?.Supervisor.Start();
    }

    private async Task OpenWorkerAsync(HostJson hostJson, DataFolder folder, HostClock clock, CancellationToken cancellationToken)
    {
        var loggers = _parts.Loggers;
        _engine = _teardown.Keep(new EngineStarter(
            () => _parts.Engine(new EngineContext(Worker!.Invoker, clock.Time, Web.Address)), loggers.CreateLogger<EngineStarter>()));
        var settings = WorkerSettings.Concat(clock.WorkerSettings).ToDictionary();
        Worker = _teardown.Keep(await WorkerHost.OpenAsync(
            _parts.Launcher(new WorkerContext(settings, clock.Time)),
            _engine.ClientBindingAsync,
            _parts.Limits,
            hostJson.FunctionTimeout,
            loggers,
            cancellationToken));
        _timers = _teardown.Keep(new TimerHost(
            Worker.Invoker,
            new ScheduleStore(folder),
            clock.Time,
            _settings.RealTimeSchedules,
            Environment.GetEnvironmentVariable,
            loggers));
        Worker.Supervisor.OnConnected = OnConnectedAsync;
    }

    private IClockMover? Mover(HostClock clock)
    {
        if (Worker is null)
            return null;
        var engine = new EngineRest(_engine!);
        return clock.Mover([new WorkerPresence(Worker.Supervisor), _timers!.OnClock, engine, Bus], () => engine.TimersFired);
    }

    private async Task OnConnectedAsync(ConnectedWorker worker, CancellationToken cancellationToken)
    {
        Web.Show([.. worker.Functions.Where(function => !DisabledFunctions.IsDisabled(function.Name, Environment.GetEnvironmentVariable))]);
        await _engine!.StartAsync(worker.Functions, cancellationToken);
        if (_timersStarted)
            return;
        _timers!.Start(worker.Functions);
        _timersStarted = true;
    }
}
