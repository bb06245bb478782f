using ChildProtection.Functions.Platform.Settings;
using Microsoft.Extensions.Configuration;

namespace ChildProtection.Functions.Access.Limits;

/// <summary>
/// The limits of requests to one instance of the app, per account and overall; far above what people and their programs need.
/// </summary>
public sealed record RequestLimits
{
    /// <summary>The settings' names in their section <c>Limits</c>.</summary>
    internal static IReadOnlyList<string> Names { get; } =
        [nameof(PerSecond), nameof(Burst), nameof(AtOnce), nameof(AtOnceOverall), nameof(AgencyPerHour), nameof(CasePerHour)];

    /// <summary>Requests a second that an account may send continuously.</summary>
    public int PerSecond { get; init; } = 200;

    /// <summary>Requests that an account may send in a burst beyond that.</summary>
    public int Burst { get; init; } = 2_000;

    /// <summary>Requests of an account that may be under way at once.</summary>
    public int AtOnce { get; init; } = 200;

    /// <summary>Requests of all accounts under way at once; the app refuses further ones before it reads them.</summary>
    public int AtOnceOverall { get; init; } = 1_000;

    /// <summary>Referrals and events that the accounts of one agency may send within an hour, together.</summary>
    public int AgencyPerHour { get; init; } = 3_000;

    /// <summary>Events that may be raised on one case within an hour.</summary>
    public int CasePerHour { get; init; } = 600;

    /// <exception cref="InvalidOperationException">A setting is invalid; the message names it.</exception>
    public static RequestLimits From(IConfiguration configuration) => SettingsReader.Require(configuration, Read);

    internal static RequestLimits Read(SettingsReader settings)
    {
        var usual = new RequestLimits();
        return new RequestLimits
        {
            PerSecond = Number(settings, nameof(PerSecond), usual.PerSecond),
            Burst = Number(settings, nameof(Burst), usual.Burst),
            AtOnce = Number(settings, nameof(AtOnce), usual.AtOnce),
            AtOnceOverall = Number(settings, nameof(AtOnceOverall), usual.AtOnceOverall),
            AgencyPerHour = Number(settings, nameof(AgencyPerHour), usual.AgencyPerHour),
            CasePerHour = Number(settings, nameof(CasePerHour), usual.CasePerHour),
        };
    }

    private static int Number(SettingsReader settings, string name, int usual) => settings.Number($"Limits:{name}", usual, 1, int.MaxValue);
}
