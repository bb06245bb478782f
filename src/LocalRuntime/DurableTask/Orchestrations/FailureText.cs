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

    public static StoredFailure Read(string json) => JsonSerializer.Deserialize<StoredFailure>(json)
        ?? throw new JsonException("A stored failure is empty.");

    public TaskFailureDetails ToDetails() => new(Type, Message, Stack, Inner?.ToDetails(), null);

    public string ToJson() => JsonSerializer.Serialize(this);
}

/// <summary>A replay took another way than the recorded one: the code changed under a running instance, or it depends on something outside the context.</summary>
internal sealed class NonDeterministicOrchestrationException(string message) : InvalidOperationException(message);
