using System.Text.Json.Nodes;

namespace EndToEnd.Stories;

/// <summary>
/// S-A from referral to closure with three agencies that know nothing but the bus: what StoryA lets a school raise, and what police and
/// health come to know, arrives as messages. Every name and text carries a mark.
/// </summary>
internal static class AgencyStory
{
    private const string Concern = """{ "significantHarm": false, "concern": "Seen alone in the street." }""";
    private static readonly Marks Marker = new();

    /// <summary>What agencies send, in the order in which it happens.</summary>
    public static IReadOnlyList<AgencyMessage> Messages { get; } =
    [
        .. StoryA
            .Steps.Where(ByAgency)
            .Select(step => new AgencyMessage(step.At, step.By.Agency!, step.Type, Marker.In(Sent(step), Marks.Sent))),
        .. new AgencyMessage[]
        {
            new("2026-02-26T09:00:00Z", "police", "NewConcern", Concern),
            new("2026-02-26T12:00:00Z", "health", "PlanAccepted", Data.AgencyAccepts),
            new("2026-03-10T12:00:00Z", "health", "PlanAccepted", Data.AgencyAccepts),
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
            Changes = [.. WithHealth(step.Changes)],
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

    /// <summary>Health is asked to accept each version too, and comes first among those who are asked.</summary>
    private static IEnumerable<string> WithHealth(IEnumerable<string> changes)
    {
        foreach (var change in changes)
        {
            if (change is "opened acceptance-1 2026-03-03" or "opened acceptance-3 2026-03-13")
                yield return change.Replace("acceptance-3", "acceptance-4", StringComparison.Ordinal);
            yield return change.Split(' ')[1] switch
            {
                "acceptance-1" => change.Replace("acceptance-1", "acceptance-2", StringComparison.Ordinal),
                "acceptance-2" => change.Replace("acceptance-2", "acceptance-3", StringComparison.Ordinal),
                "acceptance-3" => change.Replace("acceptance-3", "acceptance-5", StringComparison.Ordinal),
                "acceptance-4" => change.Replace("acceptance-4", "acceptance-6", StringComparison.Ordinal),
                _ => change,
            };
        }
    }

    private static string WithHealth(string data) =>
        data.Replace(
                """{ "agency": "school", "present": true }""",
                """{ "agency": "school", "present": true }, { "agency": "health", "present": true }""",
                StringComparison.Ordinal)
            .Replace(
                """{ "person": "Toni Teach",""",
                """{ "person": "Harper Nurse", "role": "health visitor", "agency": "health", "kind": "professional" }, """
                + """{ "person": "Toni Teach",""",
                StringComparison.Ordinal);
}
