using ChildProtection.Functions.Schedules;
using ChildProtection.Functions.Tests.Storage;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace ChildProtection.Functions.Tests.Schedules;

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
        Assert.StartsWith($"Case {story.CaseId}: approval 1 has waited for a decision since {since:O}", said, StringComparison.Ordinal);
    }

    private async Task<IReadOnlyList<string>> RunAsync(DateTimeOffset now)
    {
        var log = new Said();
        await new ApprovalWatch(store.Tables, new Standing(now), log).RunAsync(new TimerInfo(), default);
        return log.Messages;
    }

    private sealed class Standing(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }

    private sealed class Said : ILogger<ApprovalWatch>
    {
        public List<string> Messages { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Messages.Add(formatter(state, exception));
    }
}
