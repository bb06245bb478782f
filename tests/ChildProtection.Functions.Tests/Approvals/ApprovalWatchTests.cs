using ChildProtection.Domain.Kernel;
using ChildProtection.Functions.Approvals;
using ChildProtection.Functions.Tests.RecordStore;
using ChildProtection.Tests.Support;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

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
        await new ApprovalWatch(store.Tables, new StandingClock(now), loggers.CreateLogger<ApprovalWatch>()).RunAsync(
            new TimerInfo(), default);
        return [.. said.Lines.Select(line => line.Text)];
    }
}
