namespace EndToEnd.Stories;

/// <summary>What an agency sends in the course of a story.</summary>
/// <param name="At">When, UTC.</param>
/// <param name="Agency">Who.</param>
/// <param name="Type">Event type.</param>
/// <param name="Data">The event's data.</param>
/// <param name="On">The event's own day; that of <paramref name="At"/> unless given.</param>
internal sealed record AgencyMessage(string At, string Agency, string Type, string Data, string? On = null)
{
    public string On { get; } = On ?? At[..10];

    /// <summary>The same for the same message, however often and when it is sent.</summary>
    public string Id => $"{Agency}-{Type}-{On}";

    public string Body => $$"""{ "occurredOn": "{{On}}", "data": {{Data}}, "note": "Written by hand {{Marks.Sent}}0000" }""";
}
