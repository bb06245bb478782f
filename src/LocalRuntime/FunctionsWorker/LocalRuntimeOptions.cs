using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace ChildProtection.LocalRuntime.FunctionsWorker;

/// <summary>
/// What only the local host knows. Each is read, in rising precedence, from <c>local.settings.json</c> (<c>Values</c>), the environment
/// (<c>LocalRuntime__Port</c>) and the command line (<c>--LocalRuntime:Port=7072</c>, or the short form).
/// </summary>
public sealed record LocalRuntimeOptions
{
    internal const string PortSetting = "LocalRuntime:Port";
    internal const string DataDirectorySetting = "LocalRuntime:DataDirectory";
    internal const string ClockSetting = "LocalRuntime:Clock";
    internal const string NowSetting = "LocalRuntime:Now";
    internal const string RealTimeSchedulesSetting = "LocalRuntime:RealTimeSchedules";
    internal const string MaxRequestBodyBytesSetting = "LocalRuntime:MaxRequestBodyBytes";
    internal const string FaultPointsSetting = "LocalRuntime:FaultPoints";

    /// <summary><c>LocalRuntime:Port</c>, <c>--port</c>. Loopback port; 0 takes any free one. Default 7071.</summary>
    public required int Port { get; init; }

    /// <summary><c>LocalRuntime:DataDirectory</c>, <c>--data</c>. Full path of the engine's file, the clock's position and the signing key. Default <c>.local</c> in the content root.</summary>
    public required string DataDirectory { get; init; }

    /// <summary><c>LocalRuntime:Clock</c>, <c>--clock</c>: <c>system</c> (default) or <c>simulated</c>.</summary>
    public required bool SimulatedClock { get; init; }

    /// <summary><c>LocalRuntime:Now</c>, <c>--now</c>. Where a new simulated clock begins, ISO 8601 with offset or Z. Default: the present. A data directory that has a position keeps the later one.</summary>
    public DateTimeOffset? Now { get; init; }

    /// <summary><c>LocalRuntime:RealTimeSchedules</c>. Names of timer functions, comma separated, that run on real time though the clock is simulated.</summary>
    public required IReadOnlySet<string> RealTimeSchedules { get; init; }

    /// <summary><c>LocalRuntime:MaxRequestBodyBytes</c>. A longer body is refused with 413. Default 4 MiB.</summary>
    public required long MaxRequestBodyBytes { get; init; }

    /// <summary><c>LocalRuntime:FaultPoints</c>: <c>true</c> lets <c>POST /admin/faults</c> end the process before a chosen write of the engine or the bus, or make them refuse writes. For tests. Default <c>false</c>.</summary>
    public bool FaultPoints { get; init; }

    /// <exception cref="InvalidOperationException">A setting can't be used; the message names it.</exception>
    internal static LocalRuntimeOptions Read(IConfiguration configuration, string contentRoot) => new()
    {
        Port = (int)Number(configuration, PortSetting, 7071, 0, 65535),
        DataDirectory = Path.GetFullPath(configuration[DataDirectorySetting] ?? ".local", contentRoot),
        SimulatedClock = (configuration[ClockSetting] ?? "system") switch
        {
            "system" => false,
            "simulated" => true,
            var other => throw Unusable(ClockSetting, other, "'system' or 'simulated'"),
        },
        Now = configuration[NowSetting] is { } now
            ? DateTimeOffset.TryParse(now, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant)
                ? instant.ToUniversalTime()
                : throw Unusable(NowSetting, now, "an instant such as 2026-02-02T08:00:00Z")
            : null,
        RealTimeSchedules = (configuration[RealTimeSchedulesSetting] ?? "")
            .Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).ToHashSet(StringComparer.OrdinalIgnoreCase),
        MaxRequestBodyBytes = Number(configuration, MaxRequestBodyBytesSetting, 4 * 1024 * 1024, 1, int.MaxValue),
        FaultPoints = (configuration[FaultPointsSetting] ?? "false") switch
        {
            "true" or "True" => true,
            "false" or "False" => false,
            var other => throw Unusable(FaultPointsSetting, other, "'true' or 'false'"),
        },
    };

    private static long Number(IConfiguration configuration, string setting, long otherwise, long least, long most)
        => configuration[setting] is not { } text ? otherwise
            : long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most ? number
            : throw Unusable(setting, text, $"a number from {least} to {most}");

    private static InvalidOperationException Unusable(string setting, string value, string expected)
        => new($"The setting {setting} is '{value}'; it must be {expected}.");
}
