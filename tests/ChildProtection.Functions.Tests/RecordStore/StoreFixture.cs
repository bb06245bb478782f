using System.Text.Json.Nodes;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Data.Tables;
using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.Lifecycle;
using ChildProtection.Domain.Profiles;
using ChildProtection.Domain.Referral;
using ChildProtection.Functions.CaseWorkflow;
using ChildProtection.Functions.Platform.Tables;
using ChildProtection.Functions.RecordStore;
using ChildProtection.Functions.SubmitEvent;
using ChildProtection.Functions.Tests.Notifications;
using ChildProtection.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;

namespace ChildProtection.Functions.Tests.RecordStore;

/// <summary>The record store on a real Azurite, and a case that is led through it signal by signal, as the orchestration would.</summary>
public sealed class StoreFixture : IAsyncLifetime
{
    private readonly bool _whole;
    private AzuriteProcess? _azurite;
    private int _cases;

    public StoreFixture()
    {
    }

    /// <param name="whole">With blobs and queues, as the official durable extension needs them.</param>
    internal StoreFixture(bool whole) => _whole = whole;

    internal CaseTables Tables { get; private set; } = null!;

    internal string ConnectionString => _azurite!.ConnectionString;

    public async Task InitializeAsync()
    {
        _azurite = await (_whole ? AzuriteProcess.StartWholeAsync(null) : AzuriteProcess.StartAsync(null));
        var options = new TableClientOptions();
        options.AddPolicy(new StorageAvailabilityPolicy(), HttpPipelinePosition.PerCall);
        options.Retry.MaxRetries = 0;
        Tables = new CaseTables(new TableServiceClient(_azurite.ConnectionString, options));
        await Tables.CreateAsync(CancellationToken.None);
    }

    public async Task DisposeAsync()
    {
        if (_azurite is not null)
            await _azurite.DisposeAsync();
    }

    internal StoredStory NewStory(string team = "north", CaseTables? tables = null)
    {
        var number = Interlocked.Increment(ref _cases);
        return new StoredStory(tables ?? Tables, CaseIds.Of("tests", $"case-{number}"), $"C-{number}", team);
    }

    /// <summary>The same tables, as somebody reaches them who meets that policy on the way.</summary>
    internal CaseTables Through(HttpPipelinePolicy policy)
    {
        var options = new TableClientOptions();
        options.AddPolicy(policy, HttpPipelinePosition.PerCall);
        options.AddPolicy(new StorageAvailabilityPolicy(), HttpPipelinePosition.PerCall);
        options.Retry.MaxRetries = 0;
        return new CaseTables(new TableServiceClient(ConnectionString, options));
    }

    /// <summary>A referred case of that child, shown by the lists.</summary>
    internal async Task<StoredStory> NamedAsync(string givenName, string familyName, string? born = "2019-05-14", string team = "north")
    {
        var number = Interlocked.Increment(ref _cases);
        var story = new StoredStory(Tables, CaseIds.Of("tests", $"case-{number}"), $"C-{number}", team)
        {
            GivenName = givenName,
            FamilyName = familyName,
            Born = born,
        };
        await story.OpenAsync();
        await story.Projection.PublishAllAsync(story.CaseId, default);
        return story;
    }
}

/// <summary>One case in the store.</summary>
internal sealed class StoredStory(CaseTables tables, string caseId, string localId, string team)
{
    public static readonly DateTimeOffset ReceivedAt = new(2026, 2, 2, 10, 15, 0, TimeSpan.Zero);
    private static readonly StoredActor Manager = new("mgr.1", "Manager Mango", Role.TeamManager, null);
    private readonly CaseInbox _inbox = new(tables);
    private readonly CaseCommit _commit = new(tables);

    public string CaseId { get; } = caseId;

    public string LocalId { get; } = localId;

    public string GivenName { get; init; } = "Ida";

    public string FamilyName { get; init; } = "Quince";

