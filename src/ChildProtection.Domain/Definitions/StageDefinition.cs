namespace ChildProtection.Domain.Definitions;

/// <summary>What one stage of the procedure declares.</summary>
internal sealed record StageDefinition
{
    public required IReadOnlyList<EventDefinition> Events { get; init; }

    /// <summary>Notices that no event declares: of opened deadlines and of approvals.</summary>
    public IReadOnlyList<Notice> Notices { get; init; } = [];
}
