using System.Runtime.CompilerServices;

namespace ChildProtection.Functions.Seals;

/// <summary>Seals as files that only their owner reads and nobody writes again; for a machine of one's own.</summary>
internal sealed class FolderSealStore(string root) : ISealStore
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private const string Unfinished = ".part";

    public bool IsSet => true;

    public async Task<bool> TryWriteAsync(string name, BinaryData content, CancellationToken cancellationToken)
    {
        var path = PathOf(name);
        if (File.Exists(path))
            return false;
        CreateFolder(Path.GetDirectoryName(path)!);
        var unfinished = $"{path}.{Guid.NewGuid():N}{Unfinished}";
        await File.WriteAllBytesAsync(unfinished, content.ToArray(), cancellationToken);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(unfinished, UnixFileMode.UserRead);
        try
        {
            File.Move(unfinished, path, overwrite: false);
            return true;
        }
        catch (IOException) when (File.Exists(path))
        {
            File.Delete(unfinished);
            return false;
        }
    }

    public async Task<BinaryData?> ReadAsync(string name, CancellationToken cancellationToken) =>
        File.Exists(PathOf(name)) ? new BinaryData(await File.ReadAllBytesAsync(PathOf(name), cancellationToken)) : null;

    public IAsyncEnumerable<string> ListAsync(string folder, CancellationToken cancellationToken) =>
        NamesAsync(PathOf(folder), Directory.EnumerateFiles, name => $"{folder}/{name}", cancellationToken);

    public IAsyncEnumerable<string> FoldersAsync(string folder, CancellationToken cancellationToken) =>
        NamesAsync(PathOf(folder), Directory.EnumerateDirectories, name => name, cancellationToken);

    internal static void CreateFolder(string path)
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(path);
        else
            Directory.CreateDirectory(path, OwnerOnly);
    }

    private static async IAsyncEnumerable<string> NamesAsync(
        string folder,
        Func<string, IEnumerable<string>> entries,
        Func<string, string> name,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (!Directory.Exists(folder))
            yield break;
        foreach (var entry in entries(folder).Where(entry => !entry.EndsWith(Unfinished, StringComparison.Ordinal)).Order())
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return name(Path.GetFileName(entry));
        }

        await Task.CompletedTask;
    }

    private string PathOf(string name) => Path.Combine([root, .. name.Split('/')]);
}
