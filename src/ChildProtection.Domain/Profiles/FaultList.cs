using System.Text.Json;

namespace ChildProtection.Domain.Profiles;

/// <summary>Collects the faults of one file, so that reading goes on after the first.</summary>
internal sealed class FaultList(string file)
{
    private readonly List<ProfileFault> faults = [];

    public void Add(LocatedJson at, string problem, string expected) => faults.Add(new(file, at.Line, at.Pointer, problem, expected));

    public void ThrowIfAny()
    {
        if (faults.Count > 0)
        {
            throw new ProfileException(faults);
        }
    }

    /// <summary>The members of an object by name; unknown and repeated ones are faults.</summary>
    public Dictionary<string, LocatedJson> Members(LocatedJson node, string what, IReadOnlyCollection<string>? allowed)
    {
        var members = new Dictionary<string, LocatedJson>(StringComparer.Ordinal);
        if (node.Kind != JsonValueKind.Object)
        {
            Add(node, $"{what} is not an object", "an object");
        }

        foreach (var (name, value) in node.Members)
        {
            if (allowed is not null && !allowed.Contains(name))
            {
                Add(value, $"unknown field '{name}'", $"one of {string.Join(", ", allowed)}");
            }
            else if (!members.TryAdd(name, value))
            {
                Add(value, $"'{name}' is a duplicate; it appears first in line {members[name].Line}", "each name once");
            }
        }

        return members;
    }

    /// <summary>A text that must be there and not empty.</summary>
    public string? RequiredText(LocatedJson parent, Dictionary<string, LocatedJson> members, string name)
    {
        if (members.ContainsKey(name))
        {
            return OptionalText(members, name);
        }

        Add(parent, $"missing field '{name}'", $"a text in '{name}'");
        return null;
    }

    /// <summary>A text that may be absent, but not empty.</summary>
    public string? OptionalText(Dictionary<string, LocatedJson> members, string name)
    {
        if (!members.TryGetValue(name, out var node))
        {
            return null;
        }

        if (string.IsNullOrWhiteSpace(node.Text))
        {
            Add(node, $"'{name}' is not a text", "a text that is not empty");
            return null;
        }

        return node.Text;
    }

    /// <summary>One of the words of an enumeration, in camelCase.</summary>
    public T? OptionalWord<T>(Dictionary<string, LocatedJson> members, string name)
        where T : struct, Enum
    {
        if (OptionalText(members, name) is not { } text)
        {
            return null;
        }

        foreach (var value in Enum.GetValues<T>())
        {
            if (Word(value) == text)
            {
                return value;
            }
        }

        Add(members[name], $"'{text}' is not a known {name}", $"one of {string.Join(", ", Enum.GetValues<T>().Select(Word))}");
        return null;
    }

    public static string Word<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());
}
