using LocalHost.Admin;
using LocalHost.Http;
using LocalHost.Timers;
using LocalHost.Worker;
using Microsoft.Extensions.Logging;

namespace LocalHost.Hosting;

/// <summary>The host, put together and running.</summary>
internal sealed class RunningHost : IAsyncDisposable
{
    private readonly DataFolder _folder;
    private readonly EngineStarter _engine;
    private readonly TimerHost _timers;
    private bool _timersStarted;

    private RunningHost(DataFolder folder, EngineStarter engine, WorkerHost worker, TimerHost timers, WebServer web)
        => (_folder, _engine, Worker, _timers, Web) = (folder, engine, worker, timers, web);

    public WorkerHost Worker { get; }

    public WebServer Web { get; }

    /// <summary>Starts everything; HTTP answers when this returns, functions as soon as the worker has loaded them.</summary>
    /// <exception cref="HostStartException">Something is wrong with the options, the settings or the data folder.</exception>
    public static async Task<RunningHost> StartAsync(HostOptions options, LocalHostSettings settings, HostParts parts, CancellationToken cancellationToken)
    {
        var hostJson = HostJson.Read(options.AppDirectory!);
        var folder = DataFolder.Open(options.DataDirectory, options.SimulatedClock);
        WorkerHost? worker = null;
        var engine = new EngineStarter(() => parts.Engine(worker!.Invoker), parts.Loggers.CreateLogger<EngineStarter>());
        try
        {
            var environment = settings.EnvironmentFor("", SigningKey.LoadOrCreate(folder));
            worker = await WorkerHost.OpenAsync(
                parts.Launcher(environment), engine.ClientBindingAsync, parts.Limits, hostJson.FunctionTimeout, parts.Loggers, cancellationToken);
            var timers = new TimerHost(
                worker.Invoker, new ScheduleStore(folder), parts.Clock, settings.RealTimeSchedules, Environment.GetEnvironmentVariable, parts.Loggers);
            var web = await WebServer.StartAsync(options, hostJson, new AdminParts { Worker = worker }, parts.Loggers, cancellationToken);
            var host = new RunningHost(folder, engine, worker, timers, web);
            worker.Supervisor.OnConnected = host.OnConnectedAsync;
            worker.Supervisor.Start();
            return host;
        }
        catch
        {
            if (worker is not null)
                await worker.DisposeAsync();
            folder.Dispose();
            throw;
        }
    }

    /// <summary>Stops taking work from outside, lets what runs end until the token is cancelled, and ends the worker.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await Web.DrainAsync(cancellationToken);
        await _timers.StopAsync(cancellationToken);
        await _engine.StopAsync(cancellationToken);
        await Worker.Supervisor.StopAsync(cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await Web.DisposeAsync();
        await Worker.DisposeAsync();
        await _engine.DisposeAsync();
        _timers.Dispose();
        _folder.Dispose();
    }

    private async Task OnConnectedAsync(ConnectedWorker worker, CancellationToken cancellationToken)
    {
        Web.Show([.. worker.Functions.Where(function => !DisabledFunctions.IsDisabled(function.Name, Environment.GetEnvironmentVariable))]);
        await _engine.StartAsync(worker.Functions, cancellationToken);
        if (_timersStarted)
            return;
        _timers.Start(worker.Functions);
        _timersStarted = true;
    }
}
