using System.Collections.Concurrent;
using System.Diagnostics;
using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.Lifecycle;
using ChildProtection.Domain.Profiles;
using ChildProtection.Domain.Referral;
using ChildProtection.Functions.CaseWorkflow;
using ChildProtection.Functions.Platform.Tables;
using ChildProtection.Functions.RecordStore;
using ChildProtection.Functions.Telemetry;
using ChildProtection.Functions.Tests.RecordStore;

namespace ChildProtection.Functions.Tests.Telemetry;

/// <summary>
/// Spans of a case: one for each signal, tied by links alone to what caused it, and one for each activity below. Alone: a listener hears
/// the whole process.
/// </summary>
[Collection(nameof(CaseTracesTests))]
public sealed class CaseTracesTests(StoreFixture store) : IClassFixture<StoreFixture>, IDisposable
{
    private static readonly DateTimeOffset Now = StoredStory.ReceivedAt.AddHours(1);
    private readonly TraceListeners _listeners = new();

    [Fact]
    public async Task Signals_OfACaseUnderAHostThatTraces_AreTracesOfTheirOwnLinkedToTheirCauses()
    {
        _listeners.Listen();
        var story = store.NewStory();
        var referral = story.Referral();
        // Whatever the host has under way, for a case of many years, is no parent.
        using var around = _listeners.Host.StartActivity("invocation");
        await TakeAsync(story, referral, story.Opening(referral));
        await WorkAsync(story, story.Opening(referral));
        var decision = StoredStory.Request("decision", new DateOnly(2026, 2, 2), new ReferralDecision { Outcome = ReferralOutcome.Assess });
        await TakeAsync(story, decision, StoredStory.Signal(decision));
        await WorkAsync(story, StoredStory.Signal(decision));

        var signals = Named(story, "signal");
        Assert.Equal(["opening", "event"], signals.Select(span => span.GetTagItem(TelemetryAttributes.Kind)));
        Assert.Equal(["ReferralReceived", "ReferralDecision"], signals.Select(span => span.GetTagItem(TelemetryAttributes.Event)));
        Assert.All(signals, span => Assert.Equal((default, "Accepted"), (span.ParentSpanId, span.GetTagItem(TelemetryAttributes.Outcome))));
        var intakes = Named(story, "intake");
        Assert.All(intakes, span => Assert.Equal(around!.TraceId, span.TraceId));
        Assert.Equal([intakes[0].Context], signals[0].Links.Select(Known));
        Assert.Equal([signals[0].Context, intakes[1].Context], signals[1].Links.Select(Known));
        Assert.Equal(4, new[] { signals[0].TraceId, signals[1].TraceId, around!.TraceId, default }.Distinct().Count());
        foreach (var name in (string[])[nameof(CaseActivities.CommitCase), nameof(CaseActivities.PublishCase)])
            Assert.Equal(
                signals.Select(span => (span.TraceId, span.SpanId)), Named(story, name).Select(span => (span.TraceId, span.ParentSpanId)));
    }

    [Fact]
    public async Task Publication_ThatIsMadeUpFor_BelongsToItsSignalAsWell()
    {
        _listeners.Listen();
        var story = store.NewStory();
        var referral = story.Referral();
        await TakeAsync(story, referral, story.Opening(referral));
        story.Sent.BusIsAway = true;
        await WorkAsync(story, story.Opening(referral));

        var signal = Assert.Single(Named(story, "signal"));
        var publications = Named(story, nameof(CaseActivities.PublishCase));
        Assert.Equal([ActivityStatusCode.Error, ActivityStatusCode.Unset], publications.Select(span => span.Status));
        Assert.All(publications, span => Assert.Equal((signal.TraceId, signal.SpanId), (span.TraceId, span.ParentSpanId)));
    }

    [Fact]
    public async Task Signal_CommittedTwice_CountsOnceAndSaysThatItWasThere()
    {
        _listeners.Listen();
        var counted = new ConcurrentQueue<string>();
        _listeners.Measure(counted);
        var story = store.NewStory();
        var referral = story.Referral();
        await TakeAsync(story, referral, story.Opening(referral));
        var decision = Decide(story, story.Opening(referral));
        foreach (var _ in (int[])[1, 2])
            await Activities(story)
                .CommitCase(
                    new CommitInput
                    {
                        CaseId = story.CaseId,
                        Signal = story.Opening(referral).ToJson(),
                        Decision = decision.ToJson(),
                    },
                    default);

        Assert.Equal(["Accepted", "AlreadyWritten"], Named(story, "signal").Select(span => span.GetTagItem(TelemetryAttributes.Outcome)));
        Assert.Single(counted, "opening Accepted");
    }

