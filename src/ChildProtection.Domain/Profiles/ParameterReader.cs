using System.Text.Json;

namespace ChildProtection.Domain.Profiles;

/// <summary>Reads one parameter of a profile.</summary>
internal static class ParameterReader
{
    private static readonly string[] Fields = ["title", "value", "unit", "anchor", "direction", "pattern", "responsible", "source"];

    /// <summary>The parameter, or null when it has a fault (which is then in the list).</summary>
    /// <param name="faults">Where faults are put.</param>
    /// <param name="definition">What the parameter may hold.</param>
    /// <param name="node">The parameter in the file.</param>
    /// <param name="heritage">The base's parameter. Its title and way of counting apply where the file gives none; value, unit and source
    /// are always the file's own.</param>
    public static ProcedureParameter? Read(FaultList faults, ParameterDefinition definition, LocatedJson node, ProcedureParameter? heritage)
    {
        var fields = faults.Members(node, $"'{definition.Name}'", Fields);
        var title = heritage is null ? faults.RequiredText(node, fields, "title") : faults.OptionalText(fields, "title") ?? heritage.Title;
        var unit = ReadUnit(faults, definition, node, fields);
        var value = ReadValue(faults, definition, node, fields);
        var source = ReadSource(faults, node, fields);
        var anchor = faults.OptionalText(fields, "anchor");
        var direction = faults.OptionalWord<CountDirection>(fields, "direction");
        var pattern = faults.OptionalWord<EscalationPattern>(fields, "pattern");
        var responsible = ReadResponsible(faults, fields);
        if (heritage is null)
            CheckCounting(faults, definition, node, fields);
        return title is null || unit is null || value is null || source.Count == 0 ? null : new()
        {
            Name = definition.Name,
            Title = title,
            Value = value,
            Unit = unit.Value,
            Anchor = anchor ?? heritage?.Anchor,
            Direction = direction ?? heritage?.Direction,
            Pattern = pattern ?? heritage?.Pattern,
            Responsible = responsible ?? heritage?.Responsible,
            Source = source,
        };
    }

    private static ParameterUnit? ReadUnit(
        FaultList faults, ParameterDefinition definition, LocatedJson node, Dictionary<string, LocatedJson> fields)
    {
        var expected = string.Join(", ", definition.Units.Select(FaultList.Word));
        if (!fields.TryGetValue("unit", out var place))
        {
            faults.Add(node, "missing field 'unit'", expected);
            return null;
        }

        var unit = faults.OptionalWord<ParameterUnit>(fields, "unit");
        if (unit is { } known
            && !definition.Units.Contains(known)
            && !(known == ParameterUnit.Code && SaysNotApplicable(definition, fields)))
        {
            faults.Add(place, $"wrong unit '{place.Text}' for '{definition.Name}'", $"one of {expected}");
        }

        return unit;
    }

    private static ParameterValue? ReadValue(
        FaultList faults, ParameterDefinition definition, LocatedJson node, Dictionary<string, LocatedJson> fields)
    {
        if (!fields.TryGetValue("value", out var value))
        {
            faults.Add(node, "missing field 'value'", "a value");
            return null;
        }

        if (SaysNotApplicable(definition, fields))
        {
            return ParameterValue.Of(ParameterDefinition.NotApplicable);
        }

        switch (definition.Kind)
        {
            case ParameterKind.Code:
                var ok = !string.IsNullOrWhiteSpace(value.Text) && (definition.Codes.Length == 0 || definition.Codes.Contains(value.Text));
                return Accept(
                    faults,
                    value,
                    ok,
                    definition.Codes.Length == 0 ? "a code" : $"one of {string.Join(", ", definition.Codes)}",
                    () => ParameterValue.Of(value.Text!));
            case ParameterKind.Flag:
                return Accept(
                    faults,
                    value,
                    value.Kind is JsonValueKind.True or JsonValueKind.False,
                    "true or false",
                    () => ParameterValue.Of(value.Kind == JsonValueKind.True));
            case ParameterKind.Periods:
                var rising =
                    value.Items.Count > 0
                    && value.Items.All(IsNumber)
                    && value.Items.Zip(value.Items.Skip(1)).All(pair => pair.First.Integer < pair.Second.Integer);
                return Accept(
                    faults,
                    value,
                    rising,
                    "a rising list of whole numbers, none of them negative",
                    () => ParameterValue.Of([.. value.Items.Select(item => item.Integer!.Value)]));
            default:
                return Accept(
                    faults, value, IsNumber(value), "a whole number, not negative", () => ParameterValue.Of(value.Integer!.Value));
        }
    }

    private static bool SaysNotApplicable(ParameterDefinition definition, Dictionary<string, LocatedJson> fields) =>
        definition.MayNotApply && fields.GetValueOrDefault("value")?.Text == ParameterDefinition.NotApplicable;

    private static bool IsNumber(LocatedJson node) => node.Integer >= 0;

    private static ParameterValue? Accept(FaultList faults, LocatedJson node, bool ok, string expected, Func<ParameterValue> make)
    {
        if (ok)
        {
            return make();
        }

        var shown = node.Integer is { } number ? $"{number}" : node.Text is { } text ? $"'{text}'" : $"this {FaultList.Word(node.Kind)}";
        faults.Add(node, $"{shown} cannot be the value", expected);
        return null;
    }

    private static List<string> ReadSource(FaultList faults, LocatedJson node, Dictionary<string, LocatedJson> fields)
    {
        if (!fields.TryGetValue("source", out var source) || source.Items.Count == 0)
        {
            faults.Add(source ?? node, "missing source", "a list that says where the value comes from");
            return [];
        }

        foreach (var item in source.Items.Where(item => string.IsNullOrWhiteSpace(item.Text)))
        {
            faults.Add(item, "an empty source", "a text");
        }

        return [.. source.Items.Select(item => item.Text ?? "")];
    }

    private static string? ReadResponsible(FaultList faults, Dictionary<string, LocatedJson> fields)
    {
        var role = faults.OptionalText(fields, "responsible");
        if (role is not null && !RoleCodes.All.Contains(role))
        {
            faults.Add(fields["responsible"], $"unknown role '{role}'", $"one of {string.Join(", ", RoleCodes.All)}");
        }

        return role;
    }

    private static void CheckCounting(
        FaultList faults, ParameterDefinition definition, LocatedJson node, Dictionary<string, LocatedJson> fields)
    {
        Require(
            definition.Kind is ParameterKind.Period or ParameterKind.Hours or ParameterKind.Periods, "anchor", "what it is counted from");
        // A pattern makes a deadline of it, which needs a due date and a responsible role.
        var isDeadline = fields.ContainsKey("pattern");
        Require(isDeadline || definition.Kind is ParameterKind.Period, "direction", "after or before");
        Require(isDeadline, "responsible", "the role that must see to it, as a deadline is made from it");

        void Require(bool needed, string name, string expected)
        {
            if (needed && !fields.ContainsKey(name))
            {
                faults.Add(node, $"missing field '{name}' in '{definition.Name}'", expected);
            }
        }
    }
}
