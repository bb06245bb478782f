namespace ChildProtection.Tests.Architecture;

/// <summary>A line fits on a screen, and a C# file holds one idea.</summary>
public sealed class LengthTests
{
    private const int Columns = 140;
    private const int FileLines = 250;

    [Fact]
    public void Lines_OfSourcesAndScripts_HaveAtMost140Columns() =>
        Assert.Empty(
            from file in Repository.Sources("src", "tests").Concat(Scripts())
            from line in file.Lines.Index()
            where line.Item.Length > Columns
            select $"{file.Path}:{line.Index + 1} has {line.Item.Length} columns; break it before column {Columns + 1}.");

    [Fact]
    public void Files_OfSources_HaveAtMost250Lines() =>
        Assert.Empty(
            from file in Repository.Sources("src", "tests")
            where file.Lines.Length > FileLines
            select $"{file.Path} has {file.Lines.Length} lines; split it into files of one idea each.");

    [Fact]
    public void Scripts_OfTheRoot_AreFound() =>
        Assert.Subset(Scripts().Select(file => file.Path).ToHashSet(), new HashSet<string> { "run", "test", "scripts/common.sh" });

    private static IEnumerable<(string Path, string[] Lines)> Scripts() =>
        from file in new[] { "run", "test" }.Concat(
            Directory.EnumerateFiles(Path.Combine(Repository.Root, "scripts")).Order(StringComparer.Ordinal))
        let path = Path.Combine(Repository.Root, file)
        select (Path.GetRelativePath(Repository.Root, path).Replace('\\', '/'), File.ReadAllLines(path));
}