    [Fact]
    public async Task Checkpoint_DecidedLate_MeasuresHowLate()
    {
        var lags = new ConcurrentQueue<string>();
        _listeners.Measure(lags);
        var story = store.NewStory();
        await story.OpenAsync();
        var moment = story.State!.NextCheckpoint()!;
        var at = moment.At + TimeSpan.FromMinutes(2);
        var decision = CaseLifecycle.Decide(story.State, moment, CaseContexts.For(story.State, moment, ProcedureCatalogue.Shipped, at));
        await Activities(story, at)
            .CommitCase(
                new CommitInput
                {
                    CaseId = story.CaseId,
                    Signal = moment.ToJson(),
                    Decision = decision.ToJson(),
                },
                default);

        Assert.Contains("checkpoint Accepted", lags);
        Assert.Contains("120", lags);
    }

    [Fact]
    public async Task Activity_ThatFails_TellsTheKindOfFailureAndNotItsWords()
    {
        _listeners.Listen();
        var story = store.NewStory();
        var signal = story.Opening(story.Referral());
        var input = new CommitInput { CaseId = story.CaseId, Signal = signal.ToJson(), Decision = Decide(story, signal).ToJson() };

        // Its inbox holds no such event.
        await Assert.ThrowsAsync<InvalidDataException>(() => Activities(story).CommitCase(input, default));

        Assert.All(
            ((string[])["signal", "CommitCase"]).Select(name => Assert.Single(Named(story, name))),
            span =>
            {
                Assert.Equal(
                    (ActivityStatusCode.Error, null, typeof(InvalidDataException).FullName),
                    (span.Status, span.StatusDescription, span.GetTagItem("error.type")));
                Assert.Empty(span.Events);
            });
    }

    [Fact]
    public async Task Rows_WhileNobodyListens_HoldNoSpan()
    {
        var story = store.NewStory();
        await story.OpenAsync();

        Assert.Null(CaseTraces.Current);
        Assert.Null((await store.Tables.Cases.FindAsync(story.CaseId, CaseKeys.Case, default))!.GetString(CaseTraces.Property));
    }

    [Fact]
    public void Reading_GrownOld_IsShownNoLonger()
    {
        var (fresh, old) = (new CachedGauge(TimeSpan.FromHours(1)), new CachedGauge(TimeSpan.Zero));
        Assert.True(fresh.IsOlderThan(TimeSpan.FromHours(1)));
        fresh.Set(TimeSpan.FromSeconds(90));
        old.Set(TimeSpan.FromSeconds(90));

        Assert.Equal(90, Assert.Single(fresh.Shown()).Value);
        Assert.False(fresh.IsOlderThan(TimeSpan.FromHours(1)));
        Assert.Empty(old.Shown());
    }

    public void Dispose() => _listeners.Dispose();

    /// <summary>As a request is taken in: stored within its span.</summary>
    private static Task<bool> TakeAsync(StoredStory story, EventRequest request, CaseSignal signal) =>
        CaseTraces.IntakeAsync(story.CaseId, TelemetryAttributes.EventOf(signal)!, async _ =>
        {
            await story.StoreAsync(request, signal);
            return true;
        });

    /// <summary>As the orchestration does: one activity, then the other where the first could not publish.</summary>
    private async Task WorkAsync(StoredStory story, CaseSignal signal)
    {
        var decision = Decide(story, signal);
        var done = await Activities(story)
            .CommitCase(
                new CommitInput
                {
                    CaseId = story.CaseId,
                    Signal = signal.ToJson(),
                    Decision = decision.ToJson(),
                },
                default);
        story.Sent.BusIsAway = false;
        if (!done.Published)
        {
            await Activities(story)
                .PublishCase(
                    new PublishInput
                    {
                        CaseId = story.CaseId,
                        Signal = signal.ToJson(),
                        Sequence = ((Accepted)decision).State.Sequence,
                        TraceParent = done.TraceParent,
                    },
                    default);
        }

        _states[story.CaseId] = ((Accepted)decision).State;
    }

    private readonly Dictionary<string, CaseState> _states = [];

    private Decision Decide(StoredStory story, CaseSignal signal)
    {
        var state = _states.GetValueOrDefault(story.CaseId);
        return CaseLifecycle.Decide(state, signal, CaseContexts.For(state, signal, ProcedureCatalogue.Shipped, Now));
    }

    private static CaseActivities Activities(StoredStory story, DateTimeOffset? now = null) =>
        story.Activities(new StandingClock(now ?? Now));

    private Activity[] Named(StoredStory story, string name) =>
        [.. _listeners.Spans.Where(span => span.OperationName == name && story.CaseId.Equals(span.GetTagItem(TelemetryAttributes.Case)))];

    /// <summary>A link is kept as text, and so comes back as one from elsewhere.</summary>
    private static ActivityContext Known(ActivityLink link) => new(link.Context.TraceId, link.Context.SpanId, link.Context.TraceFlags);
}

[CollectionDefinition(nameof(CaseTracesTests), DisableParallelization = true)]
public sealed class CaseTracesGroup;
