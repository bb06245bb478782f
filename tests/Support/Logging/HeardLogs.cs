using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace ChildProtection.Tests.Support;

/// <summary>Keeps what is logged.</summary>
internal sealed class HeardLogs : ILoggerProvider, ILogger
{
    private readonly LogLevel _least;

    private HeardLogs(LogLevel least) => _least = least;

    public ConcurrentQueue<HeardLine> Lines { get; } = new();

    /// <summary>Hears what is at least as bad as that.</summary>
    public static HeardLogs From(LogLevel least = LogLevel.Trace) => new(least);

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= _least;

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (IsEnabled(logLevel))
            Lines.Enqueue(new HeardLine(logLevel, $"{formatter(state, exception)} {exception}".TrimEnd()));
    }

    public void Dispose()
    {
    }
}

/// <param name="Level">How bad it is.</param>
/// <param name="Text">The message, and the exception behind it.</param>
internal sealed record HeardLine(LogLevel Level, string Text);
