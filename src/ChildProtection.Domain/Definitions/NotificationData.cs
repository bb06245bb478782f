namespace ChildProtection.Domain.Definitions;

/// <summary>
/// What a recipient is told: ids, dates and codes, no names and no words of the record. The properties are the one source of the message's
/// fields and of their JSON Schema.
/// </summary>
public abstract record NotificationData
{
    /// <summary>The authority's own id for the child.</summary>
    public required string Child { get; init; }
}
