using System.IO.MemoryMappedFiles;

namespace LocalHost.Clock;

/// <summary>A clock whose time another process sets, in a shared file. Timers and time stamps stay the system's: waits are real.</summary>
public sealed class MappedClock : TimeProvider, IDisposable
{
    /// <summary>The environment variable that names the file.</summary>
    public const string PathVariable = "LOCALHOST_CLOCK_FILE";

    private readonly MemoryMappedFile _file;
    private readonly MemoryMappedViewAccessor _ticks;

    /// <param name="path">The file: one 64-bit number, the ticks of the moment, UTC.</param>
    public MappedClock(string path)
    {
        var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        _file = MemoryMappedFile.CreateFromFile(
            stream, mapName: null, sizeof(long), MemoryMappedFileAccess.Read, HandleInheritability.None, leaveOpen: false);
        _ticks = _file.CreateViewAccessor(0, sizeof(long), MemoryMappedFileAccess.Read);
    }

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => new(_ticks.ReadInt64(0), TimeSpan.Zero);

    public void Dispose()
    {
        _ticks.Dispose();
        _file.Dispose();
    }
}
