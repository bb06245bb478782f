using ChildProtection.Domain.Cases.Events;
using ChildProtection.Domain.Tests.Cases.Support;
using ChildProtection.Functions.Activities;
using ChildProtection.Functions.Storage;
using ChildProtection.LocalRuntime.Clock;
using ChildProtection.LocalRuntime.DurableTask;

namespace DurableTask.Tests.RealCase;

/// <summary>
/// F13 on the app's own orchestrator: histories that an earlier version left in every place where one can be interrupted replay on this code, with the states
/// that stand in them. A deployment meets just these.
/// </summary>
public sealed class CaseHistoryTests
{
    private const string Release = "v2-";
    private static readonly string Folder = Path.Combine(HistoryFile.Folder, "Case");
    private static readonly DateTimeOffset Begin = new(2026, 2, 2, 10, 15, 0, TimeSpan.Zero);

    public static TheoryData<string> Recorded => [.. Directory.GetFiles(Folder, "*.json").Select(static path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Recorded))]
    public void History_LeftByAnEarlierVersion_ReplaysOnThisCode(string name)
    {
        var history = HistoryFile.Read(Path.Combine(Folder, name));
        var run = history.Replay(new CaseOnEngine().Code);

        // What a call says may differ where a rule has changed since: it is told in the log, and what was decided then stays decided.
        Assert.Null(run.Fault);
        Assert.Empty(run.Planned);
        Assert.Equal(history.Events[^1].Kind == EventKind.ExecutionCompleted, run.IsDone);
    }

    [Theory]
    [MemberData(nameof(Recorded))]
    public void History_WhoseActivityWasAnother_IsNoticed(string name)
    {
        var history = HistoryFile.Read(Path.Combine(Folder, name));
        var at = history.Events.FindIndex(static row => row.Kind == EventKind.TaskScheduled);
        if (at < 0)
        {
            // It waits for a signal and has called nothing yet.
            Assert.Contains("waiting", name, StringComparison.Ordinal);
            return;
        }

        history.Events[at] = history.Events[at] with { Name = "CloseCase" };
        Assert.Throws<NonDeterministicOrchestrationException>(() => history.Replay(new CaseOnEngine().Code));
    }

    /// <summary>Writes the histories of the version this build is: run on purpose, when a new shape is released.</summary>
    internal static async Task RecordAsync(string folder)
    {
        var path = Path.Combine(Directory.CreateTempSubdirectory("engine-record-").FullName, "engine.db");
        using var clock = new SimulatedClock(Begin);
        var life = new CaseOnEngine();
        await using var engine = await EngineHarness.OpenAsync(path, life.Code, clock);
        await engine.StartAsync(CancellationToken.None);

        await HeldAsync(nameof(CaseActivities.CommitCase), "opening", () => CaseOnEngine.OpenAsync(engine.Client, Begin, Some.Referral()));
        Keep("waiting");
        await HeldAsync(nameof(CaseActivities.CommitCase), "checkpoint", () => AdvanceAsync(Begin.AddDays(1)));
        await HeldAsync(nameof(CaseActivities.CommitCase), "event", () => RaiseAsync("event-1", Some.Decision(ReferralOutcome.Assess)));
        life.Publishes = false;
        await HeldAsync(nameof(CaseActivities.PublishCase), "publishing", () => RaiseAsync("event-2", Some.Concern()));
        life.Publishes = true;
        await HeldAsync(nameof(CaseActivities.CommitCase), "retrying", () => RaiseAsync("event-3", Some.Discussion()), failures: 2);
        await RaiseAsync("event-4", Some.NoConference(EnquiryNext.Close));
        await RestAsync();
        Keep("ended");

        Task RestAsync() => engine.WhenAtRestAsync(CancellationToken.None);

        Task AdvanceAsync(DateTimeOffset to) => clock.AdvanceToAsync(to, engine.WhenAtRestAsync, null, CancellationToken.None);

        Task RaiseAsync(string id, CaseEvent happened) => CaseOnEngine.RaiseAsync(engine.Client, id, clock.GetUtcNow(), happened);

        void Keep(string shape) => HistoryRecorder.Keep(path, folder, $"{Release}{shape}-");

        // Does something, and keeps the history while that activity is under way; before it works it may fail, as when the store is away.
        async Task HeldAsync(string activity, string shape, Func<Task> act, int failures = 0)
        {
            var (reached, kept) = (new TaskCompletionSource(), new TaskCompletionSource());
            life.Before = async name =>
            {
                if (name != activity || kept.Task.IsCompleted)
                    return;
                if (failures-- > 0)
                    throw new StorageUnavailableException("The store is away.", null);
                reached.TrySetResult();
                await kept.Task;
            };
            var acting = act();
            await reached.Task;
            Keep(shape);
            kept.SetResult();
            await acting;
            await RestAsync();
        }
    }
}
