using System.Text.Json.Nodes;
using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.Lifecycle;
using ChildProtection.Domain.Profiles;
using ChildProtection.Domain.Referral;
using ChildProtection.Domain.Teams;
using ChildProtection.Domain.Text;
using ChildProtection.Functions.CaseWorkflow;
using ChildProtection.Functions.Platform.Http;
using ChildProtection.Functions.Platform.Tables;
using ChildProtection.Functions.Procedures;
using ChildProtection.Functions.RecordStore;
using ChildProtection.Functions.SubmitEvent;
using ChildProtection.Functions.Tests.Examples;
using ChildProtection.Functions.Tests.Platform.Http;
using ChildProtection.Functions.Tests.RecordStore;
using ChildProtection.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;

namespace ChildProtection.Functions.Tests.SubmitEvent.Limits;

/// <summary>What is accepted at its bounds is committed in the real store (F31).</summary>
public sealed class CommitLimitTests(StoreFixture store) : IClassFixture<StoreFixture>
{
    private const string Worst =
        "ReferralDecision NewConcern StrategyDiscussionHeld Section47Concluded ConferenceBooked ReportShared ConferenceHeld CoreGroupHeld"
        + " CoreGroupNotesCirculated VisitMade PlanVersionPublished";

    private static readonly StoredActor Clerk = new("clerk", new string('த', Bounds.Line), Role.BusinessSupport, null);

    public static TheoryData<Script, string, string> Stories
    {
        get
        {
            var stories = new TheoryData<Script, string, string>();
            foreach (var script in Enum.GetValues<Script>())
            {
                stories.Add(script, "referral", Worst);
                foreach (var story in LongRuns.Asked ? ExampleTests.Stories : [])
                    stories.Add(script, (string)story[0], (string)story[1]);
            }

            return stories;
        }
    }

    [Theory]
    [MemberData(nameof(Stories))]
    public async Task Commit_StoryOfEventsWithEveryTextAtItsBound_IsWritten(Script script, string opens, string events)
    {
        var story = store.NewStory();
        var state = await OpenAsync(story, Full(script, "requests/" + opens, EventSchemas.Referral()));

        foreach (var name in events.Split(' '))
        {
            var type = EventCatalogue.Find(name)!;
            var read = EventBody.Read(ProblemAssert.Json(Full(script, "events/" + name, EventSchemas.Event(type))), DateOnly.MaxValue);
            var role = Example.RaiserOf(type);
            state = await CommitAsync(story, state, read, new StoredActor(Example.Account(role), Clerk.Name, role, null));
        }

        var stored = await new CaseReader(store.Tables).FindAsync(story.CaseId, default);
        Assert.Equal(state.Sequence, stored!.State.Sequence);
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
        var submission = new EventSubmission(
            store.Tables, new CaseInbox(store.Tables), new EventWaiters(), new CaseWorkflowClient(store.Tables),
            ProcedureCatalogue.Shipped, new StandingClock(StoredStory.ReceivedAt), NullLogger<EventSubmission>.Instance);

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

    private static async Task<CaseState> OpenAsync(StoredStory story, JsonObject body)
    {
        body["child"]!["localId"] = story.LocalId;
        body["family"] = new string('த', Bounds.Line);
        var at = DateTimeOffset.Parse(body["receivedAt"]!.GetValue<string>(), null);
        var read = ReferralBody.Read(
            ProblemAssert.Json(body), new LocalDays(new StandingClock(at)), new OpeningTeam(TeamList.Shipped, ByAgency: false));
        var request = Request("referral", read.ReceivedOn, read.Opening, read.Data, Clerk);
        var opening = new OpeningSignal { CaseId = story.CaseId, PreviousPlans = 0, Referral = request.ToSignal(at) };
        await story.StoreAsync(request, opening);
        return await DecideAsync(story, null, opening, at);
    }

    private static async Task<CaseState> CommitAsync(StoredStory story, CaseState state, EventBody read, StoredActor actor)
    {
        var noon = new DateTimeOffset(read.OccurredOn, new TimeOnly(12, 0), TimeSpan.Zero);
        while (state.NextCheckpoint() is { } checkpoint && checkpoint.At <= noon)
            state = await DecideAsync(story, state, checkpoint, checkpoint.At);
        var request = Request($"{read.Type.Name}-{state.Sequence}", read.OccurredOn, read.Event, read.Data, actor);
        var signal = request.ToSignal(noon);
        await story.StoreAsync(request, signal);
        return await DecideAsync(story, state, signal, noon);
    }

    private static async Task<CaseState> DecideAsync(StoredStory story, CaseState? state, CaseSignal signal, DateTimeOffset now)
    {
        // Words are withheld before a signal travels.
        var travelled = CaseSignal.FromJson(signal.ToJson());
        var decision = CaseLifecycle.Decide(state, travelled, CaseContexts.For(state, travelled, ProcedureCatalogue.Shipped, now));
        Assert.True(decision is Accepted, $"{signal.GetType().Name} was not accepted: {decision}");
        Assert.Equal(CommitStatus.Written, (await story.CommitAsync(travelled, decision)).Status);
        return ((Accepted)decision).State;
    }

    private static EventRequest Request(string id, DateOnly on, CaseEvent happened, JsonObject data, StoredActor actor) => new()
    {
        EventId = id,
        OccurredOn = on,
        Actor = actor,
        Event = happened,
        Data = data,
        BodyHash = TableKeys.Sha256(id),
    };
}
