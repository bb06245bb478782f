using System.Text.Json;
using System.Text.RegularExpressions;
using ChildProtection.LocalRuntime.DurableTask;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Converters;
using Microsoft.Extensions.Logging.Abstractions;

namespace DurableTask.Tests;

/// <summary>A history as it is kept in the repository, and its replay without a store.</summary>
internal sealed partial record HistoryFile(string Id, string Name, string? Version, List<HistoryFile.Row> Events)
{
    private static readonly JsonSerializerOptions Options = new() { WriteIndented = true, DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull };

    public static string Folder => Path.Combine(AppContext.BaseDirectory, "Histories");

    public static HistoryFile Read(string path) => JsonSerializer.Deserialize<HistoryFile>(File.ReadAllText(path), Options)!;

    /// <summary>An instance's history out of an engine's file.</summary>
    public static HistoryFile Of(StoreReader reader, InstanceRow row) => new(row.Id, row.Name, row.Version,
        [.. reader.ReadHistory(row.Key).Select(static e => new Row(e.Kind, e.Time, e.TaskId, e.Name, e.Data, e.Target, e.Due))]);

    /// <summary>Stack traces keep the names of source files, not the folder in which they were built.</summary>
    public void Write(string path) => File.WriteAllText(path, BuildFolder().Replace(JsonSerializer.Serialize(this, Options), " in ") + "\n");

    [GeneratedRegex(@" in /\S*?/(?=(src|tests)/)")]
    private static partial Regex BuildFolder();

    /// <summary>Runs the code over the whole history; what it throws is what an engine would fail or quarantine the instance with.</summary>
    public OrchestrationRun Replay(Action<DurableTaskRegistry> code)
    {
        var registry = new DurableTaskRegistry();
        code(registry);
        var events = Events.Select(static row => row.ToEvent()).ToList();
        HistoryCheck.Validate(events, events.Count);
        var run = new OrchestrationRun(new(registry, JsonDataConverter.Default, NullLoggerFactory.Instance, static (_, _) => { }), Id, Name, null, Version) { IsReplaying = true };
        run.Enter(() => events.ForEach(run.Apply));
        return run;
    }

    public sealed record Row(EventKind Kind, long Time, int TaskId, string? Name, string? Data, string? Target, long Due)
    {
        public HistoryEvent ToEvent() => new() { Kind = Kind, Time = Time, TaskId = TaskId, Name = Name, Data = Data, Target = Target, Due = Due };
    }
}
