namespace ChildProtection.Tests.Architecture;

/// <summary>The sources, as they lie beside the built tests.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot();

    /// <summary>Every C# file below a folder of the repository: its path from the root, with forward slashes, and its lines.</summary>
    public static IEnumerable<(string Path, string[] Lines)> Sources(params string[] folders) =>
        from folder in folders
        from file in Directory.EnumerateFiles(Path.Combine(Root, folder), "*.cs", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
        let path = Path.GetRelativePath(Root, file).Replace('\\', '/')
        where !path.Split('/').Any(part => part is "obj" or "bin")
        select (path, File.ReadAllLines(file));

    /// <summary>Every line below the folders, with the place a reader can go to.</summary>
    public static IEnumerable<(string Place, string Path, string Text)> Lines(params string[] folders) =>
        from source in Sources(folders)
        from line in source.Lines.Index()
        select ($"{source.Path}:{line.Index + 1}", source.Path, line.Item);

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "ChildProtection.Functions.sln")))
                return folder.FullName;
        throw new InvalidOperationException(
            $"ChildProtection.Functions.sln is in no folder above {AppContext.BaseDirectory}; run the tests from a checkout.");
    }
}
