using System.Text.Json;
using System.Text.Json.Nodes;
using Azure;
using Azure.Data.Tables;
using ChildProtection.Domain.Conference;
using ChildProtection.Domain.CoreGroup;
using ChildProtection.Domain.Enquiry;
using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.Plan;
using ChildProtection.Domain.Profiles;
using ChildProtection.Domain.Referral;
using ChildProtection.Domain.Visits;
using ChildProtection.Functions.CaseFile.Plans;
using ChildProtection.Functions.Platform.Tables;
using ChildProtection.Functions.RecordStore;
using ChildProtection.Functions.Tests.RecordStore;
using ChildProtection.Tests.Support;

namespace ChildProtection.Functions.Tests.CaseFile.Plans;

/// <summary>
/// A plan of two versions, led through the store, as evidence for legal proceedings and as a page in the words of each profile.
/// </summary>
public sealed class PlanEvidenceTests(StoreFixture store) : IClassFixture<StoreFixture>
{
    private static readonly JsonObject FirstCoreGroup =
        JsonNode.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Examples", "first-core-group.json")))!["data"]!.AsObject();

    private const string Welsh = """
        { "id": "CY-TEST", "version": "1.0", "title": "Words in Welsh", "base": "EN-WT2023", "baseVersion": "1.0", "language": "cy",
          "labels": { "plan": "Cynllun amddiffyn plant", "coreGroup": "Grŵp craidd", "printedTitle": "{plan} {child}",
            "printedWhy": "Pam mae cynllun", "printedStartedOn": "Dechreuodd y cynllun ar", "printedNo": "Nac ydy" },
          "parameters": {} }
        """;

    [Fact]
    [Obligation("S1-49"), Obligation("S3-06")]
    public async Task Evidence_OfAPlan_ShowsServicesPartnershipAndVersionsOnAnIntactChain()
    {
        var story = await WithTwoVersionsAsync();
        var evidence = await EvidenceAsync(story);
        Assert.True(evidence.Verification.Intact);
        Assert.Equal([0, 1, 2], evidence.Versions.Select(version => version.Plan.Version));
        Assert.Equal(
            evidence.Versions.Select(version => version.Hash),
            evidence.Versions.Select(version => evidence.Facts.Single(fact => fact.Sequence == version.Sequence).Hash));
        Assert.Contains(evidence.Versions[2].Changes, change => change.Path == "/howParentsKeepChildSafe");
        Assert.Equal(3, evidence.Versions.Select(version => version.ContentSha256).Distinct().Count());
        // Services put in place, with what was committed and what became of it.
        var action = evidence.Services["actions"]!.AsArray().Single(one => one!["agency"]?.GetValue<string>() == "school")!;
        Assert.Equal("Breakfast club completed 2026-03-18", $"{action["what"]} {action["status"]} {action["completedOn"]}");
        Assert.Equal("A free place, five days a week.", action["resourceCommitted"]!.GetValue<string>());
        Assert.Equal(6, evidence.Services["interventions"]!.AsArray().Count);
        Assert.Single(evidence.Services["visits"]!.AsArray());
        // In partnership: who came, what parents contributed, what they were told and what they answered.
        var group = Assert.Single(evidence.Partnership["coreGroups"]!.AsArray())!;
        Assert.Equal("Alex explained the night shifts.", group["parentsContribution"]!.GetValue<string>());
        Assert.Contains("Alex Example", group["present"]!.AsArray().Select(one => one!.GetValue<string>()));
        Assert.Single(evidence.Partnership["planExplained"]!.AsArray());
        Assert.Equal("parent", Assert.Single(evidence.Partnership["acceptances"]!.AsArray())!["party"]!.GetValue<string>());
    }

