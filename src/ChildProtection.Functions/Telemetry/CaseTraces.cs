using System.Diagnostics;
using Azure.Data.Tables;
using ChildProtection.Domain.Kernel;

namespace ChildProtection.Functions.Telemetry;

/// <summary>
/// Traces intake, each signal of a case, and each activity. Each signal has a trace of its own: a case lives for years, and one trace for
/// it could neither be kept nor read. Its span links to the signal's source and to the case's signal before. Only ids and codes.
/// </summary>
internal static class CaseTraces
{
    public const string SourceName = "ChildProtection.Cases";

    /// <summary>The row's property for its source span (W3C traceparent).</summary>
    public const string Property = "TraceParent";

    private static readonly ActivitySource Source = new(SourceName);

    /// <summary>No parent: a trace of its own.</summary>
    private static ActivityContext Root => default;

    /// <summary>The source span of what is written now; null when nothing is recorded.</summary>
    public static string? Current => Outermost()?.Id;

    /// <summary>A request or message with a signal. It belongs to its caller's trace where that one is recorded.</summary>
    public static Task<T> IntakeAsync<T>(string caseId, string eventType, Func<Activity?, Task<T>> run) =>
        RunAsync(
            "intake",
            ActivityKind.Server,
            Activity.Current is { Recorded: true } caller ? caller.Context : Root,
            [(TelemetryAttributes.Case, caseId), (TelemetryAttributes.Event, eventType)],
            run);

    /// <param name="sequenceNumber">The message's number in its queue.</param>
    /// <param name="sender">The sender's traceparent, if it gave one.</param>
    /// <param name="run">The handling of the message.</param>
    public static Task<T> MessageAsync<T>(long sequenceNumber, string? sender, Func<Task<T>> run) =>
        RunAsync("message", ActivityKind.Consumer, Root, [(TelemetryAttributes.Message, sequenceNumber)], _ =>
        {
            Link(sender);
            return run();
        });

    /// <summary>One decided signal of a case; the rows read on the way give the links.</summary>
    /// <param name="caseId">The case.</param>
    /// <param name="signal">The signal.</param>
    /// <param name="key">The row or key that the record store knows the signal by.</param>
    /// <param name="run">The decision's commit.</param>
    public static Task<T> SignalAsync<T>(string caseId, CaseSignal signal, string key, Func<Activity?, Task<T>> run) =>
        RunAsync(
            "signal",
            ActivityKind.Internal,
            Root,
            [
                (TelemetryAttributes.Case, caseId),
                (TelemetryAttributes.Kind, TelemetryAttributes.KindOf(signal)),
                (TelemetryAttributes.Event, TelemetryAttributes.EventOf(signal)),
                (TelemetryAttributes.Deadline, (signal as TimedSignal)?.Of),
                (TelemetryAttributes.Row, key),
            ],
            run);

    /// <summary>One run of an activity within its signal's span.</summary>
    public static Task<T> ActivityAsync<T>(string name, string caseId, Func<Task<T>> run) =>
        RunAsync(
            name,
            ActivityKind.Internal,
            Activity.Current?.Source == Source ? null : Root,
            [(TelemetryAttributes.Case, caseId)],
            _ => run());

    /// <summary>One run of an activity that belongs to a signal whose span has ended.</summary>
    public static Task<T> ActivityAsync<T>(string name, string caseId, string? signal, Func<Task<T>> run) =>
        RunAsync(name, ActivityKind.Internal, Parse(signal) ?? Root, [(TelemetryAttributes.Case, caseId)], _ => run());

    /// <summary>Notes the source span on a row, for the next reader to link to.</summary>
    public static void WriteTo(TableEntity row) => row[Property] = Current;

    /// <summary>Links the signal under way to the row's source span.</summary>
    public static void LinkTo(TableEntity? row) => Link(row?.GetString(Property));

    private static void Link(string? traceParent)
    {
        if (Parse(traceParent) is { } cause && Outermost() is { } span && span.Links.All(link => link.Context != cause))
            span.AddLink(new ActivityLink(cause));
    }

    private static Activity? Outermost()
    {
        var span = Activity.Current;
        if (span?.Source != Source)
            return null;
        while (span.Parent is { } parent && parent.Source == Source)
            span = parent;
        return span;
    }

    private static ActivityContext? Parse(string? traceParent) =>
        ActivityContext.TryParse(traceParent, null, isRemote: true, out var context) ? context : null;

    /// <summary>
    /// The host's span is no parent unless given as one: on Azure it would join all signals of a case's life into one trace. A failed span
    /// has only the exception's type, because the message may hold words of a request.
    /// </summary>
    /// <param name="name">The span's name.</param>
    /// <param name="kind">Its kind.</param>
    /// <param name="parent">The span it belongs to, or <see cref="Root"/>; null for the one that is under way.</param>
    /// <param name="attributes">The initial attributes.</param>
    /// <param name="run">The traced work.</param>
    private static async Task<T> RunAsync<T>(
        string name, ActivityKind kind, ActivityContext? parent, (string Name, object? Value)[] attributes, Func<Activity?, Task<T>> run)
    {
        var around = Activity.Current;
        if (parent is not null)
            Activity.Current = null;
        var tags = attributes
            .Where(attribute => attribute.Value is not null)
            .Select(attribute => KeyValuePair.Create(attribute.Name, attribute.Value));
        using var span = Source.StartActivity(kind, parent ?? default, tags, name: name);
        Activity.Current = span ?? around;
        try
        {
            return await run(span);
        }
        catch (Exception exception)
        {
            span?.SetStatus(ActivityStatusCode.Error).SetTag("error.type", exception.GetType().FullName);
            throw;
        }
    }
}
