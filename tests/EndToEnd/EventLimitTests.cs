using System.Net;
using System.Text.Json.Nodes;
using EndToEnd.Harness;
using static EndToEnd.Harness.People;

namespace EndToEnd;

/// <summary>Agencies' events at bounds of their schemas and one beyond, over HTTP and by the bus (F31).</summary>
public sealed class EventLimitTests(PlanActiveTold told) : IClassFixture<PlanActiveTold>
{
    private const string On = "2026-03-06";

    /// <summary>Those with a part in the case; what courts and other authorities send is tried in process.</summary>
    private static readonly Person[] Agencies = [School, Police, Hospital];


    [Fact]
    public async Task Event_AtABound_IsDecidedAndOneBeyondIsRefusedWithPlaceAndBound()
    {
        var (accepted, tried) = (0, 0);
        foreach (var limit in await LimitsAsync())
        {
            var name = $"limit {tried++}";
            var beyond = await told.App.Api.PostAsync(
                $"{told.Story.CasePath}/events", limit.Agency, limit.Body(beyond: 1).ToJsonString(), name + " beyond");
            var within = await told.App.Api.PostAsync(
                $"{told.Story.CasePath}/events", limit.Agency, limit.Body(beyond: 0).ToJsonString(), name);

            beyond.ExpectProblem(HttpStatusCode.UnprocessableEntity, "validation");
            Assert.Contains(limit.Bound, Told(beyond, limit), StringComparison.Ordinal);
            Assert.True(
                within.Status is HttpStatusCode.OK or HttpStatusCode.Conflict or HttpStatusCode.Forbidden
                    || (within.Problem == "validation" && !Told(within, limit).Contains(limit.Bound, StringComparison.Ordinal)),
                $"{limit}: {within.Status} {within.Text}");
            accepted += within.Status == HttpStatusCode.OK ? 1 : 0;
        }

        Assert.True(accepted > 8 && tried > 24, $"{accepted} of {tried} were accepted.");
    }

    [Fact]
    public async Task Message_OneBeyondABound_IsADeadLetterOfValidationAndAtTheBoundAFact()
    {
        var limits = (await LimitsAsync()).DistinctBy(limit => limit.Type).ToArray();
        foreach (var (number, limit) in limits.Index())
            await SendAsync(limit, beyond: 1, $"beyond-{number}");
        foreach (var script in EventLimit.Scripts)
            await SendAsync(await ConcernAsync(script), beyond: 0, $"within-{script}");

        (await told.App.Api.PostAsync("/admin/clock", by: null, """{ "advanceBy": "PT1S" }""")).Expect(HttpStatusCode.OK);

        var letters = await told.App.Api.ListAsync("/api/dead-letters", Administrator);
        Assert.Equal(limits.Length, letters.Count);
        Assert.All(letters, letter => Assert.Equal("validation", letter["reason"]!.ToString()));
        Assert.All(
            limits.Zip(letters),
            pair => Assert.Contains(pair.First.Pointer, pair.Second["description"]!.ToString(), StringComparison.Ordinal));
        var facts = (await told.App.Api.ListAsync($"{told.Story.CasePath}/chronology")).Select(fact => fact["eventId"]?.ToString());
        Assert.Equal(EventLimit.Scripts.Count, facts.Count(id => id?.StartsWith("within-", StringComparison.Ordinal) == true));
    }

    private async Task SendAsync(EventLimit limit, int beyond, string id)
    {
        var body = limit.Body(beyond);
        body.Remove("type");
        await new BusPlayer(told.App.Api, limit.Agency.Agency!).SendAsync(told.Story.CaseId, limit.Type, body.ToJsonString(), id);
    }

    private async Task<EventLimit> ConcernAsync(string script) =>
        (await LimitsAsync()).First(limit => limit.Type == "NewConcern" && limit.Pointer == "/data/concern") with { Script = script };

    /// <summary>Some texts, lists, numbers and dates of each event that an agency may raise, the scripts in turn.</summary>
    private async Task<IReadOnlyList<EventLimit>> LimitsAsync()
    {
        List<EventLimit> limits = [];
        foreach (var type in (await told.App.Api.ListAsync("/api/event-types")).Where(IsRaisedByAgencies))
        {
            var name = type["type"]!.ToString();
            if (await RaiserAsync(name) is { } agency)
                limits.AddRange(EventLimit.Of(name, Example(name), type["schema"]!.AsObject(), agency));
        }

        return [.. limits.Select((limit, index) => limit with { Script = EventLimit.Scripts[index % EventLimit.Scripts.Count] })];
    }

    /// <summary>The first agency whose kind may raise the type: it is told what is missing, and another that it may not.</summary>
    private async Task<Person?> RaiserAsync(string type)
    {
        foreach (var agency in Agencies)
        {
            var answer = await told.App.Api.PostAsync($"{told.Story.CasePath}/events", agency, $$"""{ "type": "{{type}}" }""");
            if (answer.Status == HttpStatusCode.UnprocessableEntity)
                return agency;
        }

        return null;
    }

    private static bool IsRaisedByAgencies(JsonNode type) => type["roles"]!.AsArray().Any(role => role!.ToString() == "Agency");

    private static string Told(Answer answer, EventLimit limit) =>
        string.Join(", ", answer.Body["errors"]![limit.Pointer]?.AsArray() ?? []);

    private static JsonObject Example(string type)
    {
        var body = JsonNode.Parse(File.ReadAllText(Path.Combine(Checkout.Root, "docs", "examples", "events", type + ".json")))!.AsObject();
        body["occurredOn"] = On;
        return body;
    }
}
