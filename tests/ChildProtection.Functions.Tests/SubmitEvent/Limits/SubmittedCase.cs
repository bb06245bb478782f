using System.Text.Json.Nodes;
using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.Lifecycle;
using ChildProtection.Domain.Profiles;
using ChildProtection.Functions.CaseWorkflow;
using ChildProtection.Functions.Platform.Tables;
using ChildProtection.Functions.RecordStore;
using ChildProtection.Functions.SubmitEvent;
using ChildProtection.Functions.Tests.CaseWorkflow;
using ChildProtection.Functions.Tests.Notifications;
using ChildProtection.Functions.Tests.RecordStore;
using Microsoft.Extensions.Logging.Abstractions;

namespace ChildProtection.Functions.Tests.SubmitEvent.Limits;

/// <summary>
/// The app's own submission, domain and commit on a real store. A signal is decided as soon as it is handed over to the engine.
/// </summary>
internal sealed class SubmittedCase
{
    private readonly MovingClock _clock = new();
    private readonly MockedEngine _engine = new();
    private readonly CaseActivities _activities;

    public SubmittedCase(CaseTables tables)
    {
        var (inbox, waiters) = (new CaseInbox(tables), new EventWaiters());
        var publisher = new CasePublisher(tables, new SentNotifications(), NullLogger<CasePublisher>.Instance);
        _activities = new CaseActivities(
            new CaseCommit(tables), publisher, inbox, waiters, _clock, NullLogger<CaseActivities>.Instance);
        Submission = new EventSubmission(
            tables, inbox, waiters, new CaseWorkflowClient(tables), ProcedureCatalogue.Shipped, _clock,
            NullLogger<EventSubmission>.Instance);
        _engine.Decide = (_, signal) => DecideAsync(CaseSignal.FromJson(signal));
    }

    public EventSubmission Submission { get; }

    public CaseState? State { get; private set; }

    public async Task<SubmissionResult> OpenAsync(ReferralBody read, StoredActor actor)
    {
        _clock.Now = read.ReceivedAt;
        var request = Request("referral", read.ReceivedOn, read.Opening, read.Data, actor);
        return await Submission.OpenAsync(request, read.ReceivedAt, _engine.Client, CancellationToken.None);
    }

    /// <summary>Raises it at noon of its day, after every deadline that came before.</summary>
    public async Task<SubmissionResult> RaiseAsync(EventBody read, StoredActor actor)
    {
        var noon = new DateTimeOffset(read.OccurredOn, new TimeOnly(12, 0), TimeSpan.Zero);
        while (State!.NextCheckpoint() is { } checkpoint && checkpoint.At <= noon)
        {
            _clock.Now = checkpoint.At;
            await DecideAsync(checkpoint);
        }

        _clock.Now = noon;
        var request = Request($"{read.Type.Name}-{State.Sequence}", read.OccurredOn, read.Event, read.Data, actor);
        return await Submission.RaiseAsync(State.CaseId, request, _engine.Client, CancellationToken.None);
    }

    private async Task DecideAsync(CaseSignal signal)
    {
        var context = CaseContexts.For(State, signal, ProcedureCatalogue.Shipped, _clock.Now);
        var decision = CaseLifecycle.Decide(State, signal, context);
        var caseId = State?.CaseId ?? ((OpeningSignal)signal).CaseId;
        var input = new CommitInput { CaseId = caseId, Signal = signal.ToJson(), Decision = decision.ToJson() };
        var result = await _activities.CommitCase(input, CancellationToken.None);
        Assert.Equal((CommitStatus.Written, true), (result.Status, result.Published));
        State = (decision as Accepted)?.State ?? State;
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

    private sealed class MovingClock : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = StoredStory.ReceivedAt;

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
