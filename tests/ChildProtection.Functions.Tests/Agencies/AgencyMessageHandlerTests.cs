using Azure.Core;
using Azure.Data.Tables;
using Azure.Messaging.ServiceBus;
using ChildProtection.Domain.Conference;
using ChildProtection.Domain.Enquiry;
using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.Kernel.Facts;
using ChildProtection.Domain.Profiles;
using ChildProtection.Domain.Referral;
using ChildProtection.Functions.Access.AuditLog;
using ChildProtection.Functions.Agencies;
using ChildProtection.Functions.CaseWorkflow;
using ChildProtection.Functions.Platform.Bus;
using ChildProtection.Functions.Platform.Tables;
using ChildProtection.Functions.Procedures;
using ChildProtection.Functions.RecordStore;
using ChildProtection.Functions.SubmitEvent;
using ChildProtection.Functions.Tests.CaseWorkflow;
using ChildProtection.Functions.Tests.RecordStore;
using ChildProtection.Tests.Support;
using Grpc.Core;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging.Abstractions;

namespace ChildProtection.Functions.Tests.Agencies;

/// <summary>Every message is settled, and every dead letter says why. The engine is never reached by what is refused here.</summary>
public sealed class AgencyMessageHandlerTests(StoreFixture store) : IClassFixture<StoreFixture>
{
    private static readonly DateTimeOffset Now = new(2026, 3, 10, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Take_UnknownCaseOrChild_IsUnknownCase()
    {
        Assert.Equal("dead-letter unknown-case", await TakeAsync(SampleMessage.Event(Guid.Empty.ToString("D"))));
        Assert.Equal("dead-letter unknown-case", await TakeAsync(SampleMessage.Event("child/nobody")));
    }

    [Fact]
    public async Task Take_AgencyNotPartyToTheCase_IsNotPermittedAndToldApartFromNothing()
    {
        var story = store.NewStory();
        await story.OpenAsync();
        Assert.Equal("dead-letter not-permitted", await TakeAsync(SampleMessage.Event(story.CaseId)));
        Assert.Equal("dead-letter not-permitted", await TakeAsync(SampleMessage.Event("child/" + story.LocalId)));
    }

    [Theory]
    [InlineData("""{ "occurredOn": "2026-03-09", "data": { "place": "moon", "childSeen": true } }""", "/data/place")]
    [InlineData("""{ "occurredOn": "2026-03-09", "data": { "place": "school", "childSeen": true, "extra": 1 } }""", "/data/extra")]
    [InlineData("""{ "occurredOn": "2026-03-11", "data": { "place": "school", "childSeen": true } }""", "/occurredOn")]
    [InlineData("""{ "data": { "place": "school", "childSeen": true } }""", "/occurredOn")]
    public async Task Take_DataThatHttpRefuses_IsRefusedTheSame(string data, string place)
    {
        var settled = new SettlementRecorder();
        await TakeAsync(SampleMessage.With(SampleMessage.Event(Guid.Empty.ToString("D"), data: data)), settled);
        Assert.Equal(["dead-letter validation"], settled.Calls);
        Assert.Contains(place, settled.Description!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Take_NotPossibleInTheCasesState_IsEventNotAllowed()
    {
        var story = store.NewStory();
        await StoreListedCaseAsync(story);
        Assert.Equal(
            "dead-letter event-not-allowed",
            await TakeAsync(
                SampleMessage.Event(
                    story.CaseId, "ReportShared", """{ "occurredOn": "2026-03-09", "data": { "sharedWith": ["parents"] } }""")));
    }

    [Fact]
    public async Task Take_ReferralOfAChildWithAnOpenCase_IsEventNotAllowed()
    {
        var story = store.NewStory();
        await story.OpenAsync();
        var referral = $$"""
            { "occurredOn": "2026-03-09", "data": { "referralSource": "2A", "concern": "Bruises", "team": "north",
              "child": { "localId": "{{story.LocalId}}", "givenName": "A", "familyName": "B", "dateOfBirth": "2019-05-14" } } }
            """;
        Assert.Equal(
            "dead-letter event-not-allowed", await TakeAsync(SampleMessage.Event("child/" + story.LocalId, "ReferralReceived", referral)));
        Assert.Equal("dead-letter validation", await TakeAsync(SampleMessage.Event("child/other", "ReferralReceived", referral)));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(100)]
    public async Task Take_WhileTheStoreIsAway_IsGivenBackHoweverOften(int deliveries)
    {
        var options = new TableClientOptions { Retry = { MaxRetries = 0 } };
        options.AddPolicy(new StorageAvailabilityPolicy(), HttpPipelinePosition.PerCall);
        var nobody = new CaseTables(
            new TableServiceClient(
                "DefaultEndpointsProtocol=http;AccountName=a;AccountKey=a2V5;TableEndpoint=http://127.0.0.1:9/a", options));
        var settled = new SettlementRecorder();

        await HandlerOn(nobody)
            .HandleAsync(
                SampleMessage.With(SampleMessage.Event(Guid.Empty.ToString("D")), deliveries: deliveries), settled, () => null!, default);

        Assert.Equal(["give back"], settled.Calls);
        Assert.Equal(1, settled.Properties![DeliveryCount.ExcusedProperty]);
    }

    [Fact]
    public async Task Take_Poison_IsSettled()
    {
        var settled = new SettlementRecorder();
        await TakeAsync(SampleMessage.With([0xFF, 0x00]), settled);
        Assert.Equal(["dead-letter invalid-json"], settled.Calls);
    }

    [Fact]
    public async Task Take_TheAppStopsWhileItWaits_IsGivenBackAtOnceWithoutComingNearerToItsEnd()
    {
        var (story, engine) = (store.NewStory(), new MockedEngine());
        await StoreListedCaseAsync(story);
        engine.Instances[story.CaseId] = OrchestrationRuntimeStatus.Running;
        using var stopping = new CancellationTokenSource();
        var settled = new SettlementRecorder();
        var message = SampleMessage.With(SampleMessage.Event(story.CaseId, id: "stop"), deliveries: 9);

        var handling = HandlerOn(store.Tables, TimeSpan.FromMinutes(4)).HandleAsync(message, settled, () => engine.Client, stopping.Token);
        await Until.TrueAsync("the event is handed to the engine", () => !engine.Raised.IsEmpty);
        await stopping.CancelAsync();
        await handling;

        Assert.Equal(["give back"], settled.Calls);
        var again = SampleMessage.With(
            SampleMessage.Event(story.CaseId, id: "stop"),
            deliveries: 10,
            excused: (int)settled.Properties![DeliveryCount.ExcusedProperty]);
        Assert.Equal(DeliveryCount.Tries(message), DeliveryCount.Tries(again));
    }

    [Fact]
    public async Task Take_DecidedWhileTheAppStops_IsCompleted()
    {
        var story = store.NewStory();
        await StoreListedCaseAsync(story);
        var message = SampleMessage.Event(story.CaseId, id: "decided");
        var first = new SettlementRecorder();
        var engine = new MockedEngine();
        engine.Instances[story.CaseId] = OrchestrationRuntimeStatus.Running;
        using var stopping = new CancellationTokenSource();

        var handling = HandlerOn(store.Tables, TimeSpan.FromMinutes(4))
            .HandleAsync(SampleMessage.With(message), first, () => engine.Client, stopping.Token);
        await Until.TrueAsync("the event is handed to the engine", () => !engine.Raised.IsEmpty);
        await story.DecideAsync(CaseSignal.FromJson(engine.Raised.Single().Event!.Signal), Now);
        first.WhenCalled = () => stopping.Cancel();
        await handling;

        Assert.Equal(["complete"], first.Calls);
    }

    [Theory]
    [InlineData(9, "give back")]
    [InlineData(10, "dead-letter too-many-attempts")]
    public async Task Take_NotDecidedTimeAndAgain_IsADeadLetterAtTheTenthTry(int deliveries, string call)
    {
        var (story, away) = (store.NewStory(), new MockedEngine { Failure = _ => MockedEngine.Rpc(StatusCode.Unavailable) });
        await StoreListedCaseAsync(story);
        var settled = new SettlementRecorder();
        var message = SampleMessage.With(SampleMessage.Event(story.CaseId, id: "undecided"), deliveries: deliveries);

        // The event is stored, and nobody decides it.
        await HandlerOn(store.Tables).HandleAsync(message, settled, () => away.Client, default);

        Assert.Equal([call], settled.Calls);
        if (call == "give back")
            Assert.Equal(0, settled.Properties![DeliveryCount.ExcusedProperty]);
    }

    [Fact]
    public async Task Take_AClientThatFails_IsAskedForAnewAtTheNextTry()
    {
        var story = store.NewStory();
        await StoreListedCaseAsync(story);
        var (stale, engine, asked) = (new MockedEngine { Failure = _ => MockedEngine.Rpc(StatusCode.Unavailable) }, new MockedEngine(), 0);
        engine.Instances[story.CaseId] = OrchestrationRuntimeStatus.Running;
        using var stopping = new CancellationTokenSource();
        var settled = new SettlementRecorder();

        var handling = HandlerOn(store.Tables, TimeSpan.FromMinutes(4))
            .HandleAsync(
                SampleMessage.With(SampleMessage.Event(story.CaseId, id: "moved")),
                settled,
                () => asked++ == 0 ? stale.Client : engine.Client,
                stopping.Token);
        await Until.TrueAsync("the event is handed to the newer client", () => !engine.Raised.IsEmpty);
        await stopping.CancelAsync();
        await handling;

        Assert.True(asked >= 2);
        Assert.Equal(["give back"], settled.Calls);
    }

    /// <summary>A case on which a conference was held that lists the school.</summary>
    private static async Task StoreListedCaseAsync(StoredStory story)
    {
        await story.OpenAsync();
        await RaiseAsync(story, "1", new ReferralDecision { Outcome = ReferralOutcome.Assess }, new(2026, 2, 3));
        await RaiseAsync(story, "2", new NewConcern { SignificantHarm = true }, new(2026, 2, 4));
        await RaiseAsync(
            story, "3", new StrategyDiscussionHeld { Attendees = ["csc", "police", "health"], S47Initiated = true }, new(2026, 2, 5));
        await RaiseAsync(story, "4", new Section47Concluded { Outcome = EnquiryOutcome.ConferenceNeeded }, new(2026, 2, 11));
        await RaiseAsync(
            story,
            "5",
            new ConferenceHeld
            {
                ConferenceType = ConferenceType.Initial,
                Chair = new() { Id = "chair.1" },
                Attendance =
                [
                    new() { Agency = "csc", Present = true },
                    new() { Agency = "police", Present = true },
                    new() { Agency = "school", Present = true },
                ],
                Decision = ConferenceDecision.ChildInNeed,
            },
            new(2026, 2, 24));
    }

    private static Task<CommitResult> RaiseAsync(StoredStory story, string id, CaseEvent data, DateOnly on) =>
        story.RaiseAsync(StoredStory.Request(id, on, data), new DateTimeOffset(on, new TimeOnly(12, 0), TimeSpan.Zero));

    private async Task<string> TakeAsync(System.Text.Json.Nodes.JsonObject body)
    {
        var settled = new SettlementRecorder();
        await TakeAsync(SampleMessage.With(body), settled);
        return Assert.Single(settled.Calls);
    }

    private Task TakeAsync(ServiceBusReceivedMessage message, SettlementRecorder settled) =>
        HandlerOn(store.Tables).HandleAsync(message, settled, () => null!, default);

    private static AgencyMessageHandler HandlerOn(CaseTables tables, TimeSpan patience = default)
    {
        var clock = new StandingClock(Now);
        var intake = new EventSubmission(
            tables,
            new CaseInbox(tables),
            new EventWaiters(),
            new CaseWorkflowClient(tables),
            ProcedureCatalogue.Shipped,
            clock,
            NullLogger<EventSubmission>.Instance)
        {
            LongestWait = TimeSpan.FromSeconds(2),
        };
        var days = new LocalDays(clock);
        var messages = new AgencyEventSubmission(
            intake, new CaseReader(tables), new AgencySubjects(tables), new AgencyLog(new AccessLog(tables), days), days);
        return new AgencyMessageHandler(messages, NullLogger<AgencyMessageHandler>.Instance) { Patience = patience };
    }
}
