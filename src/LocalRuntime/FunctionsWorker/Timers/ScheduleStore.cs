using System.Text.Json;
using ChildProtection.LocalRuntime.FunctionsWorker.Hosting;

namespace ChildProtection.LocalRuntime.FunctionsWorker.Timers;

/// <summary>Schedules over restarts, so that an occurrence missed while the app was down is noticed. One small file.</summary>
internal sealed class ScheduleStore
{
    private readonly Lock _gate = new();
    private readonly string _path;
    private readonly Dictionary<string, ScheduleRecord> _records;

    /// <exception cref="InvalidOperationException">The file holds something else.</exception>
    public ScheduleStore(LocalRuntimeOptions options)
    {
        _path = Path.Combine(options.DataDirectory, "schedules.json");
        _records = new Dictionary<string, ScheduleRecord>(Read(_path), StringComparer.OrdinalIgnoreCase);
    }

    public ScheduleRecord? Find(string function, string schedule)
    {
        lock (_gate)
            return _records.TryGetValue(function, out var record) && record.Schedule == schedule ? record : null;
    }

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
            throw new InvalidOperationException($"{path} can't be read: {exception.Message} Delete it; schedules then start anew.", exception);
        }
    }
}
