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

    public required string? Reason { get; init; }

    public required string? Description { get; init; }

    /// <summary>Case or child that it is about, as far as the envelope says.</summary>
    public required string? Subject { get; init; }

    public required DateTime EnqueuedAt { get; init; }

    public required int Deliveries { get; init; }

    public static DeadLetterView Of(DeadLetter letter) => new()
    {
        Id = letter.Id.ToString(),
        Entity = letter.Place.Entity,
        Agency = letter.Agency,
        Reason = letter.Message.DeadLetterReason,
        Description = letter.Message.DeadLetterErrorDescription,
        Subject = letter.Place.Kind == DeadLetterKind.Notification ? letter.Message.CorrelationId : letter.Message.SessionId,
        EnqueuedAt = letter.Message.EnqueuedTime.UtcDateTime,
        Deliveries = letter.Message.DeliveryCount,
    };
}

/// <summary>A dead letter with what was sent.</summary>
internal sealed record DeadLetterContentView
{
    public required DeadLetterView Letter { get; init; }

    /// <summary>The body as text; bytes that are not UTF-8 show as U+FFFD.</summary>
    public required string Body { get; init; }

    public static DeadLetterContentView Of(DeadLetter letter) =>
        new() { Letter = DeadLetterView.Of(letter), Body = letter.Message.Body.ToString() };
}

/// <summary>What was done with a dead letter.</summary>
internal sealed record DeadLetterDoneView
{
    public required string Id { get; init; }

    public required string Action { get; init; }
}
