using System.Diagnostics;
using Azure.Data.Tables;
using ChildProtection.Domain.Kernel;

namespace ChildProtection.Functions.Telemetry;

/// <summary>
/// What is traced: what came in, each signal of a case, and each activity. A signal's trace is its own: a case lives for years, and a trace
/// that grew with it could neither be kept nor read. Its span links to what brought the signal in and to the case's signal before. Ids and
/// codes alone.
/// </summary>
internal static class CaseTraces
{
    public const string SourceName = "ChildProtection.Cases";

    /// <summary>Where a row keeps the span it came from (W3C traceparent).</summary>
    public const string Property = "TraceParent";

    private static readonly ActivitySource Source = new(SourceName);

    /// <summary>No parent: a trace of its own.</summary>
    private static ActivityContext Root => default;

    /// <summary>The span that what is written now comes from; null when nothing is recorded.</summary>
    public static string? Current => Outermost()?.Id;

    /// <summary>A request or message that brings a signal in. It belongs to its caller's trace where that one is recorded.</summary>
    public static Task<T> IntakeAsync<T>(string caseId, string eventType, Func<Activity?, Task<T>> run) =>
        RunAsync(
            "intake",
            ActivityKind.Server,
            Activity.Current is { Recorded: true } caller ? caller.Context : Root,
            [(TelemetryAttributes.Case, caseId), (TelemetryAttributes.Event, eventType)],
            run);

    /// <param name="sequenceNumber">The message's number in its queue.</param>
    /// <param name="sender">The sender's traceparent, if it gave one.</param>
    /// <param name="run">What is done with the message.</param>
    public static Task<T> MessageAsync<T>(long sequenceNumber, string? sender, Func<Task<T>> run) =>
        RunAsync("message", ActivityKind.Consumer, Root, [(TelemetryAttributes.Message, sequenceNumber)], _ =>
        {
            Link(sender);
            return run();
        });

    /// <summary>One signal that a case decided on; the rows that are read on the way tell what to link to.</summary>
    /// <param name="caseId">The case.</param>
    /// <param name="signal">What it decided on.</param>
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

    /// <summary>Notes on a row what it came from; the next who reads it links to that.</summary>
    public static void WriteTo(TableEntity row) => row[Property] = Current;

    /// <summary>The signal under way follows from what the row came from.</summary>
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
    /// What the host has under way is no parent unless it was given as one: on Azure that would tie all signals of a case's life into one
    /// trace. A failure is told by its type alone; what an exception says may hold what was sent.
    /// </summary>
    /// <param name="name">The span's name.</param>
    /// <param name="kind">Its kind.</param>
    /// <param name="parent">The span it belongs to, or <see cref="Root"/>; null for the one that is under way.</param>
    /// <param name="attributes">What it tells from the start.</param>
    /// <param name="run">What is done meanwhile.</param>
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
