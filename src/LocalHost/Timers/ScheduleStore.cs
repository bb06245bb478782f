using System.Text.Json;
using LocalHost.Hosting;

namespace LocalHost.Timers;

/// <summary>
/// Schedules over restarts, so that an occurrence missed while the host was down is noticed. One small file. Safe for use from any
/// thread.
/// </summary>
internal sealed class ScheduleStore
{
    private readonly Lock _gate = new();
    private readonly string _path;
    private readonly Dictionary<string, ScheduleRecord> _records;

    /// <exception cref="HostStartException">The file holds something else.</exception>
    public ScheduleStore(DataFolder folder)
    {
        _path = folder.PathOf("schedules.json");
        _records = new Dictionary<string, ScheduleRecord>(Read(_path), StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>Null where nothing is remembered of the function with this very schedule.</summary>
    public ScheduleRecord? Find(string function, string schedule)
    {
        lock (_gate)
            return _records.TryGetValue(function, out var record) && record.Schedule == schedule ? record : null;
    }

    /// <exception cref="IOException">It can't be written.</exception>
    public void Save(string function, ScheduleRecord record)
    {
        lock (_gate)
        {
            _records[function] = record;
            DataFile.Replace(_path, JsonSerializer.Serialize(_records));
        }
    }

    private static Dictionary<string, ScheduleRecord> Read(string path)
    {
        if (!File.Exists(path))
            return [];
        try
        {
            return JsonSerializer.Deserialize<Dictionary<string, ScheduleRecord>>(File.ReadAllText(path)) ?? [];
        }
        catch (JsonException exception)
        {
            throw new HostStartException(
                $"{path} can't be read: {exception.Message} Delete it; the schedules then start afresh.", exception);
        }
    }
}
