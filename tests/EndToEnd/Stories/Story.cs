using System.Net;
using System.Text.Json.Nodes;
using EndToEnd.Harness;

namespace EndToEnd.Stories;

/// <summary>Tells a story to an app: moves the clock to each step, raises it, and holds the outcome against what the step expects.</summary>
internal sealed class Story(Func<Api> api)
{
    public string CaseId { get; private set; } = "";

    public string CasePath => $"/api/cases/{CaseId}";

    /// <summary>Goes on with a case that was opened by other means.</summary>
    public void Continue(string caseId) => CaseId = caseId;

    public async Task TellAsync(IEnumerable<Step> steps)
    {
        foreach (var step in steps)
        {
            await api().AdvanceToAsync(step.At);
            await RaiseAsync(step);
        }
    }

    public async Task RaiseAsync(Step step)
    {
        if (step.Type == "ReferralReceived")
            await ReferAsync(step);
        else
            Check(step, await OutcomeAsync(step));
    }

    /// <summary>Deadline changes of an event's outcome, in the words of <see cref="Step.Changes"/>.</summary>
    public static IReadOnlyList<string> Changes(JsonNode outcome) =>
        [.. outcome["deadlines"]!.AsArray().Select(Describe).Order(StringComparer.Ordinal)];

    private async Task ReferAsync(Step step)
    {
        var answer = (await api().ReferAsync(step.By, step.Data, step.Key)).Expect(HttpStatusCode.Created);
        CaseId = answer.Value("caseId");
        Assert.EndsWith(CasePath, answer.Location?.ToString(), StringComparison.Ordinal);
        Assert.Equal(step.State, answer.Value("state"));
        var opened = answer.Body["openDeadlines"]!.AsArray().Select(deadline => $"opened {deadline!["id"]} {deadline["dueOn"]}");
        Assert.Equal(step.Changes, opened);
    }

    /// <summary>The outcome, also when the app could only promise one at first.</summary>
    public async Task<JsonNode> OutcomeAsync(Step step)
    {
        var answer = await api().RaiseAsync(CaseId, step.By, step.Type, step.On, step.Data, step.Key);
        if (answer.Status == HttpStatusCode.Accepted)
        {
            await Until.TrueAsync(
                $"{step.Key} is decided",
                async () => (await api().GetAsync(answer.Location!.ToString(), step.By)).Expect(HttpStatusCode.OK).Value("status") != "pending",
                TimeSpan.FromMinutes(2));
            answer = await api().RaiseAsync(CaseId, step.By, step.Type, step.On, step.Data, step.Key);
        }

        return answer.Expect(HttpStatusCode.OK).Body;
    }

    private static void Check(Step step, JsonNode outcome)
    {
        var expected = $"accepted {step.State}: {string.Join(", ", step.Changes.Order(StringComparer.Ordinal))}";
        var actual = $"{outcome["status"]} {outcome["state"]}: {string.Join(", ", Changes(outcome))}";
        if (expected != actual)
            Assert.Fail($"{step.Key}{Environment.NewLine}expected {expected}{Environment.NewLine}but was  {actual}{Environment.NewLine}warnings: {outcome["warnings"]}");
    }

    private static string Describe(JsonNode? change) => change!["change"]!.GetValue<string>() switch
    {
        "opened" => $"opened {change["id"]} {change["dueOn"]}",
        "met" when change["daysLate"]!.GetValue<int>() > 0 => $"met {change["id"]} {change["daysLate"]} days late",
        var other => $"{other} {change["id"]}",
    };
}
