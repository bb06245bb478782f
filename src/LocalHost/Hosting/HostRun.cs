using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;

namespace LocalHost.Hosting;

/// <summary>Runs the host from its start to its stop.</summary>
internal static class HostRun
{
    // A supervisor outside waits half a minute before it kills.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private static readonly Dictionary<string, string?> Levels = new()
    {
        ["LogLevel:Default"] = "Information",
        ["LogLevel:Microsoft"] = "Warning",
        ["LogLevel:Grpc"] = "Warning",
        // A failed start is reported once, in words.
        ["LogLevel:Microsoft.Extensions.Hosting"] = "None",
        // What a request meets on its way to the worker is logged by this host, in one line.
        ["LogLevel:Yarp"] = "Error",
    };

    /// <exception cref="HostStartException">The host can't start.</exception>
    public static async Task RunAsync(HostOptions options, CancellationToken stop)
    {
        using var loggers = Loggers(options);
        var parts = StandardParts.For(options, loggers);
        await using var host = await RunningHost.StartAsync(options, LocalHostSettings.Read(options.SettingsFile), parts, stop);
        Console.WriteLine($"Now listening on: {host.Web.Address.GetLeftPart(UriPartial.Authority)}");
        if (options.ServicesOnly)
            PrintSettings(host);
        await await Task.WhenAny(host.Worker?.Supervisor.Life ?? StoppedAsync(stop), StoppedAsync(stop));
        Console.WriteLine("Stopping; running work may end.");
        using var patience = new CancellationTokenSource(Patience);
        await host.StopAsync(patience.Token);
    }

    /// <summary>For an app that something else runs, such as Core Tools.</summary>
    private static void PrintSettings(RunningHost host)
    {
        Console.WriteLine("Settings for the app, for local.settings.json or its environment:");
        foreach (var (name, value) in host.WorkerSettings)
            Console.WriteLine($"  {name}={value}");
    }

    private static async Task StoppedAsync(CancellationToken stop)
        => await Task.Delay(Timeout.InfiniteTimeSpan, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

    /// <summary>The app's own <c>host.json</c> says what is logged, as on Azure.</summary>
    private static ILoggerFactory Loggers(HostOptions options)
    {
        var levels = new ConfigurationBuilder().AddInMemoryCollection(Levels);
        if (options.AppDirectory is { } app)
            levels.AddConfiguration(
                new ConfigurationBuilder().AddJsonFile(Path.Combine(app, "host.json"), optional: true).Build().GetSection("logging"));
        return LoggerFactory.Create(logging => logging.AddConfiguration(levels.Build()).AddSimpleConsole(console =>
        {
            console.SingleLine = true;
            console.UseUtcTimestamp = true;
            console.TimestampFormat = "yyyy-MM-ddTHH:mm:ss.fffZ ";
        }));
    }
}
