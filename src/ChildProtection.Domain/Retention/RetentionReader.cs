using System.Text.Json;
using ChildProtection.Domain.Profiles;

namespace ChildProtection.Domain.Retention;

/// <summary>Reads a retention schedule and names everything that is wrong with it: a slip here destroys a record years too early.</summary>
internal sealed class RetentionReader(ProcedureFile file)
{
    private const int MostYears = 150;
    private readonly FaultList _faults = new(file.Name);

    public RetentionSchedule Read()
    {
        LocatedJson root;
        try
        {
            root = LocatedJson.Parse(file.Text);
        }
        catch (JsonException fault)
        {
            throw new ProfileException([
                new(file.Name, (int?)fault.LineNumber + 1, "", "not JSON: " + fault.Message, "one JSON object"),
            ]);
        }

        var members = _faults.Members(root, "a retention schedule", ["id", "version", "title", "categories", "accessLog"]);
        var (id, version, title) = (
            _faults.RequiredText(root, members, "id"),
            _faults.RequiredText(root, members, "version"),
            _faults.RequiredText(root, members, "title"));
        RetentionRule[] rules = [.. Items(root, members, "categories").Select(Rule).OfType<RetentionRule>()];
        if (rules.Length > 0)
            CheckEachOnce(root, rules);
        var (accessYears, accessSource) = AccessLog(root, members);
        _faults.ThrowIfAny();
        return new RetentionSchedule
        {
            Id = id!,
            Version = version!,
            Title = title!,
            Rules = rules,
            AccessLogYears = accessYears,
            AccessLogSource = accessSource,
        };
    }

    private RetentionRule? Rule(LocatedJson node)
    {
        var members = _faults.Members(node, "a category", ["category", "title", "keepUntilLatestOf", "whenDiedUnder18", "source"]);
        var title = _faults.RequiredText(node, members, "title");
        var category = _faults.RequiredText(node, members, "category") is null
            ? null
            : _faults.OptionalWord<RecordCategory>(members, "category");
        RetentionTerm[] terms = [.. Items(node, members, "keepUntilLatestOf").Select(Term).OfType<RetentionTerm>()];
        RetentionTerm[] died = members.ContainsKey("whenDiedUnder18")
            ? [.. Items(node, members, "whenDiedUnder18").Select(Term).OfType<RetentionTerm>()]
            : [];
        if (terms.Any(term => term.From == RetentionAnchor.Death))
            _faults.Add(
                members["keepUntilLatestOf"],
                "a child who lives has no date of death",
                "'closure' or 'birth'; 'death' only in 'whenDiedUnder18'");
        var source = Texts(node, members, "source");
        return title is null || category is null
            ? null
            : new RetentionRule
            {
                Category = category.Value,
                Title = title,
                Terms = terms,
                WhenDied = died,
                Source = source,
            };
    }

    private RetentionTerm? Term(LocatedJson node)
    {
        var members = _faults.Members(node, "a term", ["from", "years"]);
        var from = _faults.RequiredText(node, members, "from") is null ? null : _faults.OptionalWord<RetentionAnchor>(members, "from");
        var years = Years(node, members);
        return from is null || years is null ? null : new RetentionTerm(from.Value, years.Value);
    }

    private (int Years, IReadOnlyList<string> Source) AccessLog(LocatedJson root, Dictionary<string, LocatedJson> members)
    {
        if (!members.TryGetValue("accessLog", out var node))
        {
            _faults.Add(root, "missing field 'accessLog'", "an object with 'years' and 'source'");
            return (0, []);
        }

        var inside = _faults.Members(node, "accessLog", ["years", "source"]);
        return (Years(node, inside) ?? 0, Texts(node, inside, "source"));
    }

    private int? Years(LocatedJson parent, Dictionary<string, LocatedJson> members)
    {
        if (members.TryGetValue("years", out var node) && node.Integer is >= 0 and <= MostYears and var years)
            return years;
        _faults.Add(node ?? parent, "'years' is missing or not a number of years", $"a whole number from 0 to {MostYears}");
        return null;
    }

    private IReadOnlyList<LocatedJson> Items(LocatedJson parent, Dictionary<string, LocatedJson> members, string name)
    {
        if (members.TryGetValue(name, out var node) && node is { Kind: JsonValueKind.Array, Items.Count: > 0 })
            return node.Items;
        _faults.Add(node ?? parent, $"'{name}' is missing or empty", "a list with at least one item");
        return [];
    }

    private string[] Texts(LocatedJson parent, Dictionary<string, LocatedJson> members, string name)
    {
        var items = Items(parent, members, name);
        foreach (var item in items.Where(item => string.IsNullOrWhiteSpace(item.Text)))
            _faults.Add(item, $"an item of '{name}' is not a text", "where the period is from");
        return [.. items.Select(item => item.Text ?? "")];
    }

    private void CheckEachOnce(LocatedJson root, RetentionRule[] rules)
    {
        foreach (var category in Enum.GetValues<RecordCategory>())
        {
            if (rules.Count(rule => rule.Category == category) is var count and not 1)
                _faults.Add(root, $"the category '{FaultList.Word(category)}' appears {count} times", "each category once");
        }
    }
}
