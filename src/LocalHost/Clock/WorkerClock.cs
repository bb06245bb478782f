using System.IO.MemoryMappedFiles;

namespace LocalHost.Clock;

/// <summary>Shows the simulated clock to a worker, which reads it through a start-up hook; the app needs no code for it.</summary>
internal sealed class WorkerClock : IDisposable
{
    private readonly string _path;
    private readonly MemoryMappedFile _file;
    private readonly MemoryMappedViewAccessor _ticks;

    /// <param name="folder">Where the shared file lies.</param>
    /// <param name="now">The moment to show first.</param>
    public WorkerClock(string folder, DateTimeOffset now)
    {
        _path = Path.GetFullPath(Path.Combine(folder, "worker-clock"));
        _file = MemoryMappedFile.CreateFromFile(_path, FileMode.Create, mapName: null, sizeof(long));
        _ticks = _file.CreateViewAccessor(0, sizeof(long));
        Show(now);
    }

    /// <summary>What to add to a worker's environment.</summary>
    public IReadOnlyDictionary<string, string> Environment => new Dictionary<string, string>
    {
        [MappedClock.PathVariable] = _path,
        [Hooks] = System.Environment.GetEnvironmentVariable(Hooks) is { Length: > 0 } others ? $"{others}{Path.PathSeparator}{Hook}" : Hook,
    };

    private const string Hooks = "DOTNET_STARTUP_HOOKS";

    private static string Hook => typeof(MappedClock).Assembly.Location;

    /// <summary>Lets workers see this moment from now on.</summary>
    public void Show(DateTimeOffset now) => _ticks.Write(0, now.UtcTicks);

    public void Dispose()
    {
        _ticks.Dispose();
        _file.Dispose();
    }
}
