using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using ChildProtection.Domain.PlanDocument;
using ChildProtection.Domain.Profiles;

namespace ChildProtection.Functions.CaseFile.Plans;

/// <summary>
/// Turns names, codes and dates of the interface into the words of the case's profile. A person's own words stay unchanged.
/// </summary>
/// <param name="labels">The profile's own words by code, such as <c>leadSocialWorker</c>: key worker, lead professional.</param>
/// <param name="language">The tag of their language.</param>
internal sealed class JsonWords(IReadOnlyDictionary<string, string> labels, string language)
{
    /// <summary>The language of the documents of an app in England.</summary>
    public const string English = "en-GB";

    private const string Lead = "leadSocialWorker";

    /// <summary>The interface's own words.</summary>
    public static JsonWords Plain { get; } = new(new Dictionary<string, string>(), English);

    public string Language => language;

    /// <summary>The words of that profile; the interface's own where this deployment does not know it.</summary>
    public static JsonWords Of(ProcedureProfile? profile) => profile is null ? Plain : new(profile.Labels, profile.Language);

    /// <summary>
    /// A text of the page: the profile's wording of <see cref="PrintedWords"/>, with <paramref name="fill"/> for the part
    /// in braces.
    /// </summary>
    public string Say(string code, params (string Name, string? Value)[] fill) =>
        fill.Aggregate(
            labels.GetValueOrDefault(code) ?? PrintedWords.English[code],
            (text, one) => text.Replace("{" + one.Name + "}", one.Value, StringComparison.Ordinal));

    public string Date(DateOnly day) => day.ToString("d MMMM yyyy", CultureInfo.GetCultureInfo(language));

    /// <summary>Fields that hold codes, which are spelt out; every other text is a person's own.</summary>
    private static readonly HashSet<string> Coded = new(StringComparer.Ordinal)
    {
        "kind",
        "owner",
        "component",
        "addresses",
        "status",
        "canBeMet",
        "parentsWillingToWorkToPlan",
        "understood",
        "party",
        "method",
        "to",
        "aim",
        "unit",
        "covered",
        "places",
        "need",
        "place",
        "placement",
    };

    /// <summary><c>howParentsKeepChildSafe</c> as <c>How parents keep child safe</c>, or the profile's word for it.</summary>
    public string Label(string name)
    {
        if (labels.GetValueOrDefault(name) is { } own)
            return own;
        return name.StartsWith(Lead, StringComparison.Ordinal) && labels.GetValueOrDefault(Lead) is { } lead
            ? $"{lead}: {Spelt(name[Lead.Length..]).ToLowerInvariant()}"
            : Spelt(name);
    }

    private static string Spelt(string name)
    {
        var words = string.Concat(
            name.Select((letter, index) => index > 0 && char.IsUpper(letter) ? " " + char.ToLowerInvariant(letter) : letter.ToString()));
        return char.ToUpperInvariant(words[0]) + words[1..];
    }

    /// <summary>A value in one line.</summary>
    public string Value(string field, JsonNode? value) =>
        value switch
        {
            null => Say("printedNotRecorded"),
            JsonValue one => Scalar(field, one),
            JsonObject period when period["value"] is JsonValue && period["unit"] is JsonValue unit =>
                $"{period["value"]} {Label(unit.GetValue<string>()).ToLowerInvariant()}",
            JsonArray list => string.Join("; ", list.Select(item => Value(field, item))),
            JsonObject parts => string.Join(
                "; ", parts.Where(part => part.Value is not null).Select(part => $"{Label(part.Key)}: {Value(part.Key, part.Value)}")),
            _ => value.ToJsonString(),
        };

    private string Scalar(string field, JsonValue value) =>
        value.GetValueKind() switch
        {
            JsonValueKind.True => Say("printedYes"),
            JsonValueKind.False => Say("printedNo"),
            JsonValueKind.String when IsDate(field, value.GetValue<string>(), out var date) => Date(date),
            JsonValueKind.String => Coded.Contains(field) && IsCode(value.GetValue<string>())
                ? Label(value.GetValue<string>())
                : value.GetValue<string>(),
            _ => value.ToString(),
        };

    private static bool IsDate(string field, string text, out DateOnly date)
    {
        date = default;
        return (
                field.EndsWith("On", StringComparison.Ordinal)
                || field is "on" or "dateOfBirth" or "expectedDateOfBirth" or "coreGroupDates"
            ) && DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out date);
    }

    /// <summary>A field of the same name may hold a person's words elsewhere; a code is one word that begins with a small letter.</summary>
    private static bool IsCode(string text) => text.Length > 0 && char.IsAsciiLetterLower(text[0]) && text.All(char.IsAsciiLetter);
}
