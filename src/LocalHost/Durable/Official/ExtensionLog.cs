using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Logging;

namespace LocalHost.Durable.Official;

/// <summary>
/// What the extension and the WebJobs host log, from warnings on, without anything that may hold inputs, outputs or messages of exceptions: of the values
/// only those that are known to be ids, names of functions and numbers; of an exception its type.
/// </summary>
internal sealed class ExtensionLog(ILoggerFactory loggers) : ILoggerProvider
{
    public ILogger CreateLogger(string categoryName) => new Filtered(categoryName, loggers.CreateLogger("LocalHost.Durable.Official"));

    public void Dispose()
    {
        // The loggers are the host's.
    }

    private sealed class Filtered(string category, ILogger logger) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning && logger.IsEnabled(logLevel);

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel))
                ExtensionLogMessages.Told(logger, logLevel, category, ExtensionLogText.Of(eventId, state), exception?.GetType().Name ?? "none");
        }
    }
}

internal static partial class ExtensionLogMessages
{
    [LoggerMessage(EventName = "DurableExtensionTold", Message = "{Source}: {Text} (exception: {ExceptionType})")]
    public static partial void Told(ILogger logger, LogLevel level, string source, string text, string exceptionType);
}

/// <summary>The harmless part of a log entry.</summary>
internal static partial class ExtensionLogText
{
    private const string Template = "{OriginalFormat}";

    private static readonly HashSet<string> Harmless = new(StringComparer.OrdinalIgnoreCase)
    {
        "instanceId", "executionId", "targetInstanceId", "functionName", "functionType", "name", "state", "runtimeStatus", "isReplay", "hubName", "taskHub",
        "eventType", "taskEventId", "messageId", "partitionId", "dequeueCount", "visibilityTimeoutSeconds", "sequenceNumber", "episode", "operationType",
        "invocationId", "functionInvocationId", "status", "duration", "latencyMs", "age", "workItemId", "sessionId", "dispatcherName",
    };

    public static string Of(EventId eventId, object? state)
    {
        if (state is not IEnumerable<KeyValuePair<string, object?>> pairs)
            return Name(eventId);
        var values = new Dictionary<string, object?>(StringComparer.OrdinalIgnoreCase);
        foreach (var (key, value) in pairs)
            values[key] = value;
        // Without values the template may be a text put together beforehand: nobody knows what it holds.
        return values.Remove(Template, out var template) && values.Count > 0
            ? Placeholder().Replace((string)template!, match => Shown(match.Groups[1].Value, values.GetValueOrDefault(match.Groups[1].Value)))
            : $"{Name(eventId)} {string.Join(' ', values.Where(pair => Harmless.Contains(pair.Key)).Select(pair => $"{pair.Key}={Text(pair.Value)}"))}".TrimEnd();
    }

    private static string Name(EventId eventId) => eventId.Name ?? $"event {eventId.Id.ToString(CultureInfo.InvariantCulture)}";

    private static string Shown(string key, object? value) => Harmless.Contains(key) ? Text(value) : "...";

    private static string Text(object? value) => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";

    [GeneratedRegex(@"\{(\w+)[^}]*\}")]
    private static partial Regex Placeholder();
}
