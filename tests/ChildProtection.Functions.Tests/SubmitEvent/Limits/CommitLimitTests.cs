using System.Text.Json.Nodes;
using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.Lifecycle;
using ChildProtection.Domain.Referral;
using ChildProtection.Domain.Teams;
using ChildProtection.Domain.Text;
using ChildProtection.Functions.Platform.Http;
using ChildProtection.Functions.Platform.Tables;
using ChildProtection.Functions.Procedures;
using ChildProtection.Functions.RecordStore;
using ChildProtection.Functions.SubmitEvent;
using ChildProtection.Functions.Tests.Examples;
using ChildProtection.Functions.Tests.Platform.Http;
using ChildProtection.Functions.Tests.RecordStore;
using ChildProtection.Tests.Support;

namespace ChildProtection.Functions.Tests.SubmitEvent.Limits;

/// <summary>What is accepted at its bounds is committed in the real store (F31).</summary>
public sealed class CommitLimitTests(StoreFixture store) : IClassFixture<StoreFixture>
{
    private static readonly StoredActor Clerk = new("clerk", new string('த', Bounds.Line), Role.BusinessSupport, null);

    /// <summary>Every type is full in the first story that has it: in one of the scripts, in long runs in each.</summary>
    public static TheoryData<Script, string, string> Stories
    {
        get
        {
            var stories = new TheoryData<Script, string, string>();
            foreach (var (number, story) in ExampleTests.Stories.Where(story => (string)story[0] != "transfer-in").Index())
                foreach (var script in Enum.GetValues<Script>().Where(one => LongRuns.Asked || (int)one == number % 3))
                    stories.Add(script, (string)story[0], (string)story[1]);
            return stories;
        }
    }

    [Theory]
    [MemberData(nameof(Stories))]
    public async Task Submit_StoryOfEventsWithEveryTextAtItsBound_IsCommitted(Script script, string opens, string events)
    {
        var submitted = new SubmittedCase(store.Tables);
        await OpenAsync(submitted, script, "requests/" + opens);

        foreach (var name in events.Split(' '))
        {
            var type = EventCatalogue.Find(name)!;
            var body = CoreLimitTests.StoryOf(name) == events
                ? Full(script, "events/" + name, EventSchemas.Event(type))
                : JsonNode.Parse(Example.Body("events/" + name).GetRawText())!.AsObject();
            var role = Example.RaiserOf(type);
            var actor = new StoredActor(Example.Account(role), Clerk.Name, role, null);
            AssertAccepted(await submitted.RaiseAsync(EventBody.Read(ProblemAssert.Json(body), DateOnly.MaxValue), actor), name);
        }

        var stored = await new CaseReader(store.Tables).FindAsync(submitted.State!.CaseId, default);
        Assert.Equal(submitted.State.Sequence, stored!.State.Sequence);
        Assert.Equal(script.Repeat(Bounds.Line), stored.FamilyName);
    }

    public static TheoryData<Script> EveryScript => [.. Enum.GetValues<Script>()];

    [Theory]
    [MemberData(nameof(EveryScript))]
    public async Task Store_BodyOfOneMebibyteOfNoise_IsOneRow(Script script)
    {
        var story = store.NewStory();
        var words = new JsonObject { ["concern"] = script.Noise(JsonBody.Limit - 100, new Random(1)) };
        var referral = StoredStory.Request("referral", new DateOnly(2026, 2, 2), story.Referral().Event, words);

        await story.StoreAsync(referral, story.Opening(referral));

        var row = await store.Tables.Cases.FindAsync(story.CaseId, CaseKeys.Event("mgr.1", "referral"), default);
        Assert.Equal(words.ToJsonString(DomainJson.Record), EventRow.Data(row!));
    }

