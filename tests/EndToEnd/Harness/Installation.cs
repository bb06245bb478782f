using System.Net;
using ChildProtection.Tests.Support;

namespace EndToEnd.Harness;

/// <summary>
/// The published app under the local host, in processes of their own, on free ports and with a folder that is gone afterwards, and an
/// account of its own in a real Azurite. A simulated clock stands at the moment that was asked for until it is moved.
/// </summary>
internal sealed class Installation : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("child-protection-").FullName;
    private readonly InstallationPlan _plan;
    private readonly List<string> _earlierOutput = [];
    private string _connection = "";
    private string _throughProxy = "";
    private AzuriteProcess? _tables;
    private CuttableBus? _bus;
    private HostProcess? _host;
    private Api? _api;

    private Installation(InstallationPlan plan) => _plan = plan;

    public Api Api => _api ?? throw new InvalidOperationException("The app does not run.");

    /// <summary>The storage service that this installation has to itself.</summary>
    public AzuriteProcess Tables =>
        _tables ?? throw new InvalidOperationException("This installation shares its Azurite with others; start it with one of its own.");

    /// <summary>The app's way to its bus.</summary>
    public CuttableBus Bus =>
        _bus ?? throw new InvalidOperationException("This installation's way to the bus cannot be cut; plan it with one that can.");

    /// <summary>Settings of the app from its next start on.</summary>
    public Dictionary<string, string> Settings { get; } = [];

    /// <summary>Everything that it stores.</summary>
    public string Folder => _folder;

    /// <summary>The local host's own data: the bus's file, the clock's position, the keys.</summary>
    public string AppData => Path.Combine(_folder, "app");

    /// <summary>Where <c>.eml</c> files are written.</summary>
    public string Mail => Path.Combine(_folder, "mail");

    /// <summary>Between the app and its tables.</summary>
    public TablesProxy Proxy { get; private set; } = null!;

    /// <summary>What host and worker hold in memory at present.</summary>
    public long MemoryBytes => _host!.MemoryBytes;

    /// <summary>The most that the worker ever held in memory.</summary>
    public long WorkerPeakBytes => _host!.WorkerPeakBytes;

    /// <param name="now">Where the simulated clock stands.</param>
    /// <param name="settings">Settings of the app, each as <c>NAME=VALUE</c>.</param>
    public static Task<Installation> StartAsync(string now, params string[] settings) =>
        StartAsync(new InstallationPlan { Now = now, Settings = settings });

    public static async Task<Installation> StartAsync(InstallationPlan plan)
    {
        var installation = new Installation(plan);
        try
        {
            await installation.StartTablesAsync();
            installation._bus = plan.CuttableBus ? new CuttableBus(installation._folder, installation.AppData) : null;
            await plan.Furnish(installation);
            await installation.StartAppAsync();
            return installation;
        }
        catch
        {
            await installation.DisposeAsync();
            throw;
        }
    }

    public async Task StartAppAsync(bool untilReady = true)
    {
        Dictionary<string, string> environment = new(Settings)
        {
            ["Tables__ConnectionString"] = _throughProxy,
            ["Notifications__MailFolder"] = Mail,
        };
        if (_bus is { } bus)
            environment["ServiceBus"] = bus.ConnectionString;
        foreach (var setting in _plan.Settings)
            environment.TryAdd(
                setting[..setting.IndexOf('=', StringComparison.Ordinal)], setting[(setting.IndexOf('=', StringComparison.Ordinal) + 1)..]);
        string[] clock = _plan.Now is { } now ? ["--clock", "simulated", "--now", now] : ["--storage", _connection];
        string[] options = ["--app", Checkout.App, "--data", AppData, "--port", "0", "--bus-port", _bus?.Port ?? "0", .. clock];
        _host = await HostProcess.StartAsync(options, environment, _bus?.SettingsFile);
        _api = new Api(_host.Address);
        if (untilReady)
            await ReadyAsync();
    }

    public Task ReadyAsync() => Until.TrueAsync(
        "the app is ready",
        async () => !_host!.HasEnded
            ? (await Api.SendAsync(HttpMethod.Get, "/api/health/ready", by: null)).Status == HttpStatusCode.OK
            : throw new InvalidOperationException($"The host ended with code {_host.ExitCode}.{Environment.NewLine}{Output()}"),
        TimeSpan.FromMinutes(1),
        () => string.Join(Environment.NewLine, Output().Split(Environment.NewLine).TakeLast(30)));

    /// <summary>SIGTERM to the host: an ordinary stop. Returns the exit code.</summary>
    public async Task<int> StopAppAsync()
    {
        var host = _host ?? throw new InvalidOperationException("The app does not run.");
        await host.StopAsync();
        var code = host.ExitCode;
        await LeaveAsync();
        return code;
    }

    /// <summary>SIGKILL to the host, which takes its worker along.</summary>
    public async Task KillAppAsync()
    {
        StrikeApp();
        await LeaveAsync();
    }

    /// <summary>As <see cref="KillAppAsync"/>, from whatever thread, without waiting for the end; that one comes after it.</summary>
    public void StrikeApp() => _host?.Strike();

    /// <summary>SIGKILL to the worker alone, from whatever thread; the host starts another.</summary>
    public bool StrikeWorker() => _host?.StrikeWorker() ?? false;

    /// <summary>As <see cref="StrikeWorker"/>; returns when it has ended.</summary>
    public void EndWorker() => _host?.EndWorker();

    /// <summary>What every host of this installation has said, and its workers.</summary>
    public string Output() => string.Join(Environment.NewLine, [.. _earlierOutput, _host?.Output() ?? ""]);

    public async ValueTask DisposeAsync()
    {
        await KillAppAsync();
        if (Proxy is not null)
            await Proxy.DisposeAsync();
        if (_bus is not null)
            await _bus.DisposeAsync();
        if (_tables is not null)
            await _tables.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task StartTablesAsync()
    {
        var place = Path.Combine(_folder, "azurite");
        _tables =
            !_plan.OwnAzurite ? null
            : _plan.Now is null ? await AzuriteProcess.StartWholeAsync(place)
            : await AzuriteProcess.StartAsync(place);
        (var port, _connection) =
            _tables is not null ? (_tables.Port, _tables.ConnectionString)
            : _plan.Now is null ? await SharedTables.NextWholeAsync()
            : await SharedTables.NextAsync();
        Proxy = TablesProxy.Start(port);
        // The app's own tables; the engine goes straight to the service.
        _throughProxy = _connection.Replace($":{port}/", $":{Proxy.Port}/", StringComparison.Ordinal);
    }

    private async Task LeaveAsync()
    {
        if (_host is not { } host)
            return;
        await host.EndedAsync();
        _earlierOutput.Add(host.Output());
        await host.DisposeAsync();
        _api?.Dispose();
        (_host, _api) = (null, null);
    }
}
