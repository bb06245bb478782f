using System.Diagnostics;
using System.Net;
using ChildProtection.Tests.Support;

namespace EndToEnd.Harness;

/// <summary>
/// The real app as a process of its own, on a free port and with a folder that is gone afterwards, and an account of its own in a real Azurite. The
/// simulated clock stands at the moment that was asked for until it is moved.
/// </summary>
internal sealed class Installation : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("child-protection-").FullName;
    private readonly string _now;
    private readonly string[] _settings;
    private readonly List<string> _earlierOutput = [];
    private string _connection = "";
    private AzuriteProcess? _tables;
    private ChildProcess? _app;
    private Api? _api;

    private Installation(string now, string[] settings) => (_now, _settings) = (now, settings);

    public Api Api => _api ?? throw new InvalidOperationException("The app does not run.");

    /// <summary>The table service that this installation has to itself.</summary>
    public AzuriteProcess Tables => _tables ?? throw new InvalidOperationException("This installation shares its table service with others; start it with tables of its own.");

    /// <summary>Settings of the app from its next start on, as environment variables.</summary>
    public Dictionary<string, string> Settings { get; } = [];

    /// <summary>Everything that it stores.</summary>
    public string Folder => _folder;

    /// <summary>The app's own data: the engine's file, the clock's position, the signing key.</summary>
    public string AppData => Path.Combine(_folder, "app");

    /// <summary>Where <c>.eml</c> files are written.</summary>
    public string Mail => Path.Combine(_folder, "mail");

    /// <summary>Between the app and its tables.</summary>
    public TablesProxy Proxy { get; private set; } = null!;

    /// <param name="now">Where the clock stands.</param>
    /// <param name="settings">More of the app's command line.</param>
    public static Task<Installation> StartAsync(string now, params string[] settings) => StartAsync(now, ownTables: false, _ => Task.CompletedTask, settings);

    /// <summary>One whose table service is its own, so that it can be stopped, started again, and filled from outside.</summary>
    /// <param name="now">Where the clock stands.</param>
    /// <param name="furnish">Brings in what is there before the app starts.</param>
    /// <param name="settings">More of the app's command line.</param>
    public static Task<Installation> StartAloneAsync(string now, Func<Installation, Task>? furnish = null, params string[] settings) =>
        StartAsync(now, ownTables: true, furnish ?? (_ => Task.CompletedTask), settings);

    private static async Task<Installation> StartAsync(string now, bool ownTables, Func<Installation, Task> furnish, string[] settings)
    {
        var installation = new Installation(now, settings);
        try
        {
            await installation.StartTablesAsync(ownTables);
            await furnish(installation);
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
        var start = new ProcessStartInfo("dotnet")
        {
            WorkingDirectory = Checkout.Root,
            Environment =
            {
                ["Tables__ConnectionString"] = _connection,
                ["Notifications__MailFolder"] = Mail,
            },
        };
        foreach (var (name, value) in Settings)
            start.Environment[name] = value;
        foreach (var argument in (string[])[Checkout.App, "--port", "0", "--data", AppData, "--clock", "simulated", "--now", _now, "--LocalRuntime:RealTimeSchedules", "Sweep,Watch,ApprovalWatch,Measures", .. _settings])
            start.ArgumentList.Add(argument);
        _app = ChildProcess.Start(start);
        const string listening = "Now listening on: ";
        var line = await _app.LineAsync(line => line.Contains(listening, StringComparison.Ordinal), "The app's address");
        _api = new Api(new Uri(line[(line.IndexOf(listening, StringComparison.Ordinal) + listening.Length)..].Trim()));
        if (untilReady)
            await ReadyAsync();
    }

    public Task ReadyAsync() => Until.TrueAsync(
        "the app is ready",
        async () => !_app!.HasEnded
            ? (await Api.SendAsync(HttpMethod.Get, "/api/health/ready", by: null)).Status == HttpStatusCode.OK
            : throw new InvalidOperationException($"The app ended with code {_app.ExitCode}.{Environment.NewLine}{Output()}"));

    /// <summary>SIGTERM: an ordinary stop. Returns the exit code.</summary>
    public async Task<int> StopAppAsync()
    {
        var app = _app ?? throw new InvalidOperationException("The app does not run.");
        var code = 0;
        await EndAppAsync(async ending =>
        {
            await ending.EndAsync(ChildProcess.Terminate);
            code = app.ExitCode;
        });
        return code;
    }

    /// <summary>SIGKILL.</summary>
    public Task KillAppAsync() => EndAppAsync(app => app.KillAsync());

    /// <summary>SIGKILL, from whatever thread, without waiting for the end; <see cref="KillAppAsync"/> comes after it.</summary>
    public void StrikeApp() => _app?.Signal(ChildProcess.Kill);

    /// <summary>What the app holds in memory at present.</summary>
    public long MemoryBytes
    {
        get
        {
            using var process = Process.GetProcessById(_app!.Id);
            return process.WorkingSet64;
        }
    }

    /// <summary>What every app process of this installation has said.</summary>
    public string Output() => string.Join(Environment.NewLine, [.. _earlierOutput, _app?.Output() ?? ""]);

    public async ValueTask DisposeAsync()
    {
        if (_app is not null)
            await KillAppAsync();
        if (Proxy is not null)
            await Proxy.DisposeAsync();
        if (_tables is not null)
            await _tables.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task StartTablesAsync(bool own)
    {
        _tables = own ? await AzuriteProcess.StartAsync(Path.Combine(_folder, "azurite")) : null;
        var (port, connection) = _tables is null ? await SharedTables.NextAsync() : (_tables.Port, _tables.ConnectionString);
        Proxy = TablesProxy.Start(port);
        _connection = connection.Replace($":{port}/", $":{Proxy.Port}/", StringComparison.Ordinal);
    }

    private async Task EndAppAsync(Func<ChildProcess, Task> end)
    {
        if (_app is not { } app)
            return;
        await end(app);
        _earlierOutput.Add(app.Output());
        await app.DisposeAsync();
        _api?.Dispose();
        (_app, _api) = (null, null);
    }
}
