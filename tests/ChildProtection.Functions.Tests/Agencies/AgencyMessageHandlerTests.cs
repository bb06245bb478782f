using Azure.Core;
using Azure.Data.Tables;
using Azure.Messaging.ServiceBus;
using ChildProtection.Domain.Kernel;
using ChildProtection.Functions.Agencies;
using ChildProtection.Functions.Platform.Bus;
using ChildProtection.Functions.Platform.Tables;
using ChildProtection.Functions.RecordStore;
using ChildProtection.Functions.Tests.CaseWorkflow;
using ChildProtection.Functions.Tests.RecordStore;
using ChildProtection.Tests.Support;
using Grpc.Core;
using Microsoft.DurableTask.Client;

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
        await AgencyScene.StoreListedCaseAsync(story);
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

        await AgencyScene.HandlerOn(nobody, Now)
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
        await AgencyScene.StoreListedCaseAsync(story);
        engine.Instances[story.CaseId] = OrchestrationRuntimeStatus.Running;
        using var stopping = new CancellationTokenSource();
        var settled = new SettlementRecorder();
        var message = SampleMessage.With(SampleMessage.Event(story.CaseId, id: "stop"), deliveries: 9);

        var handling = AgencyScene.HandlerOn(store.Tables, Now, TimeSpan.FromMinutes(4))
            .HandleAsync(message, settled, () => engine.Client, stopping.Token);
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
        await AgencyScene.StoreListedCaseAsync(story);
        var message = SampleMessage.Event(story.CaseId, id: "decided");
        var first = new SettlementRecorder();
        var engine = new MockedEngine();
        engine.Instances[story.CaseId] = OrchestrationRuntimeStatus.Running;
        using var stopping = new CancellationTokenSource();

        var handling = AgencyScene.HandlerOn(store.Tables, Now, TimeSpan.FromMinutes(4))
            .HandleAsync(SampleMessage.With(message), first, () => engine.Client, stopping.Token);
        await Until.TrueAsync("the event is handed to the engine", () => !engine.Raised.IsEmpty);
        await story.DecideAsync(CaseSignal.FromJson(engine.Raised.Single().Event!.Signal), Now);
        first.WhenCalled = () => stopping.Cancel();
        await handling;

        Assert.Equal(["complete"], first.Calls);
    }

    [Fact]
    public async Task Take_AMessageThatSaysItWasSentAgain_IsNotPermittedUnlessStaffSentThatVeryOne()
    {
        var story = store.NewStory();
        await AgencyScene.StoreListedCaseAsync(story);
        var sent = new SentRedrives(store.Tables);
        var (staffs, other) = (SampleMessage.Event(story.CaseId, id: "again"), SampleMessage.Event(story.CaseId, id: "other"));
        await sent.PutAsync(
            new SentRedrive
            {
                MessageId = "redrive-1",
                Agency = "school",
                CaseId = story.CaseId,
                BodyHash = SentRedrives.HashOf(SampleMessage.With(staffs).Body),
                Steps = [new() { By = "admin.1", At = Now, OriginalHash = "00", ChangedPaths = [] }],
            },
            default);

        Assert.Equal(["dead-letter not-permitted"], await CallsAsync(SampleMessage.With(other, messageId: "redrive-1")));
        Assert.Equal(["dead-letter not-permitted"], await CallsAsync(SampleMessage.With(staffs, messageId: "redrive-2")));
        Assert.Equal(["dead-letter not-permitted"], await CallsAsync(SampleMessage.With(staffs, messageId: "redrive-/#?")));
        Assert.Equal(
            "admin.1", Assert.Single((await sent.StepsAsync(SampleMessage.With(staffs, messageId: "redrive-1"), "school", default))!).By);
    }

    [Fact]
    public async Task Take_AForgedProperty_LeavesNoTraceInTheFact()
    {
        var (story, engine) = (store.NewStory(), new MockedEngine());
        await AgencyScene.StoreListedCaseAsync(story);
        engine.Instances[story.CaseId] = OrchestrationRuntimeStatus.Running;
        var message = SampleMessage.With(SampleMessage.Event(story.CaseId, id: "forged"), redrivenBy: "admin.1");

        var handling = AgencyScene.HandlerOn(store.Tables, Now, TimeSpan.FromMinutes(4))
            .HandleAsync(message, new SettlementRecorder(), () => engine.Client, default);
        await Until.TrueAsync("the event is handed to the engine", () => !engine.Raised.IsEmpty);
        await story.DecideAsync(CaseSignal.FromJson(engine.Raised.Single().Event!.Signal), Now);
        await handling;

        Assert.All(await story.Reader.ChronologyAsync(story.CaseId, default).ToListAsync(), fact => Assert.Null(fact.Redriven));
    }

    [Theory]
    [InlineData(9, "give back")]
    [InlineData(10, "dead-letter too-many-attempts")]
    public async Task Take_NotDecidedTimeAndAgain_IsADeadLetterAtTheTenthTry(int deliveries, string call)
    {
        var (story, away) = (store.NewStory(), new MockedEngine { Failure = _ => MockedEngine.Rpc(StatusCode.Unavailable) });
        await AgencyScene.StoreListedCaseAsync(story);
        var settled = new SettlementRecorder();
        var message = SampleMessage.With(SampleMessage.Event(story.CaseId, id: "undecided"), deliveries: deliveries);

        // The event is stored, and nobody decides it.
        await AgencyScene.HandlerOn(store.Tables, Now).HandleAsync(message, settled, () => away.Client, default);

        Assert.Equal([call], settled.Calls);
        if (call == "give back")
            Assert.Equal(0, settled.Properties![DeliveryCount.ExcusedProperty]);
    }

    [Fact]
    public async Task Take_AClientThatFails_IsLookedUpAgainAtTheNextTry()
    {
        var story = store.NewStory();
        await AgencyScene.StoreListedCaseAsync(story);
        var (stale, engine, asked) = (new MockedEngine { Failure = _ => MockedEngine.Rpc(StatusCode.Unavailable) }, new MockedEngine(), 0);
        engine.Instances[story.CaseId] = OrchestrationRuntimeStatus.Running;
        using var stopping = new CancellationTokenSource();
        var settled = new SettlementRecorder();

        var handling = AgencyScene.HandlerOn(store.Tables, Now, TimeSpan.FromMinutes(4))
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

    private async Task<IReadOnlyList<string>> CallsAsync(ServiceBusReceivedMessage message)
    {
        var settled = new SettlementRecorder();
        await TakeAsync(message, settled);
        return settled.Calls;
    }

    private async Task<string> TakeAsync(System.Text.Json.Nodes.JsonObject body)
    {
        var settled = new SettlementRecorder();
        await TakeAsync(SampleMessage.With(body), settled);
        return Assert.Single(settled.Calls);
    }

    private Task TakeAsync(ServiceBusReceivedMessage message, SettlementRecorder settled) =>
        AgencyScene.HandlerOn(store.Tables, Now).HandleAsync(message, settled, () => null!, default);
}
