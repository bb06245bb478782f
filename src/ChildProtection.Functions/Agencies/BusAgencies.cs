using System.Reflection;
using System.Text.Json;
using ChildProtection.Domain.Kernel;
using Microsoft.Extensions.Configuration;

namespace ChildProtection.Functions.Agencies;

/// <summary>
/// The partner agencies that have entities on the bus: those of the setting, or those that the declaration of entities has by itself.
/// </summary>
/// <param name="Codes">In a fixed order.</param>
public sealed record BusAgencies(IReadOnlyList<string> Codes)
{
    /// <summary>Also the name of the list in the declaration, which the broker and the templates repeat entities for.</summary>
    public const string Setting = "Agencies";

    private const string Declaration = "servicebus.entities.json";

    public static BusAgencies From(IConfiguration configuration) => new(Given(configuration) is { Length: > 0 } given ? given : Declared());

    /// <summary>Codes that cannot be an agency's with entities: the bus knows small letters alone.</summary>
    internal static IEnumerable<string> Faults(IConfiguration configuration) =>
        from code in Given(configuration)
        where !AgencyCodes.IsPartner(code) || code.Any(char.IsAsciiLetterUpper)
        select $"{Setting} names '{code}'; a partner agency's code has small letters, digits and dashes, {AgencyCodes.MaxLength} at most, and is not a role's.";

    /// <summary>A text parted by commas, or a section.</summary>
    private static string[] Given(IConfiguration configuration) => configuration[Setting] is { } text
        ? text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        : [.. configuration.GetSection(Setting).GetChildren().Select(child => child.Value).OfType<string>()];

    private static string[] Declared()
    {
        using var stream =
            Assembly.GetExecutingAssembly().GetManifestResourceStream(Declaration)
            ?? throw new InvalidOperationException(
                $"The declaration {Declaration} is not part of this build; look at the project's embedded resources.");
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
