using System.Text.Json.Nodes;
using System.Xml.Linq;

namespace ChildProtection.Tests.Architecture.Packages;

/// <summary>What a project's lock file must hold to, so that a restore takes the packages that were tested, whoever serves them.</summary>
internal static class LockFiles
{
    public const string Name = "packages.lock.json";

    public static IReadOnlyDictionary<string, string> Pinned { get; } = Load("Directory.Packages.props")
        .Descendants("PackageVersion")
        .ToDictionary(one => one.Attribute("Include")!.Value, one => one.Attribute("Version")!.Value, StringComparer.OrdinalIgnoreCase);

    /// <summary>Every project, as its path from the root.</summary>
    public static IEnumerable<string> Projects() =>
        from folder in (string[])["src", "tests"]
        from file in Directory.EnumerateFiles(Path.Combine(Repository.Root, folder), "*.csproj", SearchOption.AllDirectories)
        select Path.GetRelativePath(Repository.Root, file);

    /// <summary>The lock file beside a project, or null.</summary>
    public static string? Of(string project)
    {
        var file = Path.Combine(Repository.Root, Path.GetDirectoryName(project)!, Name);
        return File.Exists(file) ? File.ReadAllText(file) : null;
    }

    public static IEnumerable<string> Faults(string project, string? text)
    {
        if (text is null)
            return [$"{project} has no {Name}; a restore would take what it finds"];
        var packages = JsonNode.Parse(text)!["dependencies"]!.AsObject()
            .SelectMany(framework => framework.Value!.AsObject())
            .Where(one => (string?)one.Value!["type"] != "Project")
            .ToDictionary(one => one.Key, one => one.Value!, StringComparer.OrdinalIgnoreCase);
        return
        [
            .. References(project).Where(name => !packages.ContainsKey(name)).Select(name => $"{project}: {name} is not locked"),
            .. packages.Where(one => string.IsNullOrEmpty((string?)one.Value["contentHash"]))
                .Select(one => $"{project}: {one.Key} is locked by no content"),
            .. packages.Where(one => Pinned.TryGetValue(one.Key, out var version) && version != (string?)one.Value["resolved"])
                .Select(one => $"{project}: {one.Key} is locked at another version than is pinned"),
            .. text.Contains("://", StringComparison.Ordinal) ? [$"{project}: a lock file names a registry"] : Array.Empty<string>(),
        ];
    }

    /// <summary>What switches the lock off for one command, in a text that is run.</summary>
    public static bool Unlocks(string script) =>
        ((string[])["RestoreLockedMode", "force-evaluate", "RestorePackagesWithLockFile", "use-lock-file", "lock-file-path", Name])
        .Any(word => script.Contains(word, StringComparison.OrdinalIgnoreCase));

    public static XDocument Load(string file) => XDocument.Load(Path.Combine(Repository.Root, file));

    private static IEnumerable<string> References(string project) =>
        Load(project).Descendants("PackageReference").Select(one => one.Attribute("Include")!.Value);
}
