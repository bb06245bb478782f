using Microsoft.Extensions.Logging;

namespace LocalHost.Durable.Official;

/// <summary>
/// What the extension and the WebJobs host log, from warnings on, without anything that may hold inputs, outputs or messages of exceptions:
/// of the values only those that are known to be ids, names of functions and numbers; of an exception its type.
/// </summary>
internal sealed partial class ExtensionLog(ILoggerFactory loggers) : ILoggerProvider
{
    public ILogger CreateLogger(string categoryName) => new Filtered(categoryName, loggers.CreateLogger("LocalHost.Durable.Official"));

    public void Dispose()
    {
        // The loggers are the host's.
    }

    private static partial class Messages
    {
        [LoggerMessage(EventName = "DurableExtensionTold", Message = "{Source}: {Text} (exception: {ExceptionType})")]
        public static partial void Told(ILogger logger, LogLevel level, string source, string text, string exceptionType);
    }

    private sealed class Filtered(string category, ILogger logger) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LeastOf(category) && logger.IsEnabled(logLevel);

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel))
                Messages.Told(logger, logLevel, category, ExtensionLogText.Of(eventId, state), exception?.GetType().Name ?? "none");
        }

        // The extension tells of a failed function itself, as Function.{name}.User; WebJobs tells it twice more. Azure.Core warns of slow
        // answers.
        private static LogLevel LeastOf(string category) =>
            category switch
            {
                "Host.Results" => LogLevel.None,
                _ when category.StartsWith("Function.", StringComparison.Ordinal)
                        && !category.EndsWith(".User", StringComparison.Ordinal) => LogLevel.None,
                _ when category.StartsWith("Azure.", StringComparison.Ordinal) => LogLevel.Error,
                _ => LogLevel.Warning,
            };
    }
}
