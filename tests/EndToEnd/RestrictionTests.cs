using System.Net;
using System.Text.Json.Nodes;
using ChildProtection.Tests.Support;
using EndToEnd.Harness;
using EndToEnd.Stories;
using static EndToEnd.Harness.People;

namespace EndToEnd;

/// <summary>
/// A restriction holds at once, stands in the chronology, and its review is a deadline of the case for as long as it lasts.
/// </summary>
[Collection(StoriesCollection.Name)]
public sealed class RestrictionTests(StoriesTold told)
{
    internal static readonly (string Name, Func<Scene, Task> Tell)[] Stories =
    [
        ("Review of a restriction", ReviewAsync),
        ("Restriction of a finished case", FinishedAsync),
    ];

    private const string Body = """{ "category": "staffFamily", "reason": "A colleague's child.", "allowed": ["sw.1"] }""";

    private static readonly Person ServiceManager = new("svc.1", "Sol Verne", "ServiceManager");

    [Fact]
    public void Restriction_ReviewMissedThenDoneThenLifted_IsADeadlineAllTheWay() => told.Check("Review of a restriction");

    [Fact]
    public void Restriction_OfAFinishedCase_HasItsReviewTooAndEndsWithIt() => told.Check("Restriction of a finished case");

    private static async Task ReviewAsync(Scene app)
    {
        var path = await ReferredAsync(app, "restricted-1");

        var caseId = path[(path.LastIndexOf('/') + 1)..];
        await app.AtAsync("2026-02-02T10:01:00Z");
        var before = app.NoticesAbout(caseId).ToArray();
        Assert.NotEmpty(before);
        (await RestrictAsync(app, path)).Expect(HttpStatusCode.OK);

        (await app.Api.GetAsync(path, Manager)).ExpectProblem(HttpStatusCode.NotFound, "not-found");
        await ReviewsAsync(app, path, "restrictionReview-1 2026-05-03 open");
        await Until.TrueAsync(
            "the review stands in the worklist of who may know",
            async () =>
                (await app.Api.ListAsync("/api/worklist?team=north", SocialWorker)).Any(line =>
                    IsOf(path, line) && line["kind"]!.ToString() == "restrictionReview"));
        Assert.DoesNotContain(await app.Api.ListAsync("/api/worklist?team=north"), line => IsOf(path, line));

        await app.AtAsync("2026-05-05T09:00:00Z");
        await ReviewsAsync(app, path, "restrictionReview-1 2026-05-03 overdue");
        Assert.Contains(
            await app.Api.ListAsync("/api/approvals?team=north", ServiceManager),
            approval => IsOf(path, approval) && approval["about"]!["deadlineId"]?.ToString() == "restrictionReview-1");

        var after = app.NoticesAbout(caseId).Except(before).ToArray();
        Assert.Contains(after, one => one.Title.Contains("Escalation", StringComparison.Ordinal));
        // The head of service alone hears from outside the list, and only that somebody restricted a case.
        var (ofTheChange, others) = (after.Where(IsOfTheChange).ToArray(), after.Where(one => !IsOfTheChange(one)));
        Assert.NotEmpty(ofTheChange);
        Assert.All(others, one => Assert.Matches("^(sw|svc)[.]1@", one.To));

        (await RestrictAsync(app, path)).Expect(HttpStatusCode.OK);
        await ReviewsAsync(app, path, "restrictionReview-1 2026-05-03 metLate", "restrictionReview-2 2026-08-03 open");
        await AgreedAsync(app, path);
        (await app.Api.SendAsync(HttpMethod.Delete, path + "/restriction", ServiceManager)).Expect(HttpStatusCode.NoContent);
        await ReviewsAsync(app, path, "restrictionReview-1 2026-05-03 metLate", "restrictionReview-2 2026-08-03 met");

        (await app.Api.GetAsync(path, Manager)).Expect(HttpStatusCode.OK);
        var facts = (await app.Api.ListAsync(path + "/chronology"))
            .Where(fact => fact["actor"]!["subject"]!.ToString() == "svc.1")
            .ToArray();
        Assert.Equal(
            ["CaseRestricted ServiceManager", "RestrictionReviewed ServiceManager", "RestrictionLifted ServiceManager"],
            facts.Select(fact => $"{fact["type"]} {fact["actor"]!["role"]}"));
        Assert.DoesNotContain("colleague", string.Join(' ', facts.Select(fact => fact.ToJsonString())), StringComparison.Ordinal);
    }

