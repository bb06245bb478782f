using System.Net;
using ChildProtection.Tests.Support;
using EndToEnd.Harness;
using EndToEnd.Stories;
using Xunit.Abstractions;
using static EndToEnd.Harness.People;

namespace EndToEnd;

/// <summary>
/// An activity that ends the process every time (F11): the commit of one event. It is tried a bounded number of times, then the event is
/// parked, shown and alerted; the case's other events and the other cases go on.
/// </summary>
public sealed class DeadlyCommitTests(ITestOutputHelper output) : InstallationTest(output)
{
    private const string Deadly = "deadly-1";

    /// <summary>A decision is tried three times, and its commit three times each.</summary>
    private const int Deaths = 3 * 3;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(6);
    private readonly List<string> _decided = [];
    private int _deaths;
    private string _today = "";

    /// <summary>It takes minutes, as workers end and start; the long runs do it on the simulator as well.</summary>
    public static TheoryData<string> Engines { get; } = LongRuns.Asked ? ["official", "simulated"] : ["official"];

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Commit_ThatEndsTheWorkerEveryTime_IsGivenUpAndEverythingElseGoesOn(string engine)
    {
        var app = await InstallAsync(new InstallationPlan { Now = engine == "official" ? null : SharedInstallation.Now });
        var (ill, well) = (await OpenAsync(app, "ill"), await OpenAsync(app, "well"));
        app.Proxy.MakeDeadly(Deadly, () => EndWorker(app));

        var (problem, failures) = await GiveUpAsync(app, ill, well);

        Assert.Equal("event-failed", problem.Problem);
        Assert.Equal(Deaths, _deaths);
        Assert.Contains(
            failures, failure => failure.Contains($"Case {ill.CaseId}: the decision on a signal failed", StringComparison.Ordinal));
        Assert.Contains($"Case {ill.CaseId}: event event-", app.Output(), StringComparison.Ordinal);
        Assert.Contains("parked as failed after 3 attempts; an operator must look at it", app.Output(), StringComparison.Ordinal);
        foreach (var story in (Story[])[ill, well])
            Assert.Equal(HttpStatusCode.OK, (await RaiseAsync(app, story, "afterwards")).Status);
        Assert.NotEmpty(_decided);
        Assert.Equal([.. _decided, "afterwards"], await RecordedAsync(app, well));
        Assert.Equal(["afterwards"], await RecordedAsync(app, ill));
        Assert.Equal(Deaths, _deaths);
    }

    /// <summary>One caller polls the outcome of the deadly event while another works on the other case.</summary>
    /// <returns>The last answer, and what the engine said of the case in between.</returns>
    private async Task<(Answer Problem, List<string> Failures)> GiveUpAsync(Installation app, Story ill, Story well)
    {
        List<string> failures = [];
        var problem = await Until.FoundAsync(
            "the event is parked",
            async () =>
            {
                if (await RaiseAsync(app, well, $"well-{_decided.Count}") is { Status: HttpStatusCode.OK })
                    _decided.Add($"well-{_decided.Count}");
                if (await FailureAsync(app, ill) is { } failure)
                    failures.Add(failure);
                return await RaiseAsync(app, ill, Deadly) is { Status: HttpStatusCode.InternalServerError, Problem: "event-failed" } answer
                    ? answer
                    : null;
            },
            Patience,
            () => $"The worker ended {_deaths} times.");
        // The last one may have been taken without an answer.
        await Until.TrueAsync("the last event of the other case is decided", async () =>
            await RaiseAsync(app, well, $"well-{_decided.Count}") is { Status: HttpStatusCode.OK });
        _decided.Add($"well-{_decided.Count}");
        return (problem, failures);
    }

    private void EndWorker(Installation app)
    {
        app.EndWorker();
        _deaths++;
    }

    private async Task<Story> OpenAsync(Installation app, string child)
    {
        (var story, _today) = await ReferredCase.OpenAsync(app, child, School with { Subject = child });
        return story;
    }

    private Task<Answer> RaiseAsync(Installation app, Story story, string key) =>
        app.Api.RaiseAsync(story.CaseId, SocialWorker, "NewConcern", _today, Data.Concern, key);

    /// <summary>Why the engine says that the case's instance failed; null while it runs.</summary>
    private static async Task<string?> FailureAsync(Installation app, Story story) =>
        (await app.Api.SendAsync(HttpMethod.Get, $"/admin/instances/{story.CaseId}", by: null))
            .Expect(HttpStatusCode.OK)
            .Body["failure"]
            ?["message"]?.ToString();

    private static async Task<IEnumerable<string>> RecordedAsync(Installation app, Story story) =>
        (await app.Api.ListAsync($"{story.CasePath}/chronology"))
            .Where(fact => fact["type"]!.ToString() == "NewConcern")
            .Select(fact => fact["eventId"]!.ToString());
}
