using ChildProtection.Domain.Kernel;
using ChildProtection.Functions.Access;
using ChildProtection.Functions.Approvals;
using ChildProtection.Functions.Tests.Access;
using ChildProtection.Functions.Tests.Notifications;
using ChildProtection.Functions.Tests.RecordStore;
using ChildProtection.Tests.Support;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace ChildProtection.Functions.Tests.Approvals;

/// <summary>What the alert on overdue approvals looks for.</summary>
public sealed class ApprovalWatchTests(StoreFixture store) : IClassFixture<StoreFixture>
{
    [Fact]
    public async Task Run_ApprovalWaitsAWeek_IsSaidFromThenOn()
    {
        var story = store.NewStory();
        await story.OpenAsync();
        while (story.State!.Approvals.Count == 0)
        {
            var next = story.State.NextCheckpoint()!;
            await story.DecideAsync(next, next.At);
        }

        await story.Projection.PublishAllAsync(story.CaseId, default);
        var since = story.State.Approvals.Single().RequestedAt;

        Assert.Empty(await RunAsync(since.AddDays(7)));
        var said = Assert.Single(await RunAsync(since.AddDays(7).AddSeconds(1)));
        Assert.StartsWith($"Case {story.CaseId}: approval 1 has waited since {since:O} for a decision", said, StringComparison.Ordinal);
    }

    private async Task<IReadOnlyList<string>> RunAsync(DateTimeOffset now)
    {
        using var said = HeardLogs.From();
        using var loggers = LoggerFactory.Create(logging => logging.AddProvider(said));
        var clock = new StandingClock(now);
        var reminders = EmergencyReminderTests.On(store.Tables, new SentNotifications(), clock, NullLogger<EmergencyReminders>.Instance);
        await new ApprovalWatch(store.Tables, reminders, clock, loggers.CreateLogger<ApprovalWatch>()).RunAsync(new TimerInfo(), default);
        return [.. said.Lines.Select(line => line.Text)];
    }
}
