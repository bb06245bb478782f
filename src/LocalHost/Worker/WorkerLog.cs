using LocalHost.Worker.Rpc;
using Microsoft.Extensions.Logging;

namespace LocalHost.Worker;

/// <summary>Writes what the worker logs into the log of this host, under the worker's own categories.</summary>
internal sealed class WorkerLog(ILoggerFactory loggers)
{
    public void Write(RpcLog log)
    {
        if (log.LogCategory == RpcLog.Types.RpcLogCategory.CustomMetric)
            return;
        var logger = loggers.CreateLogger(string.IsNullOrEmpty(log.Category) ? "Worker" : log.Category);
        var level = LevelOf(log.Level);
        if (!logger.IsEnabled(level))
            return;
        var entry = new Entry(log.Message, log.Exception?.Message, log.InvocationId);
        logger.Log(level, EventIdOf(log.EventId), entry, exception: null, static (entry, _) => entry.ToString());
    }

    private static LogLevel LevelOf(RpcLog.Types.Level level) => level switch
    {
        RpcLog.Types.Level.Trace => LogLevel.Trace,
        RpcLog.Types.Level.Debug => LogLevel.Debug,
        RpcLog.Types.Level.Information => LogLevel.Information,
        RpcLog.Types.Level.Warning => LogLevel.Warning,
        RpcLog.Types.Level.Error => LogLevel.Error,
        RpcLog.Types.Level.Critical => LogLevel.Critical,
        _ => LogLevel.None,
    };

    /// <summary>The worker sends the event's name, or its number when it has none.</summary>
    private static EventId EventIdOf(string text) => int.TryParse(text, out var number) ? new EventId(number) : new EventId(0, text);

    private readonly record struct Entry(string Message, string? Exception, string InvocationId)
    {
        public override string ToString() =>
            Message
            + (string.IsNullOrEmpty(InvocationId) ? "" : $" [{InvocationId}]")
            + (Exception is null ? "" : Environment.NewLine + Exception);
    }
}
