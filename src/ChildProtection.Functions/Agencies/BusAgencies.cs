using System.Reflection;
using System.Text.Json;
using ChildProtection.Domain.Kernel;
using Microsoft.Extensions.Configuration;

namespace ChildProtection.Functions.Agencies;

/// <summary>The partner agencies that have entities on the bus, from the setting or else from the declaration of entities.</summary>
/// <param name="Codes">In a fixed order.</param>
/// <param name="AreConfigured">Whether the setting names them.</param>
public sealed record BusAgencies(IReadOnlyList<string> Codes, bool AreConfigured = false)
{
    /// <summary>Also the name of the list in the declaration, which the broker and the templates repeat entities for.</summary>
    public const string Setting = "Agencies";

    private const string Declaration = "servicebus.entities.json";

    public static BusAgencies From(IConfiguration configuration) =>
        Given(configuration) is { Length: > 0 } given ? new(given, AreConfigured: true) : new(Declared());

    /// <summary>Codes that no agency's entities can have, because the bus knows only small letters.</summary>
    internal static IEnumerable<string> Faults(IConfiguration configuration) =>
        from code in Given(configuration)
        where !AgencyCodes.IsPartner(code) || code.Any(char.IsAsciiLetterUpper)
        select $"{Setting} names '{code}'. Give a partner agency a code of at most {AgencyCodes.MaxLength} small letters, digits "
            + "and dashes that is not a role's.";

    /// <summary>A text separated by commas, or a section.</summary>
    private static string[] Given(IConfiguration configuration) => configuration[Setting] is { } text
        ? text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        : [.. configuration.GetSection(Setting).GetChildren().Select(child => child.Value).OfType<string>()];

    private static string[] Declared()
    {
        using var stream =
            Assembly.GetExecutingAssembly().GetManifestResourceStream(Declaration)
            ?? throw new InvalidOperationException(
                $"The declaration {Declaration} is not part of this build. Check the project's embedded resources.");
        using var declared = JsonDocument.Parse(stream);
        return
        [
            .. declared
                .RootElement.GetProperty("forEach")
                .EnumerateArray()
                .Where(part => part.GetProperty("list").GetString() == Setting)
                .SelectMany(part => part.GetProperty("default").EnumerateArray())
                .Select(code => code.GetString()!)
                .Distinct(StringComparer.Ordinal),
        ];
    }
}
