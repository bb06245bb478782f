using System.Text.Json.Serialization;

namespace ChildProtection.Domain.Kernel.Tracks;

/// <summary>Whether an early review is requested or granted.</summary>
public enum EarlyReviewStatus
{
    None,
    Requested,
    Granted,
}

public sealed record EarlyReviewTrack
{
    public EarlyReviewStatus Status { get; init; }

    /// <summary>It must be held: the chair cannot refuse it (S1-50, S3-05).</summary>
    public bool Mandatory { get; init; }

    /// <summary>Accounts that asked for it, who do not decide on it (N-15); null while there are none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? RequestedBy { get; init; }
}
