namespace DataTables.Tests;

/// <summary>Files of the folder Recorded: requests as this client sends them, answers as Azure documents them.</summary>
internal static class Recorded
{
    public static string Read(string file) => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Recorded", file));

    // A carriage return is part of a transaction's body, and would not survive the repository's line endings.
    public static void Same(string file, string sent) => Assert.Equal(Read(file), sent.Replace("\r", "␍", StringComparison.Ordinal));
}
