namespace LocalHost.Hosting;

/// <summary>
/// The folder that holds the host's state, for one host at a time and one kind of clock. It is free again when this is disposed, or the
/// process ends.
/// </summary>
internal sealed class DataFolder : IDisposable
{
    private const string LockName = "host.lock";

    // Present in a folder with a simulated clock only; releases before this host wrote the same file.
    private const string ClockName = "clock";

    private static readonly string[] Used = ["signing-key", "bus.db", "schedules.json", "engine.db"];

    private readonly FileStream _lock;

    private DataFolder(string path, FileStream held) => (FullPath, _lock) = (path, held);

    public string FullPath { get; }

    public string PathOf(string file) => Path.Combine(FullPath, file);

    /// <summary>Takes the folder, and makes it when it is missing.</summary>
    /// <exception cref="HostStartException">Another host uses it, or it was begun with the other kind of clock. Nothing in it was
    /// changed.</exception>
    public static DataFolder Open(string path, bool simulatedClock)
    {
        try
        {
            DataFile.CreateDirectory(path);
            var held = new FileStream(Path.Combine(path, LockName), DataFile.Private(FileMode.OpenOrCreate));
            var folder = new DataFolder(path, held);
            if (folder.BegunSimulated() is { } begun && begun != simulatedClock)
            {
                folder.Dispose();
                throw new HostStartException(
                    $"The data folder {path} was begun with the {(begun ? "simulated" : "system's")} clock; "
                    + $"start with --clock {(begun ? "simulated" : "system")}, or name another folder with --data.");
            }

            return folder;
        }
        catch (IOException exception) when (File.Exists(Path.Combine(path, LockName)))
        {
            throw new HostStartException(
                $"The data folder {path} is in use by another host. Stop that one, or name another folder with --data.", exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new HostStartException($"The data folder {path} can't be used: {exception.Message}", exception);
        }
    }

    public void Dispose() => _lock.Dispose();

    /// <summary>Null for a new folder.</summary>
    private bool? BegunSimulated()
        => File.Exists(PathOf(ClockName)) ? true : Used.Any(file => File.Exists(PathOf(file))) ? false : null;
}
