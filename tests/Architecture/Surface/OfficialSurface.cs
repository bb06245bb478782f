namespace ChildProtection.Tests.Architecture.Surface;

/// <param name="Result">What it returns or holds; empty for a constructor.</param>
/// <param name="Remarks">Modifiers, accessors, or the kind of a type.</param>
/// <param name="Parameters">Names and defaults in brackets; empty when there are none.</param>
internal sealed record OfficialMember(string Result, string Remarks, string Parameters);

/// <summary>The public members of the official packages, one a line: documentation id, result, modifiers, parameter names with defaults.</summary>
internal static class OfficialSurface
{
    public static IReadOnlyDictionary<string, OfficialMember> Members { get; } = Read();

    private static Dictionary<string, OfficialMember> Read()
    {
        var members = new Dictionary<string, OfficialMember>(StringComparer.Ordinal);
        foreach (var file in Directory.GetFiles(Path.Combine(Repository.Root, "tests/Architecture/Surface"), "*.txt"))
            foreach (var line in File.ReadLines(file).Where(line => line.Length > 0))
            {
                var (id, rest) = Split(line, " ");
                members[id] = Parse(rest);
            }

        return members;
    }

    private static OfficialMember Parse(string rest)
    {
        var (text, parameters) = rest.EndsWith(']') && rest.LastIndexOf('[') is var at && (at == 0 || rest[at - 1] == ' ') ? (rest[..at].Trim(), rest[at..]) : (rest.Trim(), "");
        if (!text.StartsWith("-> ", StringComparison.Ordinal))
            return new OfficialMember("", text, parameters);
        var (result, remarks) = Split(text[3..], " ");
        return new OfficialMember(result, remarks, parameters);
    }

    private static (string Before, string After) Split(string text, string by) =>
        text.IndexOf(by, StringComparison.Ordinal) is var at and >= 0 ? (text[..at], text[(at + by.Length)..].Trim()) : (text, "");
}
