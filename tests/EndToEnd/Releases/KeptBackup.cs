using System.IO.Compression;
using System.Text.Json.Nodes;

namespace EndToEnd.Releases;

/// <summary>
/// A backup that a release's own <c>./run --backup</c> made, in <c>backup/</c>, and beside it what that installation answered, in
/// <c>kept.json</c>.
/// </summary>
internal static class KeptBackup
{
    private const string Answers = "kept.json";
    private const string Prefix = "backup/";

    public static string Folder { get; } = Path.Combine(ReleaseData.Folder, "Backups");

    public static IEnumerable<string> Releases =>
        Directory.GetFiles(Folder, "*.zip").Select(file => Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal);

    public static async Task WriteAsync(string file, string backup, JsonObject kept)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        await using var stream = File.Create(file);
        await using var archive = new ZipArchive(stream, ZipArchiveMode.Create);
        foreach (var path in Directory.GetFiles(backup, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
            archive.CreateEntryFromFile(
                path, Prefix + Path.GetRelativePath(backup, path).Replace('\\', '/'), CompressionLevel.SmallestSize);
        await using var answers = archive.CreateEntry(Answers, CompressionLevel.SmallestSize).Open();
        await answers.WriteAsync(System.Text.Encoding.UTF8.GetBytes(kept.ToJsonString()));
    }

    /// <summary>Puts the backup into a new folder, as <c>./run --restore</c> takes it; returns what its installation answered.</summary>
    public static async Task<JsonObject> UnpackAsync(string release, string backup)
    {
        using var archive = ZipFile.OpenRead(Path.Combine(Folder, release + ".zip"));
        foreach (var entry in archive.Entries.Where(entry => entry.FullName.StartsWith(Prefix, StringComparison.Ordinal)))
        {
            var target = Path.Combine(backup, entry.FullName[Prefix.Length..]);
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            entry.ExtractToFile(target);
        }

        await using var answers = archive.GetEntry(Answers)!.Open();
        return (await JsonNode.ParseAsync(answers))!.AsObject();
    }
}
