using System.Globalization;
using System.Text.Json;
using ChildProtection.Domain.Profiles;
using ChildProtection.Domain.Text;

namespace ChildProtection.Domain.Teams;

/// <summary>Reads a list of teams and names everything that is wrong with it.</summary>
internal sealed class TeamReader(ProcedureFile file)
{
    /// <summary>Characters of a code, which stands in the keys of rows.</summary>
    private const int LongestCode = 50;

    private static readonly string[] Fields = ["code", "title", "kind", "default", "managers", "openedOn", "closedOn"];

    private readonly FaultList _faults = new(file.Name);

    public TeamList Read()
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

        var members = _faults.Members(root, "a list of teams", ["teams", "chairs"]);
        (Team Team, bool IsDefault, LocatedJson At)[] teams =
        [
            .. Items(root, members, "teams", least: 1)
                .Select(Read)
                .Where(read => read.Team is not null)
                .Select(read => (read.Team!, read.IsDefault, read.At)),
        ];
        CheckCodes(teams.Select(read => (read.Team.Code, read.At)));
        var chosen = teams.Where(read => read.IsDefault).ToArray();
        if (chosen.Length != 1)
            _faults.Add(root, $"{chosen.Length} teams are the default", "'default': true at exactly one duty team");
        foreach (var (team, _, at) in chosen)
            CheckDefault(team, at);
        var chairs = Chairs(root, members);
        _faults.ThrowIfAny();
        return new TeamList { Teams = [.. teams.Select(read => read.Team)], Default = chosen[0].Team, Chairs = chairs };
    }

    /// <summary>A list that is there and empty would let nobody chair.</summary>
    private string[] Chairs(LocatedJson root, Dictionary<string, LocatedJson> members)
    {
        var chairs = members.ContainsKey("chairs") ? Items(root, members, "chairs", least: 1) : [];
        foreach (var chair in chairs.Where(chair => string.IsNullOrWhiteSpace(chair.Text)))
            _faults.Add(chair, "a chair is not a text", "an account id");
        return [.. chairs.Select(chair => chair.Text ?? "")];
    }

    private (Team? Team, bool IsDefault, LocatedJson At) Read(LocatedJson node)
    {
        var members = _faults.Members(node, "a team", Fields);
        var (code, title) = (Code(node, members), _faults.RequiredText(node, members, "title"));
        var kind = _faults.RequiredText(node, members, "kind") is null ? null : _faults.OptionalWord<TeamKind>(members, "kind");
        TeamManagement[] managers = [.. Items(node, members, "managers", least: 0).Select(Manager).OfType<TeamManagement>()];
        var (opened, closed) = (Day(members, "openedOn"), Day(members, "closedOn"));
        if (!members.ContainsKey("openedOn"))
            _faults.Add(node, "missing field 'openedOn'", "a day such as 2026-04-01 in 'openedOn'");
        if (closed <= opened)
            _faults.Add(members["closedOn"], "the team closes before it opens", "a day after 'openedOn'");
        var isDefault = members.TryGetValue("default", out var chosen) && Truth(chosen);
        return code is null || title is null || kind is null || opened is null
            ? (null, isDefault, node)
            : (new Team
            {
                Code = code,
                Title = title,
                Kind = kind.Value,
                Managers = managers,
                OpenedOn = opened.Value,
                ClosedOn = closed,
            }, isDefault, node);
    }

    private string? Code(LocatedJson node, Dictionary<string, LocatedJson> members)
    {
        if (_faults.RequiredText(node, members, "code") is not { } code)
            return null;
        if (code.Length <= LongestCode && code == code.Trim() && code.IsNormalized() && !code.EnumerateRunes().Any(VisibleText.IsInvisible))
            return code;
        _faults.Add(members["code"], "'code' is not a code",
            $"up to {LongestCode} characters that can be seen, without blanks around them");
        return null;
    }

    private TeamManagement? Manager(LocatedJson node)
    {
        var members = _faults.Members(node, "a manager", ["id", "deputies"]);
        var id = _faults.RequiredText(node, members, "id");
        var deputies = members.ContainsKey("deputies") ? Items(node, members, "deputies", least: 0) : [];
        foreach (var deputy in deputies.Where(deputy => string.IsNullOrWhiteSpace(deputy.Text)))
            _faults.Add(deputy, "a deputy is not a text", "an account id");
        return id is null ? null : new TeamManagement(id, [.. deputies.Select(deputy => deputy.Text ?? "")]);
    }

    private DateOnly? Day(Dictionary<string, LocatedJson> members, string name)
    {
        if (!members.TryGetValue(name, out var node))
            return null;
        if (DateOnly.TryParseExact(node.Text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            return day;
        _faults.Add(node, $"'{name}' is not a day", "a day such as 2026-04-01");
        return null;
    }

    private bool Truth(LocatedJson node)
    {
        if (node.Kind is not (JsonValueKind.True or JsonValueKind.False))
            _faults.Add(node, "'default' is not a truth value", "true or false");
        return node.Kind == JsonValueKind.True;
    }

    private IReadOnlyList<LocatedJson> Items(LocatedJson parent, Dictionary<string, LocatedJson> members, string name, int least)
    {
        if (members.TryGetValue(name, out var node) && node.Kind == JsonValueKind.Array && node.Items.Count >= least)
            return node.Items;
        _faults.Add(node ?? parent, $"'{name}' is missing, empty or no list", least == 0 ? "a list" : "a list with at least one item");
        return [];
    }

    private void CheckCodes(IEnumerable<(string Code, LocatedJson At)> teams)
    {
        foreach (var same in teams.GroupBy(team => team.Code, StringComparer.Ordinal).Where(same => same.Count() > 1))
            _faults.Add(same.Last().At, $"the code '{same.Key}' appears {same.Count()} times", "each code once");
    }

    private void CheckDefault(Team team, LocatedJson at)
    {
        if (team.Kind != TeamKind.Duty || team.ClosedOn is not null)
            _faults.Add(at, $"the default team '{team.Code}' is no duty team that stays open", "a duty team without 'closedOn'");
    }
}
