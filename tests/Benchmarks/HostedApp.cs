using System.Net;
using ChildProtection.Tests.Support;
using EndToEnd.Harness;

namespace Benchmarks;

/// <summary>An app under the local host, in processes and a folder of its own; the folder goes with it.</summary>
internal sealed class HostedApp : IAsyncDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(5);
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("bench-app-");
    private readonly string _app;
    private readonly string _ready;
    private readonly string[] _arguments;
    private readonly string _tables;
    private HostProcess? _host;
    private Api? _api;

    private HostedApp(string app, string ready, string tables, params string[] arguments) =>
        (_app, _ready, _tables, _arguments) = (app, ready, tables, arguments);

    public Api Api => _api ?? throw new InvalidOperationException("The app does not run.");

    /// <summary>What host and worker hold in memory at present, bytes.</summary>
    public long MemoryBytes => _host!.MemoryBytes;

    /// <summary>The host and the worker that it started.</summary>
    public IReadOnlyList<int> Processes()
    {
        var host = ProcessTable.All().Single(one => one.Arguments.Contains($"--data {_folder.FullName}", StringComparison.Ordinal)).Id;
        return [host, .. ProcessTable.ChildrenOf(host)];
    }

    /// <summary>The product on the official engine.</summary>
    public static Task<HostedApp> ProductAsync(string storage) =>
        StartAsync(new(Checkout.App, "/api/health/ready", storage, "--storage", storage));

    /// <summary>The product on the simulator, its clock at a moment.</summary>
    public static Task<HostedApp> SimulatedAsync(string tables, string now) =>
        StartAsync(new(Checkout.App, "/api/health/ready", tables, "--clock", "simulated", "--now", now));

    /// <summary>The peers on the official engine.</summary>
    public static Task<HostedApp> PeersAsync(string storage) => StartAsync(
        new(PeersFolder, "/api/ready", storage, "--storage", storage, "--settings", Path.Combine(PeersFolder, "local.host.json")));

    public async Task StartAsync()
    {
        Dictionary<string, string> environment = new()
        {
            ["Tables__ConnectionString"] = _tables,
            ["Notifications__MailFolder"] = Path.Combine(_folder.FullName, "mail"),
        };
        string[] arguments = ["--app", _app, "--port", "0", "--bus-port", "0", .. _arguments, "--data", _folder.FullName];
        _host = await HostProcess.StartAsync(arguments, environment);
        _api = new Api(_host.Address);
        await Until.TrueAsync("the app is ready", IsReadyAsync, StartLimit, () => LastLines(_host));
    }

    /// <summary>SIGKILL to the host, which takes its worker along.</summary>
    public async Task KillAsync()
    {
        if (_host is not { } host)
            return;
        host.Strike();
        await host.EndedAsync();
        await host.DisposeAsync();
        _api?.Dispose();
        (_host, _api) = (null, null);
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        _folder.Delete(recursive: true);
    }

    private static string PeersFolder => Path.GetFullPath(
        Path.Combine(AppContext.BaseDirectory, "..", "..", "BenchmarkApp", Path.GetFileName(AppContext.BaseDirectory.TrimEnd('/'))));

    private static string LastLines(HostProcess host) =>
        string.Join(Environment.NewLine, host.Output().Split(Environment.NewLine).TakeLast(20));

    private static async Task<HostedApp> StartAsync(HostedApp app)
    {
        try
        {
            await app.StartAsync();
            return app;
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }
    }

    private async Task<bool> IsReadyAsync() => !_host!.HasEnded
        ? (await Api.SendAsync(HttpMethod.Get, _ready, by: null)).Status == HttpStatusCode.OK
        : throw new InvalidOperationException($"The host ended with code {_host.ExitCode}.{Environment.NewLine}{_host.Output()}");
}
