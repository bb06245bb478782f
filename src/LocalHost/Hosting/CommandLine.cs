using System.Globalization;

namespace LocalHost.Hosting;

/// <summary>Reads the command line strictly: a misspelt option must not be ignored.</summary>
internal static class CommandLine
{
    public const string Usage = """
        dotnet LocalHost.dll [options]   runs a published Functions app on this machine

          --settings FILE      what only this app knows (default: local.host.json)
          --app FOLDER         the published app
          --data FOLDER        where the state lives (default: .local/app)
          --port N             HTTP on loopback (default: 7071; 0 takes any free port)
          --bus-port N         AMQP on loopback (default: 5672; 0 takes any free port)
          --clock KIND         system (default) or simulated
          --now INSTANT        where a new simulated clock begins, such as 2026-02-02T08:00:00Z
          --storage TEXT       connection string for the durable engine (clock: system)
          --services           bus and tokens alone, for an app that something else runs
          --max-body BYTES     longest request body (default: 4194304)
          --hang-limit SECONDS a worker silent for so long is started again (default: 60; 0 for never)
          --stop-with-input    stops when its standard input ends, so that it never outlives what started it
          --fault-points       for tests: routes that end the worker or the host, or make the bus refuse writes
        """;

    private static readonly HashSet<string> Values =
        ["--settings", "--app", "--data", "--port", "--bus-port", "--clock", "--now", "--storage", "--max-body", "--hang-limit"];

    private static readonly HashSet<string> Flags = ["--services", "--stop-with-input", "--fault-points"];

    /// <exception cref="HostStartException">An option is invalid; the message names it.</exception>
    public static HostOptions Read(IReadOnlyList<string> arguments)
    {
        var given = Split(arguments);
        var options = new HostOptions
        {
            SettingsFile = Path.GetFullPath(given.GetValueOrDefault("--settings", "local.host.json")),
            AppDirectory = given.TryGetValue("--app", out var app) ? Path.GetFullPath(app) : null,
            DataDirectory = Path.GetFullPath(given.GetValueOrDefault("--data", Path.Combine(".local", "app"))),
            Port = (int)Number(given, "--port", 7071, 65535),
            BusPort = (int)Number(given, "--bus-port", 5672, 65535),
            SimulatedClock = Clock(given.GetValueOrDefault("--clock", "system")),
            Now = given.TryGetValue("--now", out var now) ? Instant(now) : null,
            Storage = given.GetValueOrDefault("--storage"),
            ServicesOnly = given.ContainsKey("--services"),
            StopWithInput = given.ContainsKey("--stop-with-input"),
            FaultPoints = given.ContainsKey("--fault-points"),
            MaxBodyBytes = Number(given, "--max-body", 4 * 1024 * 1024, int.MaxValue),
            HangLimit = Number(given, "--hang-limit", 60, 86400) is > 0 and var seconds
                ? TimeSpan.FromSeconds(seconds)
                : Timeout.InfiniteTimeSpan,
        };
        Check(options);
        return options;
    }

    private static Dictionary<string, string> Split(IReadOnlyList<string> arguments)
    {
        Dictionary<string, string> given = new(StringComparer.Ordinal);
        for (var at = 0; at < arguments.Count; at++)
        {
            var name = arguments[at];
            if (Flags.Contains(name))
                given[name] = "";
            else if (!Values.Contains(name))
                throw new HostStartException($"Unknown option: {name}. {Environment.NewLine}{Usage}");
            else if (++at == arguments.Count)
                throw new HostStartException($"The option {name} has no value. Give one after it.");
            else
                given[name] = arguments[at];
        }

        return given;
    }

    private static void Check(HostOptions options)
    {
        if (options.AppDirectory is null && !options.ServicesOnly)
            throw new HostStartException("The option --app is missing. Name the folder of the published app, or give --services.");
        if (options.ServicesOnly && options.SimulatedClock)
            throw new HostStartException(
                "The options --services and --clock simulated exclude each other. Leave one out.");
        if (options.Now is not null && !options.SimulatedClock)
            throw new HostStartException("The option --now needs --clock simulated. Add that, or leave --now out.");
        if (options.Storage is null && !options.SimulatedClock && !options.ServicesOnly)
            throw new HostStartException(
                "The option --storage is missing. Give the durable engine on the system's clock a connection string.");
    }

    private static bool Clock(string text) => text switch
    {
        "system" => false,
        "simulated" => true,
        _ => throw Unusable("--clock", text, "system or simulated"),
    };

    private static DateTimeOffset Instant(string text)
        => DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant)
            ? instant.ToUniversalTime()
            : throw Unusable("--now", text, "an instant such as 2026-02-02T08:00:00Z");

    private static long Number(Dictionary<string, string> given, string name, long otherwise, long most)
        => !given.TryGetValue(name, out var text) ? otherwise
            : long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= most ? number
            : throw Unusable(name, text, $"a number from 0 to {most}");

    private static HostStartException Unusable(string name, string value, string expected)
        => new($"The option {name} is '{value}'; it must be {expected}.");
}