    [Theory]
    [MemberData(nameof(EveryScript))]
    public async Task Store_LargestSignalAndWhatItLeavesForWords_IsOneRowThatTakesItsResult(Script script)
    {
        var story = store.NewStory();
        // As many ids as the signal holds; as JSON an emoji takes twelve characters, so no id has one.
        var letter = script == Script.Emoji ? Script.Latin : script;
        var siblings = Enumerable.Repeat(letter.Repeat(Bounds.Line), 750).ToArray();
        var words = new JsonObject { ["concern"] = script.Noise(500_000, new Random(2)) };
        var request = StoredStory.Request(
            "largest", new DateOnly(2026, 2, 2), ((ReferralReceived)story.Referral().Event) with { Siblings = siblings }, words);

        await story.StoreAsync(request, story.Opening(request));
        await story.CommitAsync(story.Opening(request), new Rejected { Kind = RejectionKind.Invalid, Reason = "r", Rule = "r" });

        var stored = await story.Reader.FindEventAsync(story.CaseId, "mgr.1", "largest", default);
        Assert.Equal(EventStatus.Rejected, stored!.Status);
    }

    [Fact]
    public async Task Open_ReferralThatNoRowCanHold_IsRefusedAndReservesNothing()
    {
        var story = store.NewStory();
        var referral = story.Referral();
        var parents = Enumerable.Repeat(new Parent { Name = FreeText.Withheld }, 20_000).ToArray();
        var endless = StoredStory.Request("endless", referral.OccurredOn, ((ReferralReceived)referral.Event) with { Parents = parents });
        var submission = new SubmittedCase(store.Tables).Submission;

        var refused = await Record.ExceptionAsync(() => submission.OpenAsync(endless, StoredStory.ReceivedAt, null!, default));

        Assert.Contains("at most", Assert.IsType<TextTooLargeException>(refused).Message, StringComparison.Ordinal);
        Assert.Null(await ChildReservation.HolderAsync(store.Tables.Index, story.LocalId, default));
    }

    [Fact]
    public async Task Parked_OpeningThatNeverCommits_GivesItsChildBack()
    {
        var story = store.NewStory();
        var referral = story.Referral();
        await story.StoreAsync(referral, story.Opening(referral));
        await ChildReservation.ReserveAsync(store.Tables.Index, story.LocalId, story.CaseId, default);
        var (inbox, row) = (new CaseInbox(store.Tables), CaseKeys.Event("mgr.1", "referral"));

        await inbox.CountFailureAsync(story.CaseId, row, 2, "no", default);
        var during = await ChildReservation.ReserveAsync(store.Tables.Index, story.LocalId, "corrected", default);
        await inbox.CountFailureAsync(story.CaseId, row, 2, "no", default);

        Assert.Equal(story.CaseId, during);
        Assert.Equal("corrected", await ChildReservation.ReserveAsync(store.Tables.Index, story.LocalId, "corrected", default));
    }

    private static JsonObject Full(Script script, string example, JsonObject schema)
    {
        var body = JsonNode.Parse(Example.Body(example).GetRawText())!.AsObject();
        foreach (var limit in Limit.In(schema).Where(limit => limit.IsText && limit.IsGiven(body)))
            body = limit.Put(body, schema, limit.Within(script).First());
        return body;
    }

    private async Task OpenAsync(SubmittedCase submitted, Script script, string example)
    {
        var body = Full(script, example, EventSchemas.Referral());
        body["child"]!["localId"] = store.NewStory().LocalId;
        body["family"] = new string('த', Bounds.Line);
        var at = DateTimeOffset.Parse(body["receivedAt"]!.GetValue<string>(), null);
        var read = ReferralBody.Read(
            ProblemAssert.Json(body), new LocalDays(new StandingClock(at)), new OpeningTeam(TeamList.Shipped, ByAgency: false));
        // The caller's key makes the case's id: each test is a caller of its own.
        var clerk = Clerk with { Subject = "clerk " + body["child"]!["localId"] };
        AssertAccepted(await submitted.OpenAsync(read, clerk), example);
    }

    private static void AssertAccepted(SubmissionResult result, string what) =>
        Assert.True(result is Decided { Event.Status: EventStatus.Accepted }, $"{what}: {result}");
}
