using System.Net;
using ChildProtection.Tests.Support;
using EndToEnd.Harness;
using EndToEnd.Stories;
using Xunit.Abstractions;
using static EndToEnd.Harness.People;

namespace EndToEnd;

/// <summary>
/// A commit that comes too late, when another has taken its place: what it writes and what it gives is recognised and dropped, and the
/// record is as if it had never been (F12).
/// </summary>
public sealed class LateCommitTests(ITestOutputHelper output) : InstallationTest(output)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private string _today = "";

    public static TheoryData<string> Engines { get; } = ["official", "simulated"];

    /// <summary>
    /// The worker dies under a commit whose transaction is still on its way, and arrives when the next worker has recorded the decision.
    /// </summary>
    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Write_OfAWorkerThatIsGone_IsRefusedWhenItArrives(string engine)
    {
        var (app, story) = await OpenAsync(engine);
        app.Proxy.HoldTransactions(1);
        var first = RaiseAsync(app, story, "late");
        await Until.TrueAsync("the commit is on its way", () => app.Proxy.Late == 1, Patience);

        app.EndWorker();
        await DecideAsync(app, story, "late");
        await first;
        app.Proxy.LetTransactionsGo();

        await Until.TrueAsync("the late transaction is answered", () => app.Proxy.LateAnswers.Count == 1, Patience);
        Assert.Contains(app.Proxy.LateAnswers[0], (string[])["409", "412"]);
        await HoldsAsync(app, story);
    }

    /// <summary>The engine has given the instance up and begun another when the commit's result comes.</summary>
    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Result_ForAnInstanceThatWasReplaced_IsDropped(string engine)
    {
        var (app, story) = await OpenAsync(engine);
        app.Proxy.HoldTransactions(2);
        var first = RaiseAsync(app, story, "late");
        await Until.TrueAsync("the commit is on its way", () => app.Proxy.Late == 1, Patience);

        (await app.Api.PostAsync($"/admin/instances/{story.CaseId}/terminate", by: null, "")).Expect(HttpStatusCode.Accepted);
        await Until.TrueAsync("the instance has ended", async () => await StatusAsync(app, story) == "Terminated", Patience);
        await first;
        var second = DecideAsync(app, story, "late");
        await Until.TrueAsync("another commit is on its way", () => app.Proxy.Late == 2, Patience);
        app.Proxy.LetTransactionsGo();

        await second;
        await Until.TrueAsync("both are answered", () => app.Proxy.LateAnswers.Count == 2, Patience);
        // Azurite may refuse both where they meet; then each is tried again on what is there.
        Assert.InRange(app.Proxy.LateAnswers.Count(status => status is "204"), 0, 1);
        await HoldsAsync(app, story);
        Assert.Equal("Running", await StatusAsync(app, story));
    }

    private async Task<(Installation App, Story Story)> OpenAsync(string engine)
    {
        var app = await InstallAsync(new InstallationPlan
        {
            Now = engine == "official" ? null : SharedInstallation.Now,
            // The transactions that are held back are the case's: none of mail comes between.
            Settings = [KilledEvents.NoMail],
        });
        (var story, _today) = await ReferredCase.OpenAsync(app, "late", School);
        return (app, story);
    }

    private Task<Answer> RaiseAsync(Installation app, Story story, string key) =>
        app.Api.RaiseAsync(story.CaseId, SocialWorker, "NewConcern", _today, Data.Concern, key);

    /// <summary>Its caller asks again until it is decided.</summary>
    private Task DecideAsync(Installation app, Story story, string key) =>
        Until.TrueAsync($"{key} is decided", async () => (await RaiseAsync(app, story, key)).Status == HttpStatusCode.OK, Patience);

    private static async Task<string> StatusAsync(Installation app, Story story) =>
        (await app.Api.SendAsync(HttpMethod.Get, $"/admin/instances/{story.CaseId}", by: null)).Expect(HttpStatusCode.OK).Value("status");

    /// <summary>The decision is on record once, and the case continues.</summary>
    private async Task HoldsAsync(Installation app, Story story)
    {
        await DecideAsync(app, story, "afterwards");
        var facts = await app.Api.ListAsync($"{story.CasePath}/chronology");
        Assert.Equal(Enumerable.Range(1, facts.Count), facts.Select(fact => fact["sequence"]!.GetValue<int>()));
        Assert.Equal(
            ["late", "afterwards"],
            facts.Where(fact => fact["type"]!.ToString() == "NewConcern").Select(fact => fact["eventId"]!.ToString()));
        Assert.Equal(
            "True",
            (await app.Api.GetAsync($"{story.CasePath}/chronology/verification")).Expect(HttpStatusCode.OK).Value("intact"),
            ignoreCase: true);
    }
}
