using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using ChildProtection.Domain.Kernel;
using ChildProtection.Functions.RecordStore;

namespace ChildProtection.Functions.CaseFile.Chronology;

internal sealed record ActorView(string Subject, string? Name, Role? Role, string? Agency);

/// <summary>A line of the chronology with its place in the hash chain.</summary>
internal sealed record FactView(
    long Sequence,
    DateOnly OccurredOn,
    DateTime RecordedAt,
    string Type,
    ActorView Actor,
    string? EventId,
    string Summary,
    JsonObject? Data,
    string PreviousHash,
    string Hash)
{
    public static FactView Of(StoredFact fact) => new(
        fact.Sequence,
        fact.OccurredOn,
        fact.RecordedAt.UtcDateTime,
        fact.Type,
        new ActorView(fact.Actor.Subject, fact.Actor.Name, fact.Actor.Role, fact.Actor.Agency),
        fact.EventId,
        fact.Summary,
        fact.Data,
        fact.PreviousHash,
        fact.Hash);
}

/// <summary>The outcome of recomputing the chain.</summary>
/// <param name="Intact">Whether every hash is what it should be.</param>
/// <param name="Facts">How many there are.</param>
/// <param name="FirstBadSequence">Where the chain breaks; absent when it does not.</param>
internal sealed record VerificationView(
    bool Intact, long Facts, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] long? FirstBadSequence);
