using System.Net;
using System.Text.Json.Nodes;
using ChildProtection.Tests.Support;
using EndToEnd.Harness;

namespace EndToEnd.Stories;

/// <summary>
/// Tells a story to an app: moves the clock to each step, raises it, and holds the outcome against what the step expects.
/// </summary>
/// <param name="api">The app as it runs now.</param>
/// <param name="goTo">Moves the clock to a moment; that of the app unless given.</param>
internal sealed class Story(Func<Api> api, Func<string, Task>? goTo = null)
{
    public string CaseId { get; private set; } = "";

    public string CasePath => $"/api/cases/{CaseId}";

    /// <summary>Continues with a case that was opened by other means.</summary>
    public void Continue(string caseId) => CaseId = caseId;

    public async Task TellAsync(IEnumerable<Step> steps)
    {
        foreach (var step in steps)
        {
            await GoToAsync(step.At);
            await RaiseAsync(step);
        }
    }

    /// <summary>As <see cref="TellAsync"/>, for a scenario that is about the changes it names; others may happen beside them.</summary>
    public async Task TellInPartAsync(params IEnumerable<Step> steps)
    {
        foreach (var step in steps)
        {
            await GoToAsync(step.At);
            if (step.Type == "ReferralReceived")
            {
                await ReferAsync(step);
                continue;
            }

            var outcome = await OutcomeAsync(step);
            if ($"{outcome["status"]} {outcome["state"]}" != $"accepted {step.State}" || step.Changes.Except(Changes(outcome)).Any())
                Check(step, outcome);
        }
    }

    /// <summary>The case as it is shown.</summary>
    public async Task<JsonNode> ViewAsync() => (await api().GetAsync(CasePath)).Expect(HttpStatusCode.OK).Body;

    /// <summary>One of its deadlines, open or ended.</summary>
    public async Task<JsonNode> DeadlineAsync(string id) =>
        (await api().ListAsync($"{CasePath}/deadlines")).Single(one => one["id"]!.ToString() == id);

    /// <summary>An event that must be refused for what it says in a field, at the present moment.</summary>
    public async Task RefusedAsync(Person by, string type, string on, string data, string field)
    {
        var refused = (await api().RaiseAsync(CaseId, by, type, on, data, $"refused {type} {field}")).ExpectProblem(
            HttpStatusCode.UnprocessableEntity, "validation");
        Assert.True(refused.Body["errors"]![field] is not null, refused.Text);
    }

    /// <summary>
    /// The family leaves the country, which ends a case with a plan once the service manager agrees: the end of a story after which others
    /// on the same clock go on without its deadlines.
    /// </summary>
    public async Task LeaveAsync(string at, params IEnumerable<string> agencies)
    {
        await GoToAsync(at);
        var consulted = string.Join(", ", agencies.Select(agency => $"\"{agency}\""));
        (
            await api()
                .RaiseAsync(
                    CaseId,
                    People.Manager,
                    "LeftUkPermanently",
                    at[..10],
                    $$"""{ "countryNotified": true, "agenciesConsulted": [ {{consulted}} ] }""",
                    "leaves")
        ).Expect(HttpStatusCode.OK);
        var approval = (await ViewAsync())["approvals"]!
            .AsArray()
            .Single(one => one!["kind"]!.ToString() == "planEndingWithoutConference")!;
        (
            await api()
                .PostAsync(
                    $"/api/approvals/{approval["approvalId"]}",
                    People.ServiceManager,
                    """{ "decision": "approve", "reason": "The family has left." }""",
                    "leaves")
        ).Expect(HttpStatusCode.OK);
        Assert.Equal("Closed", (await ViewAsync())["state"]!.ToString());
    }

    private Task GoToAsync(string instant) => goTo is null ? api().AdvanceToAsync(instant) : goTo(instant);

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
                async () =>
                    (await api().GetAsync(answer.Location!.ToString(), step.By)).Expect(HttpStatusCode.OK).Value("status") != "pending",
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
            Assert.Fail(
                $"{step.Key}{Environment.NewLine}expected {expected}{Environment.NewLine}"
            + $"but was  {actual}{Environment.NewLine}warnings: {outcome["warnings"]}"
            );
    }

    private static string Describe(JsonNode? change) => change!["change"]!.GetValue<string>() switch
    {
        "opened" => $"opened {change["id"]} {change["dueOn"]}",
        "met" when change["daysLate"]!.GetValue<int>() > 0 => $"met {change["id"]} {change["daysLate"]} days late",
        var other => $"{other} {change["id"]}",
    };
}
