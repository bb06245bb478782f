namespace ChildProtection.Tests.Architecture.Infrastructure;

/// <summary>The files of infra/, and the parameters beside these tests.</summary>
internal static class TemplateFiles
{
    public static string Infra { get; } = Path.Combine(Repository.Root, "infra");

    public static string Modules { get; } = Path.Combine(Infra, "modules");

    /// <summary>Every template and parameters file, by its path from the root.</summary>
    public static IReadOnlyList<string> All { get; } =
        [.. Found("*.bicep", Infra), .. Found("*.bicepparam", Infra), .. Found("*.bicepparam", Path.Combine(Repository.Root, "tests"))];

    public static IReadOnlyList<string> Environments { get; } = [.. Found("*.bicepparam", Infra)];

    public static IReadOnlyList<string> Parameters { get; } = [.. All.Where(BicepCompiler.IsParameters)];

    public static string Full(string path) => Path.Combine(Repository.Root, path);

    private static IEnumerable<string> Found(string pattern, string folder) =>
        Directory.EnumerateFiles(folder, pattern, SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(Repository.Root, file).Replace('\\', '/')).Order(StringComparer.Ordinal);
}
