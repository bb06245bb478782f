namespace LocalHost.Hosting;

/// <summary>
/// Small files of the data folder, replaced as a whole: a process that is killed leaves the old text or the new one. Only the owner may
/// read them.
/// </summary>
internal static class DataFile
{
    public static void CreateDirectory(string path)
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(path);
        else
            Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    /// <summary>Not flushed to the disk: a power cut may cost the last change, a crash does not.</summary>
    public static void Replace(string path, string text)
    {
        var next = path + ".next";
        using (var stream = new FileStream(next, Private(FileMode.Create)))
        using (var writer = new StreamWriter(stream))
            writer.Write(text);
        File.Move(next, path, overwrite: true);
    }

    public static FileStreamOptions Private(FileMode mode)
    {
        var options = new FileStreamOptions { Mode = mode, Access = FileAccess.Write, Share = FileShare.None };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return options;
    }
}
