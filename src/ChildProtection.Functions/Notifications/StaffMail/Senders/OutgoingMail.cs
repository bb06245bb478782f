namespace ChildProtection.Functions.Notifications.StaffMail.Senders;

/// <summary>One mail to one person.</summary>
internal sealed record OutgoingMail
{
    /// <summary>The same at every attempt: letters, digits and dashes.</summary>
    public required string Id { get; init; }

    /// <summary>The kind of its notice, or what else it is.</summary>
    public required string Kind { get; init; }

    public required string Address { get; init; }

    /// <summary>The recipient as people read it.</summary>
    public required string Name { get; init; }

    /// <summary>When it was written (UTC).</summary>
    public required DateTimeOffset At { get; init; }

    public required string Subject { get; init; }

    /// <summary>Paragraphs, parted by an empty line. Lines end with a line feed.</summary>
    public required string Text { get; init; }
}
