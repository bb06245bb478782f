using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using ChildProtection.Domain.Kernel;
using ChildProtection.Functions.RecordStore;
using ChildProtection.Functions.Seals;

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

/// <summary>The outcome of verifying the record.</summary>
/// <param name="Intact">Whether everything is as it was written.</param>
/// <param name="Facts">How many facts there are.</param>
/// <param name="FirstBadSequence">Where the chain breaks; absent when it does not.</param>
/// <param name="SealedFacts">How many of the facts the latest seal covers; absent without a seal.</param>
/// <param name="SealedAt">When that seal was published; absent without one.</param>
/// <param name="Findings">What is wrong beside the chain; absent when nothing is.</param>
internal sealed record VerificationView(
    bool Intact,
    long Facts,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] long? FirstBadSequence,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] long? SealedFacts = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DateTime? SealedAt = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<RecordFinding>? Findings = null)
{
    public static VerificationView Of(RecordVerificationResult result) => new(
        result.Intact,
        result.Chain.Facts,
        result.Chain.FirstBadSequence,
        result.SealedFacts,
        result.SealedAt?.UtcDateTime,
        result.Findings.Count == 0 ? null : result.Findings);
}
