using System.Text.Json;
using System.Text.RegularExpressions;

namespace ChildProtection.Domain.Profiles;

/// <summary>
/// Reads a procedure profile and refuses one that is broken: a wrong number here would be a missed deadline in every case.
/// </summary>
public static partial class ProfileLoader
{
    private static readonly string[] Fields = ["id", "version", "title", "base", "baseVersion", "language", "labels", "parameters"];

    /// <summary>Parses a profile.</summary>
    /// <param name="json">The file's text.</param>
    /// <param name="fileName">Name for messages.</param>
    /// <param name="findBase">Finds the profile of that id and version that this one inherits from; null when there is none.</param>
    /// <param name="calendars">Ids of the calendars it may name; the shipped ones when null.</param>
    /// <exception cref="ProfileException">The profile is broken; every fault is named with its line and JSON pointer.</exception>
    public static ProcedureProfile Parse(
        string json,
        string fileName,
        Func<ProfileReference, ProcedureProfile?>? findBase = null,
        IReadOnlyCollection<string>? calendars = null)
    {
        var root = ReadJson(json, fileName);
        var faults = new FaultList(fileName);
        var fields = faults.Members(root, "a profile", Fields);
        var (id, version, title) = (
            faults.RequiredText(root, fields, "id"),
            faults.RequiredText(root, fields, "version"),
            faults.RequiredText(root, fields, "title"));
        if (version is not null && !VersionNumber.IsOne(version))
            faults.Add(fields["version"], $"'{version}' is not a version", "numbers with dots between them, such as 1.0 or 2026.2");
        var heritage = FindBase(faults, fields, findBase);
        var language = ReadLanguage(faults, fields) ?? heritage?.Language ?? "en-GB";
        var labels = ReadLabels(faults, fields, heritage);
        var parameters = ReadParameters(faults, root, fields, heritage);
        CheckCalendar(faults, fields, parameters, calendars ?? CalendarLibrary.Ids);
        faults.ThrowIfAny();
        var self = new ProfileReference(id!, version!);
        return new(id!, version!, title!, heritage is null ? null : new(heritage.Id, heritage.Version), language, labels,
            [.. parameters.Select(parameter => parameter.From is null ? parameter with { From = self } : parameter)]);
    }

    /// <summary>What a file calls itself; null when it does not say, which <see cref="Parse"/> reports.</summary>
    internal static ProfileReference? NameOf(string json)
    {
        try
        {
            var members = LocatedJson.Parse(json).Members;
            var (id, version) = (Text("id"), Text("version"));
            return id is null || version is null ? null : new(id, version);

            string? Text(string name) => members.FirstOrDefault(member => member.Key == name).Value?.Text;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static LocatedJson ReadJson(string json, string fileName)
    {
        try
        {
            return LocatedJson.Parse(json);
        }
        catch (JsonException fault)
        {
            throw new ProfileException([new(fileName, (int?)fault.LineNumber + 1, "", $"not JSON: {fault.Message}", "a JSON object")]);
        }
    }

    /// <summary>
    /// A base is named with its version: a new version of the base must not reach into a profile that cases are stamped with.
    /// </summary>
    private static ProcedureProfile? FindBase(
        FaultList faults, Dictionary<string, LocatedJson> fields, Func<ProfileReference, ProcedureProfile?>? findBase)
    {
        if (faults.OptionalText(fields, "base") is not { } id)
        {
            return null;
        }

        if (faults.OptionalText(fields, "baseVersion") is not { } version)
        {
            faults.Add(
                fields["base"],
                $"'{id}' is named without its version",
                "the version in 'baseVersion', so that a newer one does not change this profile");
            return null;
        }

        var found = findBase?.Invoke(new(id, version));
        if (found is null)
        {
            faults.Add(
                fields["base"],
                $"there is no profile '{id}' version {version} to inherit from, or it is broken, or it inherits from this one",
                "id and version of another profile");
        }

        return found;
    }

    private static string? ReadLanguage(FaultList faults, Dictionary<string, LocatedJson> fields)
    {
        if (faults.OptionalText(fields, "language") is not { } tag)
        {
            return null;
        }

        if (LanguageTag().IsMatch(tag))
        {
            return tag;
        }

        faults.Add(fields["language"], $"'{tag}' is not a language", "a language tag such as en-GB or cy");
        return null;
    }

    [GeneratedRegex("^[a-z]{2,3}(-[A-Z]{2})?$", RegexOptions.CultureInvariant)]
    private static partial Regex LanguageTag();

    private static Dictionary<string, string> ReadLabels(
        FaultList faults, Dictionary<string, LocatedJson> fields, ProcedureProfile? heritage)
    {
        var labels = new Dictionary<string, string>(heritage?.Labels ?? new Dictionary<string, string>(), StringComparer.Ordinal);
        if (!fields.TryGetValue("labels", out var node))
        {
            return labels;
        }

        var members = faults.Members(node, "'labels'", null);
        foreach (var code in members.Keys)
        {
            labels[code] = faults.OptionalText(members, code) ?? "";
        }

        return labels;
    }

    private static List<ProcedureParameter> ReadParameters(
        FaultList faults, LocatedJson root, Dictionary<string, LocatedJson> fields, ProcedureProfile? heritage)
    {
        if (!fields.TryGetValue("parameters", out var node))
        {
            faults.Add(root, "missing field 'parameters'", "an object of parameters by name");
            return [];
        }

        var own = new Dictionary<string, ProcedureParameter>(StringComparer.Ordinal);
        var members = faults.Members(node, "'parameters'", ParameterCatalogue.All.Keys.ToArray());
        foreach (var (name, value) in members)
        {
            if (ParameterReader.Read(faults, ParameterCatalogue.All[name], value, heritage?.Find(name)) is { } parameter)
            {
                own.Add(name, parameter);
            }
        }

        var needed = ParameterCatalogue.All.Values.Where(definition => !definition.MayBeMissing).Select(definition => definition.Name);
        foreach (var name in needed.Where(name => !members.ContainsKey(name) && heritage?.Find(name) is null))
        {
            faults.Add(
                node,
                $"missing parameter '{name}'",
                heritage is null ? "a value, as the profile has no base" : $"a value here or in {heritage.Id}");
        }

        var order = (heritage?.Parameters ?? []).Select(parameter => parameter.Name).Union(members.Keys);
        return [.. order.Select(name => own.GetValueOrDefault(name) ?? heritage?.Find(name)).OfType<ProcedureParameter>()];
    }

    private static void CheckCalendar(
        FaultList faults,
        Dictionary<string, LocatedJson> fields,
        List<ProcedureParameter> parameters,
        IReadOnlyCollection<string> calendars)
    {
        if (!fields.TryGetValue("parameters", out var node))
        {
            return;
        }

        var own = parameters.Where(parameter => parameter.From is null).ToDictionary(parameter => parameter.Name, StringComparer.Ordinal);
        if (own.GetValueOrDefault("calendar")?.Value.Code is { } calendar && !calendars.Contains(calendar))
        {
            faults.Add(Place("calendar"), $"unknown calendar '{calendar}'", $"one of {string.Join(", ", calendars)}");
        }

        if (own.GetValueOrDefault("timeZone")?.Value.Code is { } zone && !TimeZoneInfo.TryFindSystemTimeZoneById(zone, out _))
        {
            faults.Add(Place("timeZone"), $"unknown time zone '{zone}'", "an IANA name such as Europe/London");
        }

        LocatedJson Place(string name) => node.Members.First(member => member.Key == name).Value;
    }
}
