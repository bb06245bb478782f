using System.Diagnostics;
using ChildProtection.Domain.Enquiry;
using ChildProtection.Domain.Kernel;
using ChildProtection.Functions.Platform.Tables;
using ChildProtection.Functions.RecordStore;
using ChildProtection.Functions.SubmitEvent;
using ChildProtection.Functions.Tests.RecordStore;
using ChildProtection.Tests.Support;

namespace ChildProtection.Functions.Tests.Maintenance.Hosted;

/// <summary>
/// The machine's clock is set by an hour, a day, a year, and set right again (F18), on the official engine: no deadline is lost, none fires
/// early by more than the jump, and recorded time never goes back.
/// </summary>
public sealed class ClockJumpTests(Caseload caseload) : IClassFixture<Caseload>
{
    /// <summary>Each look nudges every late case: more often, and nothing else would be done.</summary>
    private static readonly TimeSpan LooksEvery = TimeSpan.FromSeconds(5);

    private int _events;

    [Theory]
    [InlineData(1)]
    [InlineData(24)]
    [InlineData(8_760)]
    [InlineData(-1)]
    [InlineData(-24)]
    [InlineData(-8_760)]
    public async Task Clock_SetAndSetRight_LosesNoDeadlineFiresNoneTooEarlyAndRecordsInOrder(int hours)
    {
        caseload.Clock.SetAhead(TimeSpan.Zero);
        var caseId = await OpenAsync();
        var due = (await StateAsync(caseId)).NextCheckpoint()!.At;

        await SetAheadAsync(TimeSpan.FromHours(hours));
        var early = await PassesAsync(caseId, due);
        var meanwhile = await RaiseAsync(caseId);
        await SetAheadAsync(TimeSpan.Zero);
        var afterwards = await RaiseAsync(caseId);
        await SetAheadAsync(due - TimeProvider.System.GetUtcNow() + TimeSpan.FromHours(1));
        var late = await PassesAsync(caseId, due);
        caseload.Clock.SetAhead(TimeSpan.Zero);

        Assert.Equal((hours > 0 && due < TimeProvider.System.GetUtcNow().AddHours(hours), true), (early, late));
        // On a clock that is behind, today's event is tomorrow's; its caller is told so.
        Assert.True(
            meanwhile is Decided { Event.Status: EventStatus.Accepted } || (hours < 0 && meanwhile is RejectedBeforeStorage),
            $"{meanwhile}");
        Assert.Equal(EventStatus.Accepted, Assert.IsType<Decided>(afterwards).Event.Status);
        var facts = await new CaseReader(caseload.Store.Tables).ChronologyAsync(caseId, default).ToListAsync();
        Assert.Equal(facts.Select(fact => fact.RecordedAt).Order(), facts.Select(fact => fact.RecordedAt));
        var fired = (await StateAsync(caseId))
            .Deadlines.SelectMany(deadline => deadline.Checkpoints)
            .Where(checkpoint => checkpoint.FiredAt is not null)
            .ToList();
        Assert.NotEmpty(fired);
        // What was due on the clock that is ahead may be decided after it was set right.
        var ahead = TimeSpan.FromHours(Math.Max(hours, 0));
        Assert.All(fired, checkpoint => Assert.True(checkpoint.FiredAt >= checkpoint.At - ahead, $"{checkpoint}"));
    }

    /// <summary>A case that was referred a moment ago, in the engine and in the lists.</summary>
    private async Task<string> OpenAsync()
    {
        var story = caseload.Store.NewStory();
        var referral = StoredStory.Request($"referral-{story.LocalId}", Today, story.Referral().Event);
        var opened = Assert.IsType<Decided>(
            await DecidedAsync(() => caseload.Intake.OpenAsync(referral, caseload.Clock.GetUtcNow(), caseload.Client, default)));
        return opened.Event.CaseId;
    }

    private static DateOnly Today => DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);

    private async Task SetAheadAsync(TimeSpan ahead)
    {
        caseload.Clock.SetAhead(ahead);
        await caseload.WatchAsync();
    }

    /// <summary>
    /// Whether the checkpoint is past on the clock; then waits until it is on record. The watch looks again and again, as it does every
    /// minute: once is too early for a case whose deadlines are not in the lists yet.
    /// </summary>
    private async Task<bool> PassesAsync(string caseId, DateTimeOffset due)
    {
        if (caseload.Clock.GetUtcNow() < due)
            return (await StateAsync(caseId)).NextCheckpoint()!.At > due;
        var looked = Stopwatch.StartNew();
        await Until.TrueAsync("the checkpoint is on record", async () =>
        {
            if (looked.Elapsed > LooksEvery)
            {
                looked.Restart();
                await caseload.WatchAsync();
            }

            return (await StateAsync(caseId)).NextCheckpoint() is not { } next || next.At > due;
        });
        return true;
    }

    private Task<SubmissionResult> RaiseAsync(string caseId)
    {
        var concern = StoredStory.Request($"concern-{caseId}-{++_events}", Today, new NewConcern { SignificantHarm = false });
        return DecidedAsync(() => caseload.Intake.RaiseAsync(caseId, concern, caseload.Client, default));
    }

    /// <summary>A busy machine is told that the decision comes later, and asks again.</summary>
    private static Task<SubmissionResult> DecidedAsync(Func<Task<SubmissionResult>> submit) =>
        Until.FoundAsync("the decision", async () => await submit() is { } result and not StillPending ? result : null);

    private async Task<CaseState> StateAsync(string caseId) =>
        CaseRow.State((await caseload.Store.Tables.Cases.FindAsync(caseId, CaseKeys.Case, default))!);
}
