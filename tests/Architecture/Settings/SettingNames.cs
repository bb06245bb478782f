using System.Text.Json;
using System.Text.RegularExpressions;

namespace ChildProtection.Tests.Architecture.Settings;

/// <summary>
/// Names of settings, each as it stands in the environment: where the code reads them, where they are described, where the sample and the
/// templates set them.
/// </summary>
internal static partial class SettingNames
{
    private static readonly string[] Folders = ["src/ChildProtection.Functions"];

    /// <summary>Names by which helpers hand a setting on; what they are called with is a constant, and so is found by itself.</summary>
    private static readonly string[] HandedOn = ["setting", "name"];

    public static IReadOnlySet<string> Code { get; } = ReadCode().Select(Environment).ToHashSet(StringComparer.Ordinal);

    public static IReadOnlySet<string> Documented { get; } =
        Row().Matches(Text("docs/configuration.md")).Select(match => match.Groups[1].Value).ToHashSet(StringComparer.Ordinal);

    public static IReadOnlyDictionary<string, string> Sample { get; } =
        JsonDocument
            .Parse(Text("local.settings.sample.json"), new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip })
            .RootElement.GetProperty("Values")
            .EnumerateObject()
            .ToDictionary(value => value.Name, value => value.Value.GetString()!, StringComparer.Ordinal);

    /// <summary>What the templates set.</summary>
    public static IReadOnlySet<string> Templates { get; } =
        Given()
            .Matches(Text("infra/modules/functionApp.bicep") + Text("infra/main.bicep"))
            .Select(match => match.Groups[1].Value)
            .Where(name => name.Contains("__", StringComparison.Ordinal)
                || name.StartsWith("AzureWebJobs", StringComparison.Ordinal)
                || !name.Any(char.IsAsciiLetterLower))
            .ToHashSet(StringComparer.Ordinal);

    private static string Environment(string name) => name.Replace(":", "__", StringComparison.Ordinal);

    private static string Text(string path) => File.ReadAllText(Path.Combine(Repository.Root, path));

    private static IEnumerable<string> ReadCode()
    {
        var sources = Repository
            .Sources(Folders)
            .Select(source => (Class: Path.GetFileNameWithoutExtension(source.Path), Text: string.Join('\n', source.Lines)))
            .ToArray();
        var constants = sources
            .SelectMany(source =>
                Constant()
                    .Matches(source.Text)
                    .Select(match => (Name: $"{source.Class}.{match.Groups[1].Value}", Value: match.Groups[2].Value)))
            .ToDictionary(constant => constant.Name, constant => constant.Value, StringComparer.Ordinal);
        var lists = JsonDocument
            .Parse(Text("infra/servicebus.entities.json"))
            .RootElement.GetProperty("forEach")
            .EnumerateArray()
            .Select(part => part.GetProperty("list").GetString()!);
        return sources
            .SelectMany(source =>
                Read().Matches(source.Text).SelectMany(match => Resolve(match.Groups[1].Value, source.Class, source.Text, constants)))
            .Concat(
                constants
                    .Where(constant => constant.Key.EndsWith("Setting", StringComparison.Ordinal))
                    .SelectMany(constant => Resolve(constant.Value, constant.Key.Split('.')[0], "", constants)))
            .Concat(lists);
    }

    private static IEnumerable<string> Resolve(string expression, string inClass, string text, Dictionary<string, string> constants)
    {
        var trimmed = expression.Trim();
        if (HandedOn.Contains(trimmed) || trimmed.StartsWith("name.", StringComparison.Ordinal))
            return [];
        if (trimmed.Contains('+', StringComparison.Ordinal))
            return [string.Concat(trimmed.Split('+').SelectMany(part => Resolve(part, inClass, text, constants)))];
        if (trimmed.StartsWith('"'))
            return [trimmed.Trim('"')];
        // A section, by its name or its constant, whose settings are listed by nameof in the same file.
        if (Section().Match(trimmed) is { Success: true } section)
        {
            var start = section.Groups["constant"].Success
                ? Resolve(section.Groups["constant"].Value, inClass, text, constants).Single()
                : section.Groups["name"].Value;
            return NameOf().Matches(text).Select(match => $"{start}:{match.Groups[1].Value}").Distinct();
        }
        var name = trimmed.Contains('.', StringComparison.Ordinal) ? trimmed : $"{inClass}.{trimmed}";
        return constants.TryGetValue(name, out var value)
            ? Resolve(value, name.Split('.')[0], text, constants)
            : throw new InvalidOperationException(
                $"{inClass} reads the setting {expression}, and this test cannot tell which that is; name it by a constant.");
    }

    [GeneratedRegex(@"(?:\b[cC]onfiguration\[|\bsettings\.(?:Text|Required|Number|Address)\(\s*)([^\],)]+)")]
    private static partial Regex Read();

    [GeneratedRegex(@"const string (\w+) = ([^;]+);")]
    private static partial Regex Constant();

    [GeneratedRegex(@"^\$""(?:\{(?<constant>\w+)\}|(?<name>\w+)):\{\w+\}""$")]
    private static partial Regex Section();

    [GeneratedRegex(@"nameof\((\w+)\)")]
    private static partial Regex NameOf();

    [GeneratedRegex(@"^\| `(\w+)` \|", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex(@"^\s+([A-Za-z]\w+): ", RegexOptions.Multiline)]
    private static partial Regex Given();
}
