using ChildProtection.Functions.Platform.Settings;
using Microsoft.Extensions.Configuration;

namespace ChildProtection.Functions.Platform.Durable;

/// <summary>How long one durable timer may be. A longer wait is made of several, and each wakes its case for nothing.</summary>
internal sealed record TimerOptions
{
    public const string LongestDaysSetting = "Timers:LongestDays";

    /// <summary>Azure's queues hold a message back for seven days at most; the SDK would cut after three.</summary>
    private const int UsualDays = 6;

    private const int MostDays = 36_500;

    public required TimeSpan Longest { get; init; }

    /// <exception cref="InvalidOperationException">The setting can't be used; the message names it.</exception>
    public static TimerOptions From(IConfiguration configuration) => SettingsReader.Require(configuration, Read);

    public static TimerOptions Read(SettingsReader settings) =>
        new() { Longest = TimeSpan.FromDays(settings.Number(LongestDaysSetting, UsualDays, 1, MostDays)) };
}
