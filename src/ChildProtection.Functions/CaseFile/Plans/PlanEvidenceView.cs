using System.Text.Json.Nodes;
using ChildProtection.Domain.Kernel.Tracks;
using ChildProtection.Functions.CaseFile.Chronology;
using ChildProtection.Functions.Platform.Tables;
using ChildProtection.Functions.RecordStore;

namespace ChildProtection.Functions.CaseFile.Plans;

/// <summary>The legal position of the case.</summary>
internal sealed record EvidenceLegalView(LegalStatus Status, OrderType? Order, DateOnly? OrderOn);

/// <summary>A version of the plan with the proof that it is unchanged since its publication.</summary>
/// <param name="Plan">The version, with acceptances, explanations and what was done while it was in force.</param>
/// <param name="Changes">The changes since the version before; empty for the first.</param>
/// <param name="Sequence">The fact that published it.</param>
/// <param name="Hash">That fact's place in the chain.</param>
/// <param name="ContentSha256">Of the text, as UTF-8 JSON.</param>
internal sealed record EvidenceVersionView(
    PlanView Plan, IReadOnlyList<PlanChangeView> Changes, long Sequence, string? Hash, string ContentSha256);

/// <summary>A line of the plan's history.</summary>
internal sealed record EvidenceFactView(long Sequence, DateOnly OccurredOn, DateTime RecordedAt, string Type, string Summary, string Hash);

/// <summary>
/// The latest plan as evidence of the services, of the work in partnership and of the efforts to reduce the risk (S1-49, S3-06). A change
/// would show: each fact carries the hash of the one before it, and every export recomputes the chain.
/// </summary>
internal sealed record PlanEvidenceView(
    string CaseId, string Reference, int Number, DateOnly ExportedOn, VerificationView Verification, EvidenceLegalView Legal,
    JsonObject Services, JsonObject Partnership, IReadOnlyList<EvidenceVersionView> Versions, IReadOnlyList<EvidenceFactView> Facts)
{
    public static PlanEvidenceView Of(
        StoredCase stored, IReadOnlyList<StoredPlan> versions, IReadOnlyList<StoredFact> facts, ChainVerification chain, DateOnly today)
    {
        var newest = versions[^1];
        var efforts = new PlanEfforts(newest);
        var legal = stored.State.Regions.Legal;
        return new(
            stored.State.CaseId,
            stored.Reference,
            newest.Version.PlanNumber,
            today,
            new VerificationView(chain.Intact, chain.Facts, chain.FirstBadSequence),
            new EvidenceLegalView(legal.Status, legal.Order, legal.OrderOn),
            efforts.Services(PlanView.Of(stored, newest).Record),
            efforts.Partnership(),
            [.. versions.Select((version, index) => Version(stored, version, index == 0 ? null : versions[index - 1], facts))],
            [
                .. facts
                    .Where(fact => fact.Sequence >= newest.Published[0])
                    .Select(fact => new EvidenceFactView(
                        fact.Sequence, fact.OccurredOn, fact.RecordedAt.UtcDateTime, fact.Type, fact.Summary, fact.Hash)),
            ]);
    }

    private static EvidenceVersionView Version(StoredCase stored, StoredPlan version, StoredPlan? before, IReadOnlyList<StoredFact> facts)
    {
        var sequence = version.Published[^1];
        return new(
            PlanView.Of(stored, version),
            before is null ? [] : PlanChangesView.Between(before.Content, version.Content),
            sequence,
            facts.FirstOrDefault(fact => fact.Sequence == sequence)?.Hash,
            TableKeys.Sha256(version.Content.ToJsonString()));
    }
}
