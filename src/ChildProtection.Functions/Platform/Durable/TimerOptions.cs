using ChildProtection.Functions.Platform.Settings;
using Microsoft.Extensions.Configuration;

namespace ChildProtection.Functions.Platform.Durable;

/// <summary>The maximum length of a durable timer. A longer wait takes several, and each wakes its case without need.</summary>
internal sealed record TimerOptions
{
    public const string LongestDaysSetting = "Timers:LongestDays";

    /// <summary>Azure's queues delay a message by at most seven days; the SDK's own limit is three.</summary>
    private const int UsualDays = 6;

    private const int MostDays = 36_500;

    public required TimeSpan Longest { get; init; }

    /// <exception cref="InvalidOperationException">The setting is invalid; the message names it.</exception>
    public static TimerOptions From(IConfiguration configuration) => SettingsReader.Require(configuration, Read);

    public static TimerOptions Read(SettingsReader settings) =>
        new() { Longest = TimeSpan.FromDays(settings.Number(LongestDaysSetting, UsualDays, 1, MostDays)) };
}