    /// <summary>Null for an unborn child.</summary>
    public string? Born { get; init; } = "2019-05-14";

    public string Family { get; init; } = "F-1";

    public CaseState? State { get; private set; }

    public SentNotifications Sent { get; } = new();

    internal CaseMessages Messages => new(tables, Projection, NullLogger<CaseMessages>.Instance);

    public CasePublisher Projection => new(tables, Sent, NullLogger<CasePublisher>.Instance);

    public CaseReader Reader { get; } = new(tables);

    /// <summary>The orchestration's own activities, on this case's store.</summary>
    public CaseActivities Activities(TimeProvider clock) =>
        new(_commit, Projection, _inbox, new EventWaiters(), clock, NullLogger<CaseActivities>.Instance);

    public static EventRequest Request(string eventId, DateOnly on, CaseEvent data, JsonObject? words = null, StoredActor? by = null) =>
        new()
        {
            EventId = eventId,
            OccurredOn = on,
            Actor = by ?? Manager,
            Event = data,
            Data = words ?? System.Text.Json.JsonSerializer.SerializeToNode(data, data.GetType(), DomainJson.Record)!.AsObject(),
            BodyHash = TableKeys.Sha256(eventId),
        };

    public EventRequest Referral() =>
        Request(
            "referral",
            new DateOnly(2026, 2, 2),
            System.Text.Json.JsonSerializer.Deserialize<ReferralReceived>(
                $$"""
                { "referralSource": "2A", "concern": "Bruises seen", "team": {{Json(team)}}, "family": {{Json(Family)}},
                  "child": { "localId": {{Json(LocalId)}}, "givenName": {{Json(GivenName)}}, "familyName": {{Json(FamilyName)}},
                    {{(Born is null ? "\"expectedDateOfBirth\": \"2026-06-01\"" : $"\"dateOfBirth\": {Json(Born)}")}} } }
                """,
                DomainJson.Record
            )!);

    private static string Json(string text) => System.Text.Json.JsonSerializer.Serialize(text);

    public async Task OpenAsync()
    {
        var referral = Referral();
        await StoreAsync(referral, Opening(referral));
        await ChildReservation.ReserveAsync(tables.Index, LocalId, CaseId, CancellationToken.None);
        await DecideAsync(Opening(referral), ReceivedAt);
    }

    public OpeningSignal Opening(EventRequest referral) => new() { CaseId = CaseId, PreviousPlans = 0, Referral = Signal(referral) };

    public async Task<CommitResult> RaiseAsync(EventRequest request, DateTimeOffset now)
    {
        await StoreAsync(request, Signal(request));
        return await DecideAsync(Signal(request), now);
    }

    public async Task<CommitResult> DecideAsync(CaseSignal signal, DateTimeOffset now)
    {
        var decision = CaseLifecycle.Decide(State, signal, CaseContexts.For(State, signal, ProcedureCatalogue.Shipped, now));
        var result = await CommitAsync(signal, decision);
        if (decision is Accepted accepted && result.Status == CommitStatus.Written)
            State = accepted.State;
        return result;
    }

    public Task<CommitResult> CommitAsync(CaseSignal signal, Decision decision) =>
        _commit.CommitAsync(CaseId, signal, decision, CancellationToken.None);

    public async Task StoreAsync(EventRequest request, CaseSignal signal)
    {
        var minute = await _inbox.AnnounceAsync(
            CaseId, CaseKeys.Event(request.Actor.Subject, request.EventId), null, CancellationToken.None);
        await _inbox.StoreAsync(CaseId, request, signal, ReceivedAt, minute, CancellationToken.None);
    }

    public static EventSignal Signal(EventRequest request) => new()
    {
        EventId = request.EventId,
        OccurredOn = request.OccurredOn,
        ReceivedAt = ReceivedAt,
        Rules = EventSignal.CurrentRules,
        Actor = new Actor { Subject = request.Actor.Subject, Role = request.Actor.Role!.Value },
        Event = request.Event,
    };
}
