using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.Text;
using ChildProtection.Functions.Agencies;
using ChildProtection.Functions.Platform.Http;

namespace ChildProtection.Functions.DeadLettering;

/// <summary>A dead letter in the list: nothing of what it says.</summary>
internal sealed record DeadLetterView
{
    public required string Id { get; init; }

    /// <summary>
    /// Where on the bus it lies: <c>agency-events</c>, <c>agency-school/subscriptions/agency-events</c>,
    /// <c>case-notifications/subscriptions/school</c>.
    /// </summary>
    public required string Entity { get; init; }

    /// <summary>
    /// The agency that sent it, or at a subscription of notifications the one that was to get it (<c>people</c> for the authority's own);
    /// null for what came past the topics.
    /// </summary>
    public required string? Agency { get; init; }

    /// <summary>The reason's code; null where its sender wrote something else.</summary>
    public required string? Reason { get; init; }

    /// <summary>What to do about it.</summary>
    public required string Description { get; init; }

    /// <summary>JSON pointers to what the schema refused.</summary>
    public required IReadOnlyList<string> Refused { get; init; }

    /// <summary>The type of event or notification; null where it is none.</summary>
    public required string? Type { get; init; }

    /// <summary>Case or child that it is about, as far as it says.</summary>
    public required string? Subject { get; init; }

    /// <summary>The event's id, as far as it has a valid one.</summary>
    public required string? EventId { get; init; }

    /// <summary>Bytes of the body.</summary>
    public required int Size { get; init; }

    public required DateTime EnqueuedAt { get; init; }

    public required int Deliveries { get; init; }

    /// <summary>A correction waits for a second person, or to be sent.</summary>
    public required bool Proposed { get; init; }

    public static DeadLetterView Of(DeadLetter letter, bool proposed) => new()
    {
        Id = letter.Id.ToString(),
        Entity = letter.Place.Entity,
        Agency = letter.Agency,
        Reason = LetterReason.CodeOf(letter),
        Description = LetterReason.Describe(letter),
        Refused = LetterReason.Refused(letter),
        Type = letter.Text.Type,
        Subject = letter.Subjects.FirstOrDefault(IsSubject),
        EventId = letter.Text.Attribute("id") is { } id && IdempotencyKey.IsKey(id) ? id : null,
        Size = letter.Message.Body.ToMemory().Length,
        EnqueuedAt = letter.Message.EnqueuedTime.UtcDateTime,
        Deliveries = letter.Message.DeliveryCount,
        Proposed = proposed,
    };

    /// <summary>An agency may write anything there; only what names a case or child is shown.</summary>
    private static bool IsSubject(string text) =>
        Guid.TryParseExact(text, "D", out _)
        || (text.StartsWith(AgencyMessage.ChildPrefix, StringComparison.Ordinal)
            && LocalIds.Fault(text[AgencyMessage.ChildPrefix.Length..]) is null);
}

/// <summary>A correction that waits: who proposed it and what it changes, not to what.</summary>
internal sealed record CorrectionView(
    string Proposal,
    string ProposedBy,
    Role ProposedAs,
    DateTime ProposedAt,
    string Reason,
    IReadOnlyList<string> ChangedPaths,
    string? AgreedBy,
    DateTime? AgreedAt)
{
    public static CorrectionView Of(Proposal proposal) => new(
        proposal.MessageId,
        proposal.ProposedBy,
        proposal.ProposedAs,
        proposal.ProposedAt.UtcDateTime,
        proposal.Reason,
        proposal.ChangedPaths,
        proposal.AgreedBy,
        proposal.AgreedAt?.UtcDateTime);
}

/// <summary>A dead letter with the structure of what was sent, without a word of it.</summary>
/// <param name="Letter">As in the list.</param>
/// <param name="Structure">Each part of the body; null when it is not JSON.</param>
/// <param name="Correction">The proposed one; null without.</param>
internal sealed record DeadLetterStructureView(
    DeadLetterView Letter, IReadOnlyList<LetterPart>? Structure, CorrectionView? Correction)
{
    public static DeadLetterStructureView Of(DeadLetter letter, Proposal? proposal) => new(
        DeadLetterView.Of(letter, proposal is not null),
        LetterParts.Of(letter.Text),
        proposal is null ? null : CorrectionView.Of(proposal));
}

/// <summary>What a dead letter says.</summary>
internal sealed record DeadLetterContentView
{
    public required DeadLetterView Letter { get; init; }

    /// <summary>Why it was given up, in the words of the app or of who did.</summary>
    public required string? Description { get; init; }

    /// <summary>The body as text; bytes that are not UTF-8 show as U+FFFD.</summary>
    public required string Body { get; init; }

    /// <summary>The proposed one; null without.</summary>
    public required CorrectionView? Correction { get; init; }

    /// <summary>The whole corrected body as text; null without.</summary>
    public required string? CorrectedBody { get; init; }

    public static DeadLetterContentView Of(DeadLetter letter, Proposal? proposal) => new()
    {
        Letter = DeadLetterView.Of(letter, proposal is not null),
        Description = letter.Message.DeadLetterErrorDescription,
        Body = letter.Message.Body.ToString(),
        Correction = proposal is null ? null : CorrectionView.Of(proposal),
        CorrectedBody = proposal?.Corrected,
    };
}

internal enum DeadLetterOutcome
{
    /// <summary>It is on its way again.</summary>
    Sent,

    /// <summary>A correction waits for a second person.</summary>
    Proposed,

    /// <summary>Agreed; it is sent within minutes.</summary>
    Agreed,
    Declined,
    Discarded,
}

/// <summary>What was done with a dead letter.</summary>
internal sealed record DeadLetterDoneView
{
    public required string Id { get; init; }

    public required string Action { get; init; }

    public required DeadLetterOutcome Outcome { get; init; }
}
