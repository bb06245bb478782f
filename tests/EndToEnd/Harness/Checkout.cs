namespace EndToEnd.Harness;

/// <summary>Where the checkout is, and the app that was built with these tests.</summary>
internal static class Checkout
{
    public static string Root { get; } = FindRoot();

    /// <summary>The app's assembly, of the same configuration as the tests'.</summary>
    public static string App { get; } = FindApp();

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "ChildProtection.Functions.sln")))
                return folder.FullName;
        }

        throw new InvalidOperationException($"No ChildProtection.Functions.sln above {AppContext.BaseDirectory}; run the tests from a checkout.");
    }

    private static string FindApp()
    {
        var output = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));
        var app = Path.Combine(output.Parent!.Parent!.FullName, "ChildProtection.Functions", output.Name, "ChildProtection.Functions.dll");
        return File.Exists(app) ? app : throw new InvalidOperationException($"The app is not built: {app} is missing. Build tests/EndToEnd.");
    }
}
