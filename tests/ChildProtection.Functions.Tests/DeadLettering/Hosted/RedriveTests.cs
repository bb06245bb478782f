using System.Net;
using ChildProtection.Functions.Access;
using ChildProtection.Functions.Access.AuditLog;
using ChildProtection.Functions.Agencies;
using ChildProtection.Functions.DeadLettering;
using ChildProtection.Functions.Tests.Access.Hosted;
using Microsoft.Extensions.Logging.Abstractions;

namespace ChildProtection.Functions.Tests.DeadLettering.Hosted;

/// <summary>Nobody alone puts words into an agency's mouth, and the case shows who did what to them.</summary>
public sealed class RedriveTests(CaseApi api) : IClassFixture<CaseApi>
{
    private static readonly string Administrator = LetterScene.Administrator("admin.1");
    private static readonly string Colleague = LetterScene.Administrator("admin.2");
    private static readonly string Manager = LetterScene.Manager("mgr.9");

    [Fact]
    public async Task Correction_OfAnAdministrator_IsSentOnceAManagerOfTheCaseAgrees()
    {
        var scene = await BuryAsync("Came without a coat.");
        var corrected = LetterScene.Concern(scene.Story.CaseId, "Was beaten.");

        Assert.Equal(HttpStatusCode.Accepted, await scene.PostAsync(Administrator, "redrive", corrected));
        var proposal = await scene.ProposalAsync();
        Assert.Equal(HttpStatusCode.Forbidden, await scene.PostAsync(Administrator, "agree", proposal: proposal));
        Assert.Equal(HttpStatusCode.Forbidden, await scene.PostAsync(Colleague, "agree", proposal: proposal));
        Assert.Equal(HttpStatusCode.NotFound, await scene.PostAsync(LetterScene.Manager("mgr.8", "south"), "agree", proposal: proposal));
        Assert.Equal(HttpStatusCode.Conflict, await scene.PostAsync(Manager, "agree", proposal: "another"));
        Assert.Equal(HttpStatusCode.OK, await scene.PostAsync(Manager, "agree", proposal: proposal));

        Assert.Equal("complete", await scene.RecordAsync(await scene.TakeAsync()));
        var fact = await scene.LastFactAsync();
        Assert.Equal(("agency/school", "Was beaten."), ((string?)fact["actor"]!["subject"], (string?)fact["data"]!["concern"]));
        var redriven = Assert.Single(fact["redriven"]!.AsArray())!;
        Assert.Equal(
            ("admin.1", "mgr.9", "/data/data/concern", 64),
            (
                (string?)redriven["by"],
                (string?)redriven["agreedBy"],
                (string?)Assert.Single(redriven["changedPaths"]!.AsArray()),
                ((string)redriven["originalHash"]!).Length));
        var verified = await api.ReadAsync($"/api/cases/{scene.Story.CaseId}/chronology/verification", Manager);
        Assert.Null(verified["firstBadSequence"]);
        Assert.Equal(HttpStatusCode.NotFound, await scene.PostAsync(Manager, "agree", proposal: proposal));
    }

    [Fact]
    public async Task Steps_OnALetter_StandInTheLogOfItsCase()
    {
        var scene = await BuryAsync("Came late.");
        var (corrected, id) = (LetterScene.Concern(scene.Story.CaseId, "Came early."), scene.Id);

        await scene.PostAsync(Administrator, "redrive", corrected);
        var proposal = await scene.ProposalAsync();
        await scene.PostAsync(Administrator, "agree", proposal: proposal);
        await scene.PostAsync(Manager, "decline", proposal: proposal);
        await scene.PostAsync(Administrator, "redrive");
        await scene.RecordAsync(await scene.TakeAsync());

        var log = (await api.LogOfCaseAsync(scene.Story.CaseId)).Items.Concat(await LogOfTheMessageAsync(scene));
        Assert.Equal(
            [
                $"admin.1 Administrator propose {id}: to redrive",
                "admin.1 Administrator forbidden",
                $"mgr.9 TeamManager decline {id}: to decline",
                $"admin.1 Administrator redrive {id}: to redrive",
                "agency/school Agency sent again by admin.1",
            ],
            log.Where(entry => entry.Reason is not null).Select(entry => $"{entry.Subject} {entry.Role} {entry.Reason}"));
        Assert.Equal("admin.1", (string?)Assert.Single((await scene.LastFactAsync())["redriven"]!.AsArray())!["by"]);
    }

    [Theory]
    [InlineData("subject")]
    [InlineData("type")]
    [InlineData("id")]
    [InlineData("source")]
    public async Task Correction_OfWhoWroteWhatAboutWhom_IsRefused(string attribute)
    {
        var scene = await BuryAsync("Came late.");
        var corrected = LetterScene.Concern(scene.Story.CaseId, "Came early.");
        corrected[attribute] = "other";

        Assert.Equal(HttpStatusCode.UnprocessableEntity, await scene.PostAsync(Administrator, "redrive", corrected));
        Assert.Equal(HttpStatusCode.OK, await scene.PostAsync(Administrator, "discard"));
    }

    [Fact]
    public async Task Proposal_ThatWaits_HoldsBackEverythingElse()
    {
        var scene = await BuryAsync("Came late.");
        await scene.PostAsync(Manager, "redrive", LetterScene.Concern(scene.Story.CaseId, "Came early."));

        Assert.Equal(HttpStatusCode.Conflict, await scene.PostAsync(Colleague, "redrive"));
        Assert.Equal(HttpStatusCode.Conflict, await scene.PostAsync(Colleague, "discard"));
        Assert.Equal(
            HttpStatusCode.Conflict, await scene.PostAsync(Colleague, "redrive", LetterScene.Concern(scene.Story.CaseId, "Was beaten.")));
        Assert.Equal(HttpStatusCode.OK, await scene.PostAsync(Colleague, "agree", proposal: await scene.ProposalAsync()));
        await scene.TakeAsync();
    }

