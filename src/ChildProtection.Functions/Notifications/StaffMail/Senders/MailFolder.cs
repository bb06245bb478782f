using System.Text;

namespace ChildProtection.Functions.Notifications.StaffMail.Senders;

/// <summary>Writes mail to staff as files; does nothing without a folder, as on Azure. One app writes there at a time.</summary>
/// <param name="path">A folder; null for nowhere.</param>
public sealed class MailFolder(string? path) : IDisposable
{
    private const string Unfinished = ".part";
    private const string Break = "\r\n\r\n";

    /// <summary>While this is held no other call writes, so an unfinished file is from a process that ended.</summary>
    private readonly SemaphoreSlim _one = new(1, 1);

    public string? Path => path;

    /// <summary>
    /// Removes what mails say about a case: its paragraph, or the file where nothing else is left. Every unfinished file goes, because its
    /// line with the case may be missing.
    /// </summary>
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
                var text = await File.ReadAllTextAsync(file, cancellationToken);
                if (!text.Contains(caseId, StringComparison.Ordinal))
                    continue;
                var others = text.Split(Break).Where(paragraph => !paragraph.Contains(caseId, StringComparison.Ordinal)).ToArray();
                if (others.Skip(1).Any(IsAboutACase))
                    await ReplaceAsync(file, Encoding.UTF8.GetBytes(string.Join(Break, others)), cancellationToken);
                else
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
            await ReplaceAsync(System.IO.Path.Combine(path, name), content, cancellationToken);
        }
        finally
        {
            _one.Release();
        }
    }

    public void Dispose() => _one.Dispose();

    private static bool IsAboutACase(string paragraph) => paragraph.Split("\r\n").Any(line =>
        line.StartsWith("Link: ", StringComparison.Ordinal) || line.StartsWith("Case: ", StringComparison.Ordinal));

    private static async Task ReplaceAsync(string file, byte[] content, CancellationToken cancellationToken)
    {
        await File.WriteAllBytesAsync(file + Unfinished, content, cancellationToken);
        File.Move(file + Unfinished, file, overwrite: true);
    }
}
