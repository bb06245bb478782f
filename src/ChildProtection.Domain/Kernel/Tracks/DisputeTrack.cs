namespace ChildProtection.Domain.Kernel.Tracks;

/// <summary>A disagreement between agencies (S3-69), at one of its four stages.</summary>
public sealed record DisputeTrack
{
    public required string Id { get; init; }

    /// <summary>1 to 4.</summary>
    public required int Stage { get; init; }

    /// <summary>Codes of the agencies that disagree.</summary>
    public required IReadOnlyList<string> Agencies { get; init; }
}
