using System.Text.Json.Nodes;
using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.Oversight;

namespace ChildProtection.Functions.RecordStore;

/// <summary>An event as a caller raises it, validated against its schema.</summary>
public sealed record EventRequest
{
    /// <summary>The caller's idempotency key, unique for that caller.</summary>
    public required string EventId { get; init; }

    public required DateOnly OccurredOn { get; init; }

    public required StoredActor Actor { get; init; }

    public required CaseEvent Event { get; init; }

    /// <summary>The event's data as sent, including its words.</summary>
    public required JsonObject Data { get; init; }

    /// <summary>SHA-256 (lower-case hexadecimal) of the canonical request.</summary>
    public required string BodyHash { get; init; }

    /// <summary>How staff sent it again for its agency; null for an event as its caller sent it.</summary>
    public IReadOnlyList<Redriven>? Redriven { get; init; }

    /// <summary>The event for the case.</summary>
    internal EventSignal ToSignal(DateTimeOffset receivedAt) =>
        new()
        {
            EventId = EventId,
            OccurredOn = OccurredOn,
            ReceivedAt = receivedAt,
            Rules = EventSignal.CurrentRules,
            Actor = new Actor
            {
                Subject = Actor.Subject,
                Role =
                    Actor.Role
                    ?? throw new InvalidOperationException(
                        $"Event {EventId} has an actor without a role. Give the actor one: only the system has none, and it raises none."),
                Agency = Actor.Agency,
                Team = Event is TeamChanged or ApprovalDecided ? Actor.Team : null,
            },
            Event = Event,
        };
}
