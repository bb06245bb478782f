using System.Text.Json.Nodes;

namespace EndToEnd.Stories;

/// <summary>
/// S-A from referral to closure with three agencies that know nothing but the bus: what StoryA lets a school raise, and what police and health come to
/// know, arrives as messages. Every name and text carries a mark.
/// </summary>
internal static class AgencyStory
{
    private const string Concern = """{ "significantHarm": false, "concern": "Seen alone in the street." }""";
    private static readonly Marks Marker = new();

    /// <summary>What agencies send, in the order in which it happens.</summary>
    public static IReadOnlyList<AgencyMessage> Messages { get; } =
    [
        .. StoryA.Steps.Where(ByAgency).Select(step => new AgencyMessage(step.At, step.By.Agency!, step.Type, Marker.In(Sent(step), Marks.Sent))),
        .. new AgencyMessage[]
        {
            new("2026-02-26T09:00:00Z", "police", "NewConcern", Concern),
            new("2026-03-02T09:00:00Z", "school", "NewConcern", Concern),
            new("2026-06-04T09:00:00Z", "health", "NewConcern", Concern),
            new("2026-10-02T09:00:00Z", "police", "NewConcern", Concern),
            new("2026-12-10T09:00:00Z", "health", "NewConcern", Concern),
        }.Select(message => message with { Data = Marker.In(message.Data, Marks.Sent) }),
    ];

    /// <summary>What people raise over the API.</summary>
    public static IReadOnlyList<Step> Steps { get; } =
    [
        .. StoryA.Steps.Where(step => !ByAgency(step)).Select(step => step with
        {
            By = step.By with { Name = $"{step.By.Name} {Marks.Kept}9999" },
            Data = Marker.In(WithHealth(step.Data), Marks.Kept),
        }),
    ];

    public static bool ByAgency(Step step) => step.By.Agency is not null;

    /// <summary>Over the bus a referral is received on its day; the moment is not said.</summary>
    private static string Sent(Step step)
    {
        var data = JsonNode.Parse(step.Data)!.AsObject();
        data.Remove("receivedAt");
        return data.ToJsonString();
    }

    private static string WithHealth(string data) => data
        .Replace("""{ "agency": "school", "present": true }""", """{ "agency": "school", "present": true }, { "agency": "health", "present": true }""", StringComparison.Ordinal)
        .Replace(
            """{ "person": "Toni Teach",""",
            """{ "person": "Harper Nurse", "role": "health visitor", "agency": "health", "kind": "professional" }, { "person": "Toni Teach",""",
            StringComparison.Ordinal);
}
