using ChildProtection.Functions.Platform.Settings;
using Microsoft.Extensions.Configuration;

namespace ChildProtection.Functions.Access;

/// <summary>How far breaking the glass goes.</summary>
/// <param name="CasesADay">Cases that one account may read so on one local day.</param>
public sealed record BreakGlassOptions(int CasesADay)
{
    public const string CasesADaySetting = "Limits:EmergencyCasesADay";

    /// <summary>A night on duty for the whole authority needs fewer.</summary>
    private const int Usual = 5;

    /// <exception cref="InvalidOperationException">The setting is invalid; the message names it.</exception>
    public static BreakGlassOptions From(IConfiguration configuration) => SettingsReader.Require(configuration, Read);

    internal static BreakGlassOptions Read(SettingsReader settings) => new(settings.Number(CasesADaySetting, Usual, 1, 100));
}