    [Fact]
    public async Task Correction_BuriedAndSentAgainUnchanged_StillShowsWhatWasChanged()
    {
        var scene = await BuryAsync("Came late.");
        await scene.PostAsync(Manager, "redrive", LetterScene.Concern(scene.Story.CaseId, "Was beaten."));
        await scene.PostAsync(Colleague, "agree", proposal: await scene.ProposalAsync());
        var again = new LetterScene(api, scene.Story, await LetterScene.BuryNextAsync(api, scene.Story.CaseId));

        Assert.Equal(HttpStatusCode.OK, await again.PostAsync(Administrator, "redrive"));

        Assert.Equal("complete", await again.RecordAsync(await again.TakeAsync()));
        var steps = (await again.LastFactAsync())["redriven"]!.AsArray();
        Assert.Equal(
            ["mgr.9 admin.2 /data/data/concern", "admin.1  "],
            steps.Select(step => $"{step!["by"]} {step["agreedBy"]} {string.Join(' ', step["changedPaths"]!.AsArray())}"));
    }

    [Fact]
    public async Task Resume_AfterAnEndBetweenAgreementAndSending_SendsOnce()
    {
        var scene = await BuryAsync("Came late.");
        await scene.PostAsync(Administrator, "redrive", LetterScene.Concern(scene.Story.CaseId, "Came early."));
        var letters = new DeadLetters(api.Bus, new BusAgencies(["school", "police", "health"]), NullLogger<DeadLetters>.Instance);
        var proposals = new Proposals(api.Tables, new SharedKey(api.Tables));
        var letter = (await letters.FindAsync(DeadLetterId.Parse(scene.Id)!.Value, default))!;
        var (proposal, row) = (await proposals.FindAsync(letter, default))!.Value;
        await proposals.TryReplaceAsync(row, proposal with { AgreedBy = "mgr.9", AgreedAt = TimeProvider.System.GetUtcNow() }, default);
        var redrives = RedrivesOn(letters, proposals);

        await redrives.ResumeAsync(default);
        await redrives.ResumeAsync(default);

        Assert.Equal("complete", await scene.RecordAsync(await scene.TakeAsync()));
        Assert.Equal("mgr.9", (string?)Assert.Single((await scene.LastFactAsync())["redriven"]!.AsArray())!["agreedBy"]);
        Assert.Null(await proposals.FindAsync(letter, default));
    }

    [Fact]
    public async Task Resume_OfAProposalWhoseLetterIsGone_RemovesIt()
    {
        var scene = await BuryAsync("Came late.");
        await scene.PostAsync(Administrator, "redrive", LetterScene.Concern(scene.Story.CaseId, "Came early."));
        var letters = new DeadLetters(api.Bus, new BusAgencies(["school", "police", "health"]), NullLogger<DeadLetters>.Instance);
        var proposals = new Proposals(api.Tables, new SharedKey(api.Tables));
        var letter = (await letters.FindAsync(DeadLetterId.Parse(scene.Id)!.Value, default))!;
        await letters.DiscardAsync(letter, default);

        await RedrivesOn(letters, proposals).ResumeAsync(default);

        Assert.Null(await proposals.FindAsync(letter, default));
    }

    [Fact]
    public async Task Remove_OfARecord_ForgetsItsProposalsAndWhatWasSent()
    {
        var (sent, proposed) = (await BuryAsync("Came late."), await BuryAsync("Came early."));
        await sent.PostAsync(Administrator, "redrive");
        var message = await sent.TakeAsync();
        await proposed.PostAsync(Manager, "redrive", LetterScene.Concern(proposed.Story.CaseId, "Came at noon."));
        var letters = new DeadLetters(api.Bus, new BusAgencies(["school", "police", "health"]), NullLogger<DeadLetters>.Instance);
        var proposals = new Proposals(api.Tables, new SharedKey(api.Tables));
        var letter = (await letters.FindAsync(DeadLetterId.Parse(proposed.Id)!.Value, default))!;

        await RedrivesOn(letters, proposals).RemoveAsync([sent.Story.CaseId, proposed.Story.CaseId], default);

        Assert.Null(await proposals.FindAsync(letter, default));
        Assert.Null(await letters.FindAsync(letter.Id, default));
        await Assert.ThrowsAsync<UnusableMessageException>(() => new SentRedrives(api.Tables).StepsAsync(message, "school", default));
    }

    /// <summary>The app took the message on another day than the requests came.</summary>
    private async Task<IReadOnlyList<AccessEntry>> LogOfTheMessageAsync(LetterScene scene) => (
        await new AccessLog(api.Tables).OfCaseAsync(
            scene.Story.CaseId,
            new AccessQuery { From = LetterScene.Now.AddDays(-1), Until = LetterScene.Now.AddDays(1), Limit = 10 },
            default)
    ).Items;

    private Redrives RedrivesOn(DeadLetters letters, Proposals proposals)
    {
        var sent = new SentRedrives(api.Tables);
        var sender = new RedriveSender(letters, proposals, sent);
        return new Redrives(letters, sender, proposals, sent, TimeProvider.System, NullLogger<Redrives>.Instance);
    }

    private async Task<LetterScene> BuryAsync(string words) => await LetterScene.BuryAsync(api, await api.OpenAsync(), words);
}
