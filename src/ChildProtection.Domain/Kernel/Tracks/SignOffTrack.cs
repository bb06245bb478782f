namespace ChildProtection.Domain.Kernel.Tracks;

/// <summary>What a party has said to a version of the plan.</summary>
public enum SignOffStatus
{
    Sent,
    Accepted,
    AcceptedWithReservation,
    Declined,
    NoReply,
}

public sealed record SignOffTrack
{
    /// <summary>An agency's code, <c>child</c>, or the reference of a parent. Never a name.</summary>
    public required string Party { get; init; }

    /// <summary>The version of the plan that was sent.</summary>
    public required int Version { get; init; }

    public SignOffStatus Status { get; init; }
}
