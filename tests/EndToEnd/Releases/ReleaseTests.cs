using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ChildProtection.Tests.Support;
using EndToEnd.Harness;
using EndToEnd.Stories;
using Xunit.Abstractions;
using static EndToEnd.Harness.People;

namespace EndToEnd.Releases;

/// <summary>
/// What earlier releases left behind, taken over by the code of today: tables, the bus, the clock. Every case is where it was; its
/// orchestration starts again from its snapshot, and goes on (F13, F17).
/// </summary>
public sealed class ReleaseTests(ITestOutputHelper output) : InstallationTest(output), IClassFixture<KeptRelease>
{
    public static TheoryData<string> Releases { get; } = [.. ReleaseData.Releases];

    [Theory]
    [MemberData(nameof(Releases))]
    public async Task Cases_OfAnEarlierRelease_AreWhereTheyWereAndGoOnToTheirEnd(string release)
    {
        JsonArray kept = [];
        var app = await InstallOnAsync(async (tables, appData) => kept = await ReleaseData.LoadAsync(release, tables, appData));
        Assert.True(kept.Count >= 5, $"Only {kept.Count} cases are in {release}.");
        foreach (var one in kept)
            await IsWhereItWasAsync(app.Api, one!.AsObject());

        var cases = kept.ToDictionary(one => one!["name"]!.ToString(), one => one!["caseId"]!.ToString());
        await app.Api.AdvanceToAsync("2026-06-13T00:00:00Z");
        Assert.Contains("Overdue", await FactsAsync(app.Api, cases["referred"]));
        await EndAsync(app.Api, cases);

        foreach (var (name, caseId) in cases)
        {
            var view = (await app.Api.GetAsync($"/api/cases/{caseId}")).Expect(HttpStatusCode.OK).Body;
            Assert.Equal($"{name} Closed", $"{name} {view["state"]}");
            Assert.True(
                (await app.Api.GetAsync($"/api/cases/{caseId}/chronology/verification")).Expect(HttpStatusCode.OK).Body[
                    "intact"
                ]!.GetValue<bool>(),
                name);
        }

        // Each open case was started again from its snapshot, and no more was needed.
        Assert.Equal(cases.Keys.Count(name => name != "closed"), Regex.Count(app.Output(), "restarted from the record store"));
        Assert.DoesNotContain("has not fired; sent a nudge", app.Output(), StringComparison.Ordinal);
    }

    private static async Task IsWhereItWasAsync(Api api, JsonObject kept)
    {
        var (name, path) = (kept["name"]!.ToString(), $"/api/cases/{kept["caseId"]}");
        var view = (await api.GetAsync(path)).Expect(HttpStatusCode.OK).Body;
        Assert.Equal($"{name} {kept["state"]}", $"{name} {view["state"]}");
        Assert.Equal(kept["profile"]!.ToJsonString(), view["profile"]!.ToJsonString());
        // Every state is read as one of today.
        Assert.Equal("2", view["stateVersion"]!.ToString());
        // Later releases may wait for more, such as a birthday, but for nothing sooner.
        if (Instant(kept["nextCheckpointAt"]) is { } next)
            Assert.Equal(next, Instant(view["nextCheckpointAt"]));
        Assert.Equal(
            Texts(kept["facts"]),
            (await api.ListAsync($"{path}/chronology")).Select(fact => $"{fact["sequence"]} {fact["type"]} {fact["hash"]}"));
        Assert.Equal(
            Texts(kept["deadlines"]).Order(StringComparer.Ordinal),
            (await api.ListAsync($"{path}/deadlines"))
                .Select(deadline => $"{deadline["id"]} {deadline["dueOn"]} {deadline["status"]}")
                .Order(StringComparer.Ordinal));
        var verified = (await api.GetAsync($"{path}/chronology/verification")).Expect(HttpStatusCode.OK).Body;
        Assert.True(verified["intact"]!.GetValue<bool>(), $"{name}: {verified}");
        if (name != "closed")
            await Until.TrueAsync(
                $"{name} runs",
                async () =>
                    await api.SendAsync(HttpMethod.Get, $"/admin/instances/{kept["caseId"]}", by: null)
                        is { Status: HttpStatusCode.OK } found
                    && found.Value("status") == "Running");
    }

    /// <summary>Each by the shortest way that its stage has.</summary>
    private static async Task EndAsync(Api api, Dictionary<string, string> cases)
    {
        const string nothing = """{ "outcome": "noFurtherAction", "reason": "Known to be well." }""";
        const string assessed =
            """
            { "conclusion": "noFurtherAction", "reason": "No need.", "childSeen": true, "factors": ["18B"],
              "contributionsFrom": ["school"] }
            """;
        foreach (var name in (string[])["referred", "overdue"])
            await RaiseAsync(api, cases[name], Manager, "ReferralDecision", "2026-06-13", nothing);
        await RaiseAsync(api, cases["assessing"], SocialWorker, "AssessmentSubmitted", "2026-06-13", assessed);
        await RaiseAsync(api, cases["assessing"], Manager, "AssessmentCounterSigned", "2026-06-13", "{ }");
        await RaiseAsync(
            api,
            cases["enquiry"],
            SocialWorker,
            "Section47Concluded",
            "2026-06-13",
            """{ "outcome": "notSubstantiated", "reason": "The injury was an accident.", "next": "assessment" }""");
        await RaiseAsync(api, cases["enquiry"], SocialWorker, "AssessmentSubmitted", "2026-06-13", assessed);
        await RaiseAsync(api, cases["enquiry"], Manager, "AssessmentCounterSigned", "2026-06-13", "{ }");

        // The plan continues to its last review; duties not done on the way fall due and escalate.
        foreach (
            var step in StoryA.Steps.Where(step =>
                step.Type
                    is "ConferenceBooked"
                        or "ConferenceHeld"
                        or "DecisionLetterSent"
                        or "EndNoticesSent"
                        or "ConferenceRecordIssued"
                        or "CinPlanReviewed"
                        or "CinPlanEnded"
                && string.CompareOrdinal(step.At, "2026-06-13") > 0))
        {
            await api.AdvanceToAsync(step.At);
            await RaiseAsync(api, cases["plan"], step.By, step.Type, step.On, step.Data);
        }
    }

    private static async Task RaiseAsync(Api api, string caseId, Person by, string type, string on, string data) =>
        Assert.Equal(
            "accepted", (await api.RaiseAsync(caseId, by, type, on, data, $"later {type} {on}")).Expect(HttpStatusCode.OK).Value("status"));

    private static async Task<IReadOnlyList<string>> FactsAsync(Api api, string caseId) =>
        [.. (await api.ListAsync($"/api/cases/{caseId}/chronology")).Select(fact => fact["type"]!.ToString())];

    private static IEnumerable<string> Texts(JsonNode? list) => list!.AsArray().Select(one => one!.ToString());

    private static DateTimeOffset? Instant(JsonNode? value) =>
        value is null ? null : DateTimeOffset.Parse(value.ToString(), CultureInfo.InvariantCulture);
}
