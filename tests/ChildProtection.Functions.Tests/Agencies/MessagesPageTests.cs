using ChildProtection.Domain.Lifecycle;
using ChildProtection.Functions.Agencies;
using ChildProtection.Functions.Notifications;
using ChildProtection.Functions.Platform.Bus;
using ChildProtection.Functions.Tests.RecordStore;

namespace ChildProtection.Functions.Tests.Agencies;

/// <summary>The page on messages says what the code does.</summary>
public sealed class MessagesPageTests
{
    private static readonly string Page = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "messages.md"));

    [Fact]
    public void Kinds_EachWithItsRecipients_StandInTheTable() => Assert.All(
        NotificationKinds.All,
        kind => Assert.Contains($"| `{kind.Name}` | {Yes(kind.ToAgencies)} | {Yes(kind.ToPeople)} |", Page, StringComparison.Ordinal));

    [Fact]
    public void Reasons_Each_StandInTheTable() =>
        Assert.All(DeadLetterReasons.All, reason => Assert.Contains($"| `{reason}` |", Page, StringComparison.Ordinal));

    private static string Yes(bool value) => value ? "yes" : "no";
}

/// <summary>What is stored with a decision is sent before its outbox is gone.</summary>
public sealed class NotificationOutboxTests(StoreFixture store) : IClassFixture<StoreFixture>
{
    [Fact]
    public async Task Publish_WhileTheBusIsAway_KeepsTheOutboxAndSendsItLater()
    {
        var story = store.NewStory();
        await story.OpenAsync();
        story.Sent.BusIsAway = true;
        await Assert.ThrowsAsync<BusUnavailableException>(() => story.Projection.PublishAsync(story.CaseId, 1, default));
        Assert.Empty(story.Sent.All);
        story.Sent.BusIsAway = false;
        await story.Projection.PublishAllAsync(story.CaseId, default);
        await story.Projection.PublishAllAsync(story.CaseId, default);
        var sent = Assert.Single(story.Sent.All);
        Assert.Equal(($"{story.CaseId}:1:referralReceived:teamManager", "teamManager"), (sent.Id, sent.Role));
        var message = NotificationSender.Message(sent);
        Assert.Equal(
            (sent.Id, "people", "teamManager"),
            (message.MessageId, message.ApplicationProperties["agency"], message.ApplicationProperties["to"]));
    }
}
