using System.Text.RegularExpressions;

namespace ChildProtection.Tests.Architecture.Obligations;

/// <summary>A test that proves an obligation.</summary>
/// <param name="Id">Number of the obligation.</param>
/// <param name="Test">Class and method.</param>
/// <param name="Path">Its file, from the root of the repository.</param>
/// <param name="Runs">Whether it stands on a test at all.</param>
internal sealed record ObligationMark(string Id, string Test, string Path, bool Runs);

/// <summary>Finds the marks in the sources of the tests.</summary>
internal static partial class ObligationMarks
{
    public static IReadOnlyList<ObligationMark> All { get; } =
    [
        .. Repository
            .Sources("tests")
            .Where(source => !source.Path.StartsWith("tests/Architecture/", StringComparison.Ordinal))
            .SelectMany(Of),
    ];

    private static IEnumerable<ObligationMark> Of((string Path, string[] Lines) source)
    {
        List<string> ids = [];
        var (type, runs) = ("", false);
        foreach (var line in source.Lines)
        {
            ids.AddRange(Mark().Matches(line).Select(mark => mark.Groups[1].Value));
            runs |= Test().IsMatch(line);
            if (Type().Match(line) is { Success: true } declared)
                type = declared.Groups[1].Value;
            if (Method().Match(line) is not { Success: true } method)
                continue;
            foreach (var id in ids)
                yield return new(id, $"{type}.{method.Groups[1].Value}", source.Path, runs);
            ids.Clear();
            runs = false;
        }

        foreach (var id in ids)
            yield return new(id, $"{type}, on nothing", source.Path, Runs: false);
    }

    [GeneratedRegex("""\bObligation\("([^"]*)"\)""")]
    private static partial Regex Mark();

    [GeneratedRegex(@"^\s*\[(?:Fact|Theory)\b")]
    private static partial Regex Test();

    [GeneratedRegex(@"\bclass (\w+)")]
    private static partial Regex Type();

    [GeneratedRegex(@"^\s*public (?:static |async )*(?:void|Task|ValueTask) (\w+)\(")]
    private static partial Regex Method();
}