    [Fact]
    [Obligation("S1-49"), Obligation("S3-06")]
    public async Task Evidence_Printed_SaysWhetherItCanBeReliedOn()
    {
        var story = await WithTwoVersionsAsync();
        var evidence = await EvidenceAsync(story);
        var page = PlanEvidencePage.Of(evidence, JsonWords.Of(ProcedureLibrary.Get("EN-WT2023"))).Text;
        Assert.All(
            (string[])
                [
                    "record for legal proceedings",
                    "All 12 facts",
                    "Services put in place",
                    "Work in partnership",
                    "Version 0",
                    "Version 2",
                    "A free place, five days a week.",
                ],
            words => Assert.Contains(words, page, StringComparison.Ordinal));
        Assert.All(evidence.Versions, version => Assert.Contains(version.Hash!, page, StringComparison.Ordinal));

        // A word altered outside the app: the record itself says that it is worth nothing, and where.
        var published = evidence.Versions[1].Sequence;
        var fact = await store.Tables.Cases.FindAsync(story.CaseId, CaseKeys.Fact(published), default);
        var row = await store.Tables.Cases.FindAsync(story.CaseId, fact!.Need("SignalKey"), default);
        CompressedText.Write(row!, "Data", """{"progressReviewed":true,"changesConsidered":true}""");
        await store.Tables.Cases.UpdateEntityAsync(row!, ETag.All, TableUpdateMode.Replace);
        var broken = await EvidenceAsync(story);
        Assert.Equal((false, published), (broken.Verification.Intact, broken.Verification.FirstBadSequence));
        Assert.Contains(
            $"fact {published} of 12 is missing or was altered. Do not rely",
            PlanEvidencePage.Of(broken, JsonWords.Of(ProcedureLibrary.Get("EN-WT2023"))).Text,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("EN-WT2023", "Lead social worker")]
    [InlineData("S0-GENERIC", "Lead Social Worker")]
    [InlineData("S1-GUERNSEY", "Lead professional")]
    [InlineData("S2-COUNCIL", "Social worker")]
    [InlineData("S4-GREENWICH", "Key worker")]
    public async Task Plan_Printed_CallsPeopleAsTheProfileDoes(string profile, string lead)
    {
        var (stored, plans) = await ReadAsync(await WithTwoVersionsAsync());
        var page = PlanPage.Of(PlanView.Of(stored, plans[^1]), JsonWords.Of(ProcedureLibrary.Get(profile))).Text;
        Assert.Contains("<h1>Child protection plan for Ida Quince</h1>", page, StringComparison.Ordinal);
        Assert.Contains($"<h3>{lead}</h3>", page, StringComparison.Ordinal);
        Assert.Contains($"<h3>{lead}: manager</h3>", page, StringComparison.Ordinal);
    }

    /// <summary>A partnership that writes Welsh; people's own words in the plan stay unchanged.</summary>
    [Fact]
    public async Task Plan_Printed_IsInTheLanguageOfTheProfile()
    {
        var words = JsonWords.Of(
            ProfileLoader.Parse(Welsh, "welsh.json", name => ProcedureCatalogue.Shipped.FindProfile(name.Id, name.Version)));
        var story = await WithTwoVersionsAsync();
        var (stored, plans) = await ReadAsync(story);
        var page = PlanPage.Of(PlanView.Of(stored, plans[^1]), words);

        Assert.Equal("cy", page.Language);
        Assert.All(
            (string[])
                [
                    "<html lang=\"cy\">",
                    "<h1>Cynllun amddiffyn plant Ida Quince</h1>",
                    "<h2>Pam mae cynllun</h2>",
                    "<h3>Grŵp craidd</h3>",
                    "<dt>Dechreuodd y cynllun ar</dt><dd>24 Chwefror 2026</dd>",
                    "<td>Nac ydy</td>",
                ],
            part => Assert.Contains(part, page.Text.ReplaceLineEndings(""), StringComparison.Ordinal));
        Assert.DoesNotContain("Why there is a plan", page.Text, StringComparison.Ordinal);
        Assert.Contains("Breakfast club", page.Text, StringComparison.Ordinal);

        // The record for a court is in English; the plan within it says that it is not.
        var evidence = PlanEvidencePage.Of(await EvidenceAsync(story), words).Text;
        Assert.Contains("<html lang=\"en-GB\">", evidence, StringComparison.Ordinal);
        Assert.Equal(3, evidence.Split("<div lang=\"cy\">").Length - 1);
    }

    private async Task<PlanEvidenceView> EvidenceAsync(StoredStory story)
    {
        var (stored, plans) = await ReadAsync(story);
        List<StoredFact> facts = [];
        await foreach (var fact in story.Reader.ChronologyAsync(story.CaseId, default))
            facts.Add(fact);
        return PlanEvidenceView.Of(stored, plans, facts, await story.Reader.VerifyAsync(story.CaseId, default), new DateOnly(2026, 4, 1));
    }

    private async Task<(StoredCase Case, IReadOnlyList<StoredPlan> Plans)> ReadAsync(StoredStory story)
    {
        var stored = (await story.Reader.FindAsync(story.CaseId, default))!;
        return (stored, await new PlanReader(store.Tables).AllAsync(stored, default));
    }

    private async Task<StoredStory> WithTwoVersionsAsync()
    {
        var story = store.NewStory();
        await story.OpenAsync();
        await RaiseAsync<ReferralDecision>(story, "2026-02-03", """{ "outcome": "strategyDiscussion" }""");
        await RaiseAsync<StrategyDiscussionHeld>(
            story, "2026-02-04", """{ "attendees": ["csc", "police", "health"], "s47Initiated": true }""");
        await RaiseAsync<Section47Concluded>(story, "2026-02-11", """{ "outcome": "conferenceNeeded" }""");
        await RaiseAsync<ConferenceHeld>(story, "2026-02-24", """
            { "conferenceType": "initial", "chair": { "id": "chair.1" }, "recordedFor": { "reason": "typedForChair" },
              "attendance": [ { "agency": "csc", "present": true }, { "agency": "police", "present": true },
                { "agency": "school", "present": true } ],
              "decision": "plan", "categories": ["NEG"], "leadSocialWorker": { "id": "sw.1", "name": "Sam Walker", "qualified": true,
                "identifiedBy": "mgr.9" },
              "coreGroup": [ { "person": "Alex Example", "role": "mother", "kind": "parent" }, { "person": "Toni Teach",
                "role": "teacher", "agency": "school", "kind": "professional" } ],
              "firstCoreGroupOn": "2026-03-06", "coreGroupFrequency": { "value": 6, "unit": "weeks" },
                "visitInterval": { "value": 10, "unit": "workingDays" }, "reviewOn": "2026-05-20" }
            """);
        var group = FirstCoreGroup.DeepClone().AsObject();
        group["parentsContribution"] = "Alex explained the night shifts.";
        group["attendance"] = JsonNode.Parse(
            """[ { "person": "Alex Example", "kind": "parent", "present": true }, { "agency": "school", "present": true } ]""");
        group["plan"]!["parents"] = JsonNode.Parse("""[ { "parentId": "parent-1", "name": "Alex Example", "relation": "mother" } ]""");
        await RaiseAsync<CoreGroupHeld>(story, "2026-03-06", group.ToJsonString());
        await RaiseAsync<PlanExplained>(story, "2026-03-09", """{ "to": "parents", "understood": "yes", "method": "At home." }""");
        await RaiseAsync<PlanAccepted>(
            story,
            "2026-03-09",
            """
            { "party": "parent", "method": "email", "evidence": { "uri": "records://1", "sha256": "SHA", "datedOn": "2026-02-01" } }
            """.Replace(
                "SHA", new string('a', 64), StringComparison.Ordinal));
        await RaiseAsync<VisitMade>(story, "2026-03-10", """{ "place": "home", "childSeen": true }""");
        await RaiseAsync<ActionCompleted>(story, "2026-03-18", """{ "actionId": "breakfast-club" }""");
        var varied = group["plan"]!.DeepClone();
        varied["howParentsKeepChildSafe"] = "The grandmother stays overnight.";
        await RaiseAsync<PlanVersionPublished>(story, "2026-03-20", new JsonObject { ["plan"] = varied }.ToJsonString());
        await RaiseAsync<VisitFailed>(story, "2026-03-23", """{ "reason": "noReply" }""");
        Assert.Equal((2, 12L), (story.State!.Plan!.Version, story.State.Sequence));
        return story;
    }

    private static async Task RaiseAsync<T>(StoredStory story, string on, string data) where T : CaseEvent
    {
        var day = DateOnly.ParseExact(on, "yyyy-MM-dd", null);
        var request = StoredStory.Request(
            $"{typeof(T).Name}-{on}", day, JsonSerializer.Deserialize<T>(data, DomainJson.Record)!, JsonNode.Parse(data)!.AsObject());
        await story.RaiseAsync(request, new DateTimeOffset(day, new TimeOnly(12, 0), TimeSpan.Zero));
    }
}
