namespace ChildProtection.Functions.Notifications.StaffMail;

/// <summary>Writes mail to staff as files; does nothing without the setting, as on Azure. One app writes there at a time.</summary>
/// <param name="path">A folder; null for nowhere.</param>
public sealed class MailFolder(string? path) : IDisposable
{
    private const string Unfinished = ".part";

    /// <summary>While this is held no other call writes, so an unfinished file is from a process that ended.</summary>
    private readonly SemaphoreSlim _one = new(1, 1);

    public string? Path => path;

    /// <summary>Removes every mail about a case, and every unfinished file, because its line with the case may be missing.</summary>
    public async Task RemoveAsync(string caseId, CancellationToken cancellationToken)
    {
        if (path is null || !Directory.Exists(path))
            return;
        await _one.WaitAsync(cancellationToken);
        try
        {
            foreach (var file in Directory.EnumerateFiles(path, "*.eml" + Unfinished))
                File.Delete(file);
            foreach (var file in Directory.EnumerateFiles(path, "*.eml"))
            {
                if ((await File.ReadAllTextAsync(file, cancellationToken)).Contains($"\r\ncase: {caseId}\r\n", StringComparison.Ordinal))
                    File.Delete(file);
            }
        }
        finally
        {
            _one.Release();
        }
    }

    /// <summary>Writes a file whole or not at all; the same name again writes the same file.</summary>
    public async Task WriteAsync(string name, byte[] content, CancellationToken cancellationToken)
    {
        if (path is null)
            return;
        await _one.WaitAsync(cancellationToken);
        try
        {
            Directory.CreateDirectory(path);
            var file = System.IO.Path.Combine(path, name);
            await File.WriteAllBytesAsync(file + Unfinished, content, cancellationToken);
            File.Move(file + Unfinished, file, overwrite: true);
        }
        finally
        {
            _one.Release();
        }
    }

    public void Dispose() => _one.Dispose();
}
