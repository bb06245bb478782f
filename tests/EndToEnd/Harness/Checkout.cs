namespace EndToEnd.Harness;

/// <summary>
/// Where the checkout is, and what ./test has built in it: the published app and the host that runs it, as ./run starts them.
/// </summary>
internal static class Checkout
{
    public static string Root { get; } = FindRoot();

    /// <summary>The folder of the published app.</summary>
    public static string App =>
        Path.GetDirectoryName(Built("artifacts/publish/ChildProtection.Functions/release/ChildProtection.Functions.dll"))!;

    /// <summary>The local host's program.</summary>
    public static string Host => Built("artifacts/bin/LocalHost/release/LocalHost.dll");

    public static string HostSettings => Path.Combine(Root, "local.host.json");

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "ChildProtection.Functions.sln")))
                return folder.FullName;
        }

        throw new InvalidOperationException(
            $"No ChildProtection.Functions.sln above {AppContext.BaseDirectory}; run the tests from a checkout.");
    }

    private static string Built(string path)
    {
        var file = Path.Combine(Root, path);
        return File.Exists(file)
            ? file
            : throw new InvalidOperationException($"{file} is missing. Run ./test once; it publishes the app and builds its host.");
    }
}
