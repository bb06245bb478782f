namespace ChildProtection.Functions.RecordStore.Lists;

/// <summary>Who had a case before a decision, so that it leaves their lists.</summary>
/// <param name="Worker">The lead; null when nobody led.</param>
/// <param name="Team">The team; null when the case stayed with it.</param>
internal sealed record FormerPlace(string? Worker, string? Team)
{
    public static FormerPlace None { get; } = new(null, null);

    /// <summary>The team that the case left; null when it stayed, or came back since.</summary>
    public string? TeamLeft(StoredCase stored) => Team == stored.State.Team ? null : Team;
}
