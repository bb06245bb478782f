using EndToEnd.Harness;

namespace EndToEnd.Stories;

/// <summary>One thing that happens in a story: when it is recorded, who raises what, and what must come of it.</summary>
/// <param name="At">When it is recorded, UTC.</param>
/// <param name="By">Who raises it.</param>
/// <param name="Type">Event type; <c>ReferralReceived</c> opens the case.</param>
/// <param name="State">The case's state afterwards.</param>
/// <param name="Changes">Every change to a deadline, such as <c>opened icpc-1 2026-02-26</c> or <c>met icpc-1</c>; null for none.</param>
/// <param name="Data">The event's data, or the whole referral.</param>
/// <param name="On">The event's own day; that of <paramref name="At"/> unless given.</param>
internal sealed record Step(
    string At, Person By, string Type, string State, IReadOnlyList<string>? Changes = null, string Data = "{ }", string? On = null)
{
    public string On { get; } = On ?? At[..10];

    public IReadOnlyList<string> Changes { get; init; } = Changes ?? [];

    /// <summary>The idempotency key: the same step is the same event, however often it is raised.</summary>
    public string Key { get; init; } = $"{At} {Type}";
}
