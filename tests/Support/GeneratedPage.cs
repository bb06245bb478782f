namespace ChildProtection.Tests.Support;

/// <summary>
/// A page of the documentation that is made from code or data and kept in the repository. A test holds the kept page against what would be
/// made now;
/// <c>./test --update</c> rewrites it.
/// </summary>
internal static class GeneratedPage
{
    /// <summary>Set to 1, pages are written instead of compared.</summary>
    public const string UpdateVariable = "CHILDPROTECTION_UPDATE_PAGES";

    /// <summary>Compares a page with what it should hold, or writes it.</summary>
    /// <param name="path">From the root of the repository, with forward slashes: <c>docs/profiles.md</c>.</param>
    /// <param name="content">The whole page; lines end with a line feed.</param>
    public static void Check(string path, string content)
    {
        var file = Path.Combine(Root(), path);
        if (Environment.GetEnvironmentVariable(UpdateVariable) == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, content);
            return;
        }

        var kept = File.Exists(file) ? File.ReadAllText(file) : "";
        if (kept == content)
            return;
        var (old, made) = (kept.Split('\n'), content.Split('\n'));
        var line = old.Zip(made).TakeWhile(pair => pair.First == pair.Second).Count();
        Assert.Fail($"{path} is not what would be made now; run ./test --update to rewrite it. The first difference is in line {line + 1}:"
            + $"{Environment.NewLine}kept: {old.ElementAtOrDefault(line)}{Environment.NewLine}made: {made.ElementAtOrDefault(line)}");
    }

    /// <summary>The folder of the repository.</summary>
    public static string Root()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "ChildProtection.Functions.sln")))
                return folder.FullName;
        throw new InvalidOperationException(
            $"ChildProtection.Functions.sln is in no folder above {AppContext.BaseDirectory}; run the tests from a checkout.");
    }
}
