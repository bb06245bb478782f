using System.Text.Json;
using Microsoft.DurableTask;

namespace ChildProtection.LocalRuntime.DurableTask;

/// <summary>A failure as it lies in a history. A non-retriable one is final at once: the name that was called is unknown here.</summary>
internal sealed record StoredFailure(string Type, string Message, string? Stack, StoredFailure? Inner, bool NonRetriable)
{
    public static StoredFailure From(TaskFailureDetails details, bool nonRetriable = false) => new(
        details.ErrorType, details.ErrorMessage, details.StackTrace, details.InnerFailure is { } inner ? From(inner) : null, nonRetriable);

    public static StoredFailure From(Exception exception) => From(TaskFailureDetails.FromException(exception));

    public static StoredFailure UnknownTask(string kind, string name) => new(
        $"{kind}TaskNotFound", $"There is no {kind.ToLowerInvariant()} task named '{name}'. Add it to the registry, or correct the name at the caller.", null, null, true);

    public static StoredFailure GivenUp(string activity, int starts) => new(
        "ActivityGivenUp",
        $"Activity '{activity}' was under way when the process ended, {starts + 1} times in a row, and is not started any more. Find out whether it ends the process; "
        + "then repeat what needs it.",
        null, null, true);

    public static StoredFailure TimedOut(string activity, TimeSpan limit) => new(
        "ActivityTimedOut",
        $"Activity '{activity}' did not end within {limit.TotalSeconds:0.###} seconds. What it brings later is dropped; it may still be running.",
        null, null, false);

    public static StoredFailure Quarantined(string instanceId, string reason) => new(
        "InstanceQuarantined",
        $"Instance '{instanceId}' is quarantined: {reason}. Its stored rows are kept as they are, and nothing more is done with them. Find out what damaged the file; "
        + "then start the instance again under its id (the damaged rows stay under another), or restore the file from a copy.",
        null, null, true);

    public static StoredFailure Read(string json) => JsonSerializer.Deserialize<StoredFailure>(json)
        ?? throw new JsonException("A stored failure is empty.");

    public TaskFailureDetails ToDetails() => new(Type, Message, Stack, Inner?.ToDetails(), null);

    public string ToJson() => JsonSerializer.Serialize(this);
}

/// <summary>A replay took another way than the recorded one: the code changed under a running instance, or it depends on something outside the context.</summary>
internal sealed class NonDeterministicOrchestrationException(string message) : InvalidOperationException(message);
