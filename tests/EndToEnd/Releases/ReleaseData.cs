using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;
using EndToEnd.Harness;

namespace EndToEnd.Releases;

/// <summary>
/// What a release left behind: the rows of its tables, a JSON line each, its engine's and its bus's files, and its cases as it answered for
/// them.
/// </summary>
internal static class ReleaseData
{
    private const string Cases = "cases.json";

    /// <summary>A start makes new keys, and an archive must not hold any.</summary>
    private static readonly string[] Kept = ["engine.db", "bus.db", "clock"];

    public static string Folder { get; } = Path.Combine(Checkout.Root, "tests", "EndToEnd", "Releases");

    public static IEnumerable<string> Releases =>
        Directory.GetFiles(Folder, "*.zip").Select(file => Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal);

    /// <summary>The app has ended; its tables run.</summary>
    public static async Task WriteAsync(string file, RawTables tables, string appData, JsonArray cases)
    {
        await using var stream = File.Create(file);
        await using var archive = new ZipArchive(stream, ZipArchiveMode.Create);
        foreach (var table in (await tables.TablesAsync()).Order(StringComparer.Ordinal))
            await AddAsync(
                archive, $"tables/{table}.jsonl", string.Concat((await tables.RowsAsync(table)).Select(row => row.ToJsonString() + "\n")));
        foreach (
            var path in Directory
                .GetFiles(appData)
                .Where(path =>
                    Kept.Any(name => Path.GetFileName(path).StartsWith(name, StringComparison.Ordinal))
                    && !path.EndsWith(".lock", StringComparison.Ordinal)))
            archive.CreateEntryFromFile(path, $"app/{Path.GetFileName(path)}", CompressionLevel.SmallestSize);
        await AddAsync(archive, Cases, cases.ToJsonString());
    }

    /// <summary>Puts everything in its place; returns the release's cases.</summary>
    public static async Task<JsonArray> LoadAsync(string release, RawTables tables, string appData)
    {
        using var archive = ZipFile.OpenRead(Path.Combine(Folder, release + ".zip"));
        Directory.CreateDirectory(appData);
        foreach (var entry in archive.Entries)
        {
            if (entry.FullName.StartsWith("app/", StringComparison.Ordinal))
                entry.ExtractToFile(Path.Combine(appData, entry.Name));
            else if (entry.FullName.StartsWith("tables/", StringComparison.Ordinal))
                await FillAsync(tables, Path.GetFileNameWithoutExtension(entry.Name), await TextAsync(entry));
        }

        return JsonNode.Parse(await TextAsync(archive.GetEntry(Cases)!))!.AsArray();
    }

    private static async Task FillAsync(RawTables tables, string table, string lines)
    {
        await tables.CreateAsync(table);
        foreach (var line in lines.Split('\n', StringSplitOptions.RemoveEmptyEntries))
            await tables.InsertAsync(table, JsonNode.Parse(line)!.AsObject());
    }

    private static async Task AddAsync(ZipArchive archive, string name, string text)
    {
        await using var entry = archive.CreateEntry(name, CompressionLevel.SmallestSize).Open();
        await entry.WriteAsync(Encoding.UTF8.GetBytes(text));
    }

    private static async Task<string> TextAsync(ZipArchiveEntry entry)
    {
        using var reader = new StreamReader(entry.Open(), Encoding.UTF8);
        return await reader.ReadToEndAsync();
    }
}
