using LocalHost.Hosting;
using LocalHost.Worker;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace ChildProtection.Tests.Support;

/// <summary>
/// The local host on a free port with a worker inside the test's own process, the folder that holds its data, and a client of it. It can
/// be stopped and
/// started again on the same folder.
/// </summary>
internal sealed class FunctionsHost : IAsyncDisposable
{
    private readonly bool _ownsFolder;
    private readonly ILoggerFactory _loggers;
    private readonly LocalHostSettings _settings;
    private InProcessLauncher? _launcher;
    private RunningHost? _running;
    private HttpClient? _http;

    private FunctionsHost(string folder, bool ownsFolder, ILoggerFactory loggers, LocalHostSettings settings)
        => (Folder, _ownsFolder, _loggers, _settings) = (folder, ownsFolder, loggers, settings);

    public string Folder { get; }

    /// <summary>Where the host keeps its files.</summary>
    public string Data => Path.Combine(Folder, ".local");

    /// <summary>The local host.</summary>
    public RunningHost Running => _running ?? throw NotRunning();

    /// <summary>The worker's own host, with the app's services.</summary>
    public IHost Host => _launcher?.Latest?.Host ?? throw NotRunning();

    /// <summary>What stands between the engine and the worker, from the next start on; nothing by default.</summary>
    public Func<IFunctionInvoker, IFunctionInvoker> Calls { get; set; } = static invoker => invoker;

    public HttpClient Http => _http ?? throw NotRunning();

    public T Get<T>()
        where T : notnull => Host.Services.GetRequiredService<T>();

    /// <summary>A host that does not run yet.</summary>
    /// <param name="folder">A folder that outlives the host; else it has one of its own, gone with it.</param>
    /// <param name="loggers">Hears the host, and the worker if its builder gets a provider; else nobody does.</param>
    /// <param name="settings">What the settings file would say.</param>
    public static FunctionsHost In(string? folder = null, ILoggerFactory? loggers = null, LocalHostSettings? settings = null) => new(
        folder ?? Directory.CreateTempSubdirectory("functions-host-").FullName,
        folder is null,
        loggers ?? NullLoggerFactory.Instance,
        settings ?? new LocalHostSettings());

    /// <summary>Starts it and returns when the functions can be called; where that fails, nothing of it is left.</summary>
    /// <param name="functions">The classes whose functions are hosted.</param>
    /// <param name="configure">Services, settings and middleware, as in a Program.cs.</param>
    /// <param name="arguments">Command line beside ports, folders and storage.</param>
    /// <exception cref="WorkerFaultException">The worker does not start; the message says why.</exception>
    public async Task StartAsync(
        IEnumerable<Type> functions, Action<FunctionsApplicationBuilder>? configure = null, params string[] arguments)
    {
        var options = CommandLine.Read(
            ["--app", AppContext.BaseDirectory, "--data", Data, "--port", "0", "--bus-port", "0", "--storage", "none", .. arguments]);
        var standard = StandardParts.For(options, _loggers);
        var parts = standard with
        {
            Engine = context => standard.Engine(context with { Invoker = Calls(context.Invoker) }),
            Launcher = worker => _launcher = new InProcessLauncher([.. functions], worker, configure),
        };
        try
        {
            _running = await RunningHost.StartAsync(options, _settings, parts, CancellationToken.None);
            await ReadyAsync(_running.Worker!.Supervisor);
        }
        catch
        {
            await DisposeAsync();
            throw;
        }

        _http = new HttpClient { BaseAddress = _running.Web.Address };
    }

    public async Task StopAsync()
    {
        _http?.Dispose();
        _http = null;
        if (_running is not { } running)
            return;
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        await running.StopAsync(patience.Token);
        await running.DisposeAsync();
        _running = null;
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        if (_ownsFolder && Directory.Exists(Folder))
            Directory.Delete(Folder, recursive: true);
    }

    private static async Task ReadyAsync(WorkerSupervisor supervisor)
    {
        await Until.TrueAsync(
            "a worker runs or has failed", () => supervisor.Status is { Phase: WorkerPhase.Running } or { LastFault: not null });
        if (supervisor.Status is { Phase: not WorkerPhase.Running, LastFault: { } fault })
            throw new WorkerFaultException(fault);
    }

    private static InvalidOperationException NotRunning() => new("The host does not run; start it first.");
}
