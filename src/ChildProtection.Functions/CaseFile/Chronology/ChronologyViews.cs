using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using ChildProtection.Domain.Kernel;
using ChildProtection.Functions.RecordStore;
using ChildProtection.Functions.Seals;

namespace ChildProtection.Functions.CaseFile.Chronology;

internal sealed record ActorView(string Subject, string? Name, Role? Role, string? Agency);

/// <summary>How staff sent an agency's message again, of which the fact came.</summary>
/// <param name="By">Account that asked for it.</param>
/// <param name="AgreedBy">Account that agreed to the correction; null where the message went as it was.</param>
/// <param name="At">When (UTC).</param>
/// <param name="OriginalHash">SHA-256 of the body as it was before.</param>
/// <param name="ChangedPaths">JSON pointers to all that the correction changed.</param>
internal sealed record RedrivenView(
    string By, string? AgreedBy, DateTime At, string OriginalHash, IReadOnlyList<string> ChangedPaths)
{
    public static RedrivenView Of(Redriven step) =>
        new(step.By, step.AgreedBy, step.At.UtcDateTime, step.OriginalHash, step.ChangedPaths);
}

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
    /// <summary>Each time that staff sent the agency's message again; absent where they did not.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<RedrivenView>? Redriven { get; init; }

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
        fact.Hash)
    {
        Redriven = fact.Redriven is null ? null : [.. fact.Redriven.Select(RedrivenView.Of)],
    };
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
