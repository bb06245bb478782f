using Azure.Messaging.ServiceBus;

namespace ChildProtection.Functions.Messaging;

/// <summary>A dead letter in the list: nothing of what it says.</summary>
internal sealed record DeadLetterView
{
    public required string Id { get; init; }

    /// <summary>The agency that sent it; null for what came past the topics.</summary>
    public required string? Agency { get; init; }

    public required string? Reason { get; init; }

    public required string? Description { get; init; }

    /// <summary>Case or child that it is about.</summary>
    public required string? Subject { get; init; }

    public required DateTime EnqueuedAt { get; init; }

    public required int Deliveries { get; init; }

    public static DeadLetterView Of(ServiceBusReceivedMessage letter) => new()
    {
        Id = IdOf(letter),
        Agency = AgencyOf(letter),
        Reason = letter.DeadLetterReason,
        Description = letter.DeadLetterErrorDescription,
        Subject = letter.SessionId,
        EnqueuedAt = letter.EnqueuedTime.UtcDateTime,
        Deliveries = letter.DeliveryCount,
    };

    internal static string IdOf(ServiceBusReceivedMessage letter) => letter.SequenceNumber.ToString(System.Globalization.CultureInfo.InvariantCulture);

    internal static string? AgencyOf(ServiceBusReceivedMessage letter) => letter.ApplicationProperties.GetValueOrDefault(Bus.AgencyProperty) as string;
}

/// <summary>A dead letter with what was sent.</summary>
internal sealed record DeadLetterContentView
{
    public required DeadLetterView Letter { get; init; }

    /// <summary>The body as text; bytes that are not UTF-8 show as U+FFFD.</summary>
    public required string Body { get; init; }

    public static DeadLetterContentView Of(ServiceBusReceivedMessage letter) => new() { Letter = DeadLetterView.Of(letter), Body = letter.Body.ToString() };
}

/// <summary>What was done with a dead letter.</summary>
internal sealed record DeadLetterDoneView
{
    public required string Id { get; init; }

    public required string Action { get; init; }
}
