using Microsoft.Extensions.Configuration;

namespace ChildProtection.Functions.Messaging;

/// <summary>Where mail to people is written as files; nowhere when the setting is absent, as on Azure.</summary>
/// <param name="Path">A folder; null for nowhere.</param>
public sealed record MailFolder(string? Path)
{
    public const string Setting = "Notifications:MailFolder";

    public static MailFolder From(IConfiguration configuration) => new(configuration[Setting] is { Length: > 0 } path ? path : null);

    /// <summary>Removes every mail about a case.</summary>
    public void Remove(string caseId)
    {
        if (Path is null || !Directory.Exists(Path))
            return;
        foreach (var file in Directory.EnumerateFiles(Path, "*.eml"))
        {
            if (File.ReadAllText(file).Contains($"\r\ncase: {caseId}\r\n", StringComparison.Ordinal))
                File.Delete(file);
        }
    }

    /// <summary>Writes a file whole or not at all; the same name again writes the same file.</summary>
    public async Task WriteAsync(string name, byte[] content, CancellationToken cancellationToken)
    {
        if (Path is null)
            return;
        Directory.CreateDirectory(Path);
        var file = System.IO.Path.Combine(Path, name);
        var unfinished = file + ".part";
        await File.WriteAllBytesAsync(unfinished, content, cancellationToken);
        File.Move(unfinished, file, overwrite: true);
    }
}
