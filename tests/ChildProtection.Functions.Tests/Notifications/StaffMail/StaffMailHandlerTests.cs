using Azure.Messaging.ServiceBus;
using ChildProtection.Functions.Notifications;
using ChildProtection.Functions.Notifications.StaffMail;
using ChildProtection.Functions.Notifications.StaffMail.Senders;
using ChildProtection.Functions.Platform.Bus;
using ChildProtection.Functions.Platform.Tables;
using ChildProtection.Functions.Tests.RecordStore;
using ChildProtection.Functions.Tests.Retention;
using Microsoft.Extensions.Logging.Abstractions;

namespace ChildProtection.Functions.Tests.Notifications.StaffMail;

/// <summary>What becomes of a message to people.</summary>
public sealed class StaffMailHandlerTests(StoreFixture store) : IClassFixture<StoreFixture>
{
    private static readonly MailOptions Files = new() { Service = MailService.Files };

    [Fact]
    public async Task Handle_AnEscalation_SendsItAndCompletesTheMessage()
    {
        var (app, story) = await NewAsync();
        var settled = new Settled();

        await Handler(app).HandleAsync(Message(MailHarness.Notice(story, "escalation")), settled, default);

        Assert.Equal("completed", settled.How);
        Assert.Equal("escalation", Assert.Single(app.Service.Received).Kind);
    }

    [Fact]
    public async Task Handle_WhileTheMailServiceIsAway_CompletesBecauseTheMailIsStored()
    {
        var (app, story) = await NewAsync();
        app.Service.Fault = () => new MailServiceUnavailableException("Away, says the test.");
        var settled = new Settled();

        await Handler(app).HandleAsync(Message(MailHarness.Notice(story, "escalation")), settled, default);
        app.Service.Fault = null;
        await app.SweepAsync();

        Assert.Equal("completed", settled.How);
        Assert.Single(app.Service.Received);
    }

    [Fact]
    public async Task Handle_WhileTheRecordStoreIsAway_GivesTheMessageBackWithoutCountingIt()
    {
        var (app, story) = await NewAsync();
        var away = new FailingPolicy(() => new StorageUnavailableException("The store is away, says the test."));
        away.After(requests: 0);
        var settled = new Settled();

        await Handler(app.Beside(store.Through(away))).HandleAsync(Message(MailHarness.Notice(story, "reminder")), settled, default);

        Assert.Equal("given back, excused 1", settled.How);
    }

    [Fact]
    public async Task Handle_WhatCannotBeMailed_IsBuriedWithTheReason()
    {
        var (app, story) = await NewAsync();
        var settled = new Settled();
        var message = NotificationSender.Message(MailHarness.Notice(story, "reminder"));
        message.ApplicationProperties["unmailable"] = "No address is known.";

        await Handler(app).HandleAsync(Received(message), settled, default);

        Assert.Equal("buried: unmailable, No address is known.", settled.How);
    }

    [Theory]
    [InlineData("not json")]
    [InlineData("""{ "type": "uk.childprotection.notification.Unknown.v1", "subject": "x", "time": "2026-02-02T10:00:00Z", "data": {} }""")]
    [InlineData("""{ "type": "uk.childprotection.notification.Reminder.v1" }""")]
    [InlineData("""{ "type": "uk.childprotection.notification.Reminder.v1", "subject": "x", "time": "soon", "data": {} }""")]
    [InlineData("null")]
    public async Task Handle_WhatIsNoNotification_IsBuried(string body)
    {
        var (app, _) = await NewAsync();
        var settled = new Settled();

        await Handler(app).HandleAsync(Received(new ServiceBusMessage(body) { MessageId = "x" }), settled, default);

        Assert.StartsWith("buried: unreadable", settled.How, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Handle_WhereNothingSendsMail_OnlyCompletes()
    {
        var (app, story) = await NewAsync();
        var settled = new Settled();
        var handler = new StaffMailHandler(app.Outbox, new MailOptions(), NullLogger<StaffMailHandler>.Instance);

        await handler.HandleAsync(Message(MailHarness.Notice(story, "escalation")), settled, default);

        Assert.Equal("completed", settled.How);
        Assert.Empty(app.Service.Attempts);
    }

    private static StaffMailHandler Handler(MailHarness app) =>
        new(app.Outbox, Files, NullLogger<StaffMailHandler>.Instance) { Patience = TimeSpan.Zero };

    private static ServiceBusReceivedMessage Message(StoredNotification notice) => Received(NotificationSender.Message(notice));

    private static ServiceBusReceivedMessage Received(ServiceBusMessage message) => ServiceBusModelFactory.ServiceBusReceivedMessage(
        message.Body, messageId: message.MessageId, properties: message.ApplicationProperties, deliveryCount: 1);

    private async Task<(MailHarness App, StoredStory Story)> NewAsync()
    {
        var story = store.NewStory();
        await story.OpenAsync();
        return (new MailHarness(store.Tables), story);
    }

    private sealed class Settled : IMessageSettlement
    {
        public string? How { get; private set; }

        public Task CompleteAsync() => SetAsync("completed");

        public Task GiveBackAsync(IDictionary<string, object> properties) =>
            SetAsync($"given back, excused {properties[DeliveryCount.ExcusedProperty]}");

        public Task DeadLetterAsync(string reason, string description) => SetAsync($"buried: {reason}, {description}");

        private Task SetAsync(string how)
        {
            How = how;
            return Task.CompletedTask;
        }
    }
}
