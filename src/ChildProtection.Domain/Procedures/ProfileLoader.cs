using System.Text.Json;
using ChildProtection.Domain.Calendar;

namespace ChildProtection.Domain.Procedures;

/// <summary>Reads a procedure profile and refuses one that is broken: a wrong number here would be a missed deadline in every case.</summary>
public static class ProfileLoader
{
    private static readonly string[] Fields = ["id", "version", "title", "base", "labels", "parameters"];

    /// <summary>Parses a profile.</summary>
    /// <param name="json">The file's text.</param>
    /// <param name="fileName">Name for messages.</param>
    /// <param name="findBase">Finds the profile that this one inherits from; null when there is none of that id.</param>
    /// <exception cref="ProfileException">The profile is broken; every fault is named with its line and JSON pointer.</exception>
    public static ProcedureProfile Parse(string json, string fileName, Func<string, ProcedureProfile?>? findBase = null)
    {
        var root = ReadJson(json, fileName);
        var faults = new FaultList(fileName);
        var fields = faults.Members(root, "a profile", Fields);
        var (id, version, title) = (faults.RequiredText(root, fields, "id"), faults.RequiredText(root, fields, "version"), faults.RequiredText(root, fields, "title"));
        var heritage = FindBase(faults, fields, findBase);
        var labels = ReadLabels(faults, fields, heritage);
        var parameters = ReadParameters(faults, root, fields, heritage);
        faults.ThrowIfAny();
        return new(id!, version!, title!, heritage?.Id, labels, parameters);
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

    private static ProcedureProfile? FindBase(FaultList faults, Dictionary<string, LocatedJson> fields, Func<string, ProcedureProfile?>? findBase)
    {
        if (faults.OptionalText(fields, "base") is not { } id)
        {
            return null;
        }

        var found = findBase?.Invoke(id);
        if (found is null)
        {
            faults.Add(fields["base"], $"there is no profile '{id}' to inherit from, or it inherits from this one", "the id of another profile");
        }

        return found;
    }

    private static Dictionary<string, string> ReadLabels(FaultList faults, Dictionary<string, LocatedJson> fields, ProcedureProfile? heritage)
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

    private static List<ProcedureParameter> ReadParameters(FaultList faults, LocatedJson root, Dictionary<string, LocatedJson> fields, ProcedureProfile? heritage)
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
            if (ParameterReader.Read(faults, ParameterCatalogue.All[name], value) is { } parameter)
            {
                own.Add(name, parameter);
            }
        }

        foreach (var name in ParameterCatalogue.All.Keys.Where(name => !members.ContainsKey(name) && heritage?.Find(name) is null))
        {
            faults.Add(node, $"missing parameter '{name}'", heritage is null ? "a value, as the profile has no base" : $"a value here or in {heritage.Id}");
        }

        CheckPlace(faults, members, own);
        IEnumerable<string> order = heritage?.Parameters.Select(parameter => parameter.Name) ?? members.Keys;
        return [.. order.Select(name => own.GetValueOrDefault(name) ?? heritage?.Find(name)).OfType<ProcedureParameter>()];
    }

    private static void CheckPlace(FaultList faults, Dictionary<string, LocatedJson> members, Dictionary<string, ProcedureParameter> own)
    {
        if (own.GetValueOrDefault("calendar")?.Value.Code is { } calendar && !CalendarLibrary.Ids.Contains(calendar))
        {
            faults.Add(members["calendar"], $"unknown calendar '{calendar}'", $"one of {string.Join(", ", CalendarLibrary.Ids)}");
        }

        if (own.GetValueOrDefault("timeZone")?.Value.Code is { } zone && !TimeZoneInfo.TryFindSystemTimeZoneById(zone, out _))
        {
            faults.Add(members["timeZone"], $"unknown time zone '{zone}'", "an IANA name such as Europe/London");
        }
    }
}
