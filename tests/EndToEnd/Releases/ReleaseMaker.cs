using System.Net;
using System.Text.Json.Nodes;
using EndToEnd.Harness;
using EndToEnd.Stories;
using static EndToEnd.Harness.People;

namespace EndToEnd.Releases;

/// <summary>
/// Leads cases to several stages with the code of today and keeps what is there then, so that the code of tomorrow can be held against it
/// (docs/operations.md, Keep a release's data).
/// </summary>
internal static class ReleaseMaker
{
    /// <summary>After the first review of the plan, with the next core group's notes and record done.</summary>
    private const string Ends = "2026-06-11T15:00:00Z";

    public static async Task MakeAsync(string file)
    {
        await using var app = await Installation.StartAsync(new InstallationPlan { Now = StoryA.Begins, OwnAzurite = true });
        JsonArray cases =
        [
            Kept(
                "closed",
                await OpenAsync(app.Api, "closed", StoryA.Begins, NoFurtherAction)),
            // Nobody ever decides on it: overdue, and climbing.
            Kept("overdue", await OpenAsync(app.Api, "overdue", StoryA.Begins)),
        ];
        var story = new Story(() => app.Api);
        await story.TellAsync(StoryA.Steps.Where(step => string.CompareOrdinal(step.At, Ends) <= 0));
        cases.Add(Kept("plan", story.CaseId));
        cases.Add(Kept("referred", await OpenAsync(app.Api, "referred", Ends)));
        cases.Add(Kept("assessing", await OpenAsync(app.Api, "assessing", Ends, Assess)));
        cases.Add(
            Kept(
                "enquiry",
                await OpenAsync(
                    app.Api,
                    "enquiry",
                    Ends,
                    Assess,
                    ("NewConcern", SocialWorker, Data.SignificantHarm),
                    ("StrategyDiscussionHeld", Manager, Data.EnquiryStarts))));
        // What goes out a moment after the last decision is out then.
        (await app.Api.PostAsync("/admin/clock", by: null, """{ "advanceBy": "PT1M" }""")).Expect(HttpStatusCode.OK);
        foreach (var one in cases)
            await AnswerAsync(app.Api, one!.AsObject());
        await app.StopAppAsync();
        using var tables = new RawTables(app.Tables.Port);
        await ReleaseData.WriteAsync(file, tables, app.AppData, cases);
    }

    private static readonly (string Type, Person By, string Data) NoFurtherAction =
        ("ReferralDecision", Manager, """{ "outcome": "noFurtherAction", "reason": "Known to be well." }""");

    private static readonly (string Type, Person By, string Data) Assess = ("ReferralDecision", Manager, """{ "outcome": "assess" }""");

    internal static async Task<string> OpenAsync(Api api, string child, string at, params (string Type, Person By, string Data)[] events)
    {
        var caseId = (await api.ReferAsync(School, Referrals.Of(child, at), $"release {child}"))
            .Expect(HttpStatusCode.Created)
            .Value("caseId");
        foreach (var (type, by, data) in events)
            (await api.RaiseAsync(caseId, by, type, at[..10], data, $"release {child} {type}")).Expect(HttpStatusCode.OK);
        return caseId;
    }

    internal static JsonObject Kept(string name, string caseId) => new() { ["name"] = name, ["caseId"] = caseId };

    /// <summary>The case as its release answers for it.</summary>
    internal static async Task AnswerAsync(Api api, JsonObject one)
    {
        var path = $"/api/cases/{one["caseId"]}";
        var view = (await api.GetAsync(path)).Expect(HttpStatusCode.OK).Body;
        one["state"] = view["state"]!.DeepClone();
        one["profile"] = view["profile"]!.DeepClone();
        one["nextCheckpointAt"] = view["nextCheckpointAt"]?.DeepClone();
        one["facts"] = new JsonArray([
            .. (await api.ListAsync($"{path}/chronology")).Select(fact => (JsonNode)$"{fact["sequence"]} {fact["type"]} {fact["hash"]}"),
        ]);
        one["deadlines"] = new JsonArray([
            .. (await api.ListAsync($"{path}/deadlines")).Select(deadline =>
                (JsonNode)$"{deadline["id"]} {deadline["dueOn"]} {deadline["status"]}"),
        ]);
    }
}
