namespace ChildProtection.Functions.RecordStore;

/// <summary>One time that staff sent an agency's unusable message again. The fact that came of the message keeps each of them.</summary>
public sealed record Redriven
{
    /// <summary>Account that asked for it.</summary>
    public required string By { get; init; }

    /// <summary>Account of the second person, who agreed to the correction; null where the message went as it was.</summary>
    public string? AgreedBy { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>SHA-256 (lower-case hexadecimal) of the body as it was before.</summary>
    public required string OriginalHash { get; init; }

    /// <summary>JSON pointers to all that the correction changed; a star stands for a name that the event's schema does not know.</summary>
    public required IReadOnlyList<string> ChangedPaths { get; init; }
}
