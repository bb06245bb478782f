namespace Conformance.Hosts;

/// <summary>Where the build lays down the app that holds the suite's orchestrations, as a publish would.</summary>
internal static class PublishedApp
{
    public static string Folder { get; } = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "..", "..", "ConformanceApp", "debug"));
}
