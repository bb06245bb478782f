using System.Collections.Concurrent;

namespace ChildProtection.Functions.Platform.Bus;

/// <summary>The state of this process's connection to the bus: whether it receives messages, and whether its last one arrived.</summary>
public sealed class BusActivity
{
    /// <summary>
    /// A processor that cannot reach the bus reports that repeatedly; after such a silence, in real time, it has reached it.
    /// </summary>
    private static readonly TimeSpan Trouble = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<string, long?> _processors = new(StringComparer.Ordinal);
    private volatile bool _lastSendFailed;

    public bool LastSendFailed => _lastSendFailed;

    /// <summary>Entities whose processor runs.</summary>
    public IReadOnlyList<string> Taken => [.. _processors.Keys.Order(StringComparer.Ordinal)];

    /// <summary>An entity whose processor runs and cannot receive messages.</summary>
    public string? Failing => _processors
        .Where(processor => processor.Value is { } failed && TimeProvider.System.GetElapsedTime(failed) < Trouble)
        .Select(processor => processor.Key).Order(StringComparer.Ordinal).FirstOrDefault();

    public void Sent() => _lastSendFailed = false;

    public void NotSent() => _lastSendFailed = true;

    public void Started(string entity) => _processors[entity] = null;

    /// <summary>A message was delivered.</summary>
    public void Delivered(string entity) => _processors[entity] = null;

    /// <summary>Whether it is the first failure for a while and so worth a log entry.</summary>
    public bool Failed(string entity)
    {
        var isNew =
            !_processors.TryGetValue(entity, out var before) || before is not { } at || TimeProvider.System.GetElapsedTime(at) >= Trouble;
        _processors[entity] = TimeProvider.System.GetTimestamp();
        return isNew;
    }

    public void Stopped(string entity) => _processors.TryRemove(entity, out _);
}