    private static async Task FinishedAsync(Scene app)
    {
        var path = await ReferredAsync(app, "restricted-2");
        var caseId = path[(path.LastIndexOf('/') + 1)..];
        (
            await app.Api.RaiseAsync(
                caseId, Manager, "ReferralDecision", "2026-02-02", """{ "outcome": "noFurtherAction", "reason": "None." }""", "nfa")
        ).Expect(HttpStatusCode.OK);
        // What reaches an orchestration while it ends is left to the sweep, which takes its minute; this is about one that has ended.
        await Until.TrueAsync(
            "the case's orchestration has ended",
            async () =>
                (await app.Api.SendAsync(HttpMethod.Get, $"/admin/instances/{caseId}", by: null)).Expect(HttpStatusCode.OK).Value("status")
                == "Completed");

        (await RestrictAsync(app, path)).Expect(HttpStatusCode.OK);
        await ReviewsAsync(app, path, "restrictionReview-1 2026-05-03 open");
        (await app.Api.SendAsync(HttpMethod.Delete, path + "/restriction", ServiceManager)).Expect(HttpStatusCode.NoContent);
        await ReviewsAsync(app, path, "restrictionReview-1 2026-05-03 met");

        Assert.Equal("Closed", (await app.Api.GetAsync(path, Manager)).Expect(HttpStatusCode.OK).Value("state"));
    }

    /// <summary>A head of service sees what waits for a second manager, and agrees.</summary>
    private static async Task AgreedAsync(Scene app, string path)
    {
        var asked = (await app.Api.GetAsync(path + "/restriction", Head)).Expect(HttpStatusCode.OK);
        var answer = Api.Json($$"""{ "decision": "agree", "change": {{asked.Value("change")}} }""");
        (await app.Api.SendAsync(HttpMethod.Post, path + "/restriction/decision", Head, answer)).Expect(HttpStatusCode.OK);
        (await app.Api.GetAsync(path, new Person("head.2", "Ada Field", "HeadOfService"))).Expect(HttpStatusCode.NotFound);
    }

    private static bool IsOfTheChange((string To, string Title) mail) =>
        mail.Title.Contains("Who may see a case was changed", StringComparison.Ordinal);

    private static bool IsOf(string path, JsonNode line) => path.EndsWith(line["caseId"]!.ToString(), StringComparison.Ordinal);

    private static async Task<string> ReferredAsync(Scene app, string child)
    {
        await app.AtAsync("2026-02-02T10:00:00Z");
        var referred = await app.Api.ReferAsync(School, Referrals.Of(child, "2026-02-02T10:00:00Z"), child);
        return $"/api/cases/{referred.Expect(HttpStatusCode.Created).Value("caseId")}";
    }

    private static Task<Answer> RestrictAsync(Scene app, string path) =>
        app.Api.SendAsync(HttpMethod.Put, path + "/restriction", ServiceManager, Api.Json(Body));

    /// <summary>The change holds at once; the case takes it in a moment later.</summary>
    private static Task ReviewsAsync(Scene app, string path, params string[] reviews) =>
        Until.TrueAsync(
            $"the case has {string.Join(", ", reviews)}",
            async () =>
                (await app.Api.ListAsync(path + "/deadlines", ServiceManager))
                    .Where(deadline => deadline["kind"]!.ToString() == "restrictionReview")
                    .Select(Line)
                    .SequenceEqual(reviews));

    private static string Line(JsonNode deadline) => $"{deadline["id"]} {deadline["dueOn"]} {deadline["status"]}";
}
