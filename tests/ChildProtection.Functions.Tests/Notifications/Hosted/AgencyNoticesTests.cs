using System.Text.Json.Nodes;
using Azure.Messaging.ServiceBus;
using ChildProtection.Functions.Notifications;
using ChildProtection.Functions.Tests.Access.Hosted;
using ChildProtection.Tests.Support;

namespace ChildProtection.Functions.Tests.Notifications.Hosted;

/// <summary>N-14: what an agency has done with a notice, seen on the host's own broker without taking anything.</summary>
public sealed class AgencyNoticesTests(CaseApi api) : IClassFixture<CaseApi>
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    [Fact]
    [Obligation("N-14")]
    public async Task IsTaken_TheAgencyCompletedIt_IsTrueAndBeforeItIsFalse()
    {
        var id = await SendAsync("police");
        var before = await IsTakenAsync("police", id);

        await using var receiver = api.Bus.CreateReceiver(BusNames.CaseNotifications, "police");
        var message = (await receiver.ReceiveMessageAsync(Patience))!;
        var held = await IsTakenAsync("police", id);
        await receiver.CompleteMessageAsync(message);

        Assert.Equal((id, false, false, true), (message.MessageId, before, held, await IsTakenAsync("police", id)));
    }

    [Fact]
    [Obligation("N-14")]
    public async Task IsTaken_ADeadLetter_IsFalse()
    {
        var id = await SendAsync("school");
        await using var receiver = api.Bus.CreateReceiver(BusNames.CaseNotifications, "school");

        await receiver.DeadLetterMessageAsync((await receiver.ReceiveMessageAsync(Patience))!, "no-use", "We cannot read it.");

        Assert.False(await IsTakenAsync("school", id));
    }

    [Fact]
    public async Task IsTaken_ADeadLetterSentAgainUnderAnotherId_IsFalseUntilItIsCompleted()
    {
        var again = Message("school", "first-id");
        again.MessageId = BusNames.RedrivenPrefix + "second-id";
        await using var sender = api.Bus.CreateSender(BusNames.CaseNotifications);
        await sender.SendMessageAsync(again);
        var before = await IsTakenAsync("school", "first-id");

        await using var receiver = api.Bus.CreateReceiver(BusNames.CaseNotifications, "school");
        await receiver.CompleteMessageAsync((await receiver.ReceiveMessageAsync(Patience))!);

        Assert.Equal((false, true), (before, await IsTakenAsync("school", "first-id")));
    }

    [Fact]
    public async Task IsTaken_AfterOthersThatFillAPage_IsFound()
    {
        await using var sender = api.Bus.CreateSender(BusNames.CaseNotifications);
        await sender.SendMessagesAsync(Enumerable.Range(0, 300).Select(number => Message("health", $"other-{number}")));
        var id = await SendAsync("health");

        Assert.False(await IsTakenAsync("health", id));
        Assert.True(await IsTakenAsync("health", "never sent"));
    }

    [Fact]
    public async Task IsTaken_AnAgencyWithoutASubscription_IsFalse() => Assert.False(await IsTakenAsync("nobody", "any"));

    private Task<bool> IsTakenAsync(string agency, string id) => new AgencyNotices(api.Bus).IsTakenAsync(agency, id, default);

    private async Task<string> SendAsync(string agency)
    {
        var message = Message(agency, Guid.NewGuid().ToString("D"));
        await using var sender = api.Bus.CreateSender(BusNames.CaseNotifications);
        await sender.SendMessageAsync(message);
        return message.MessageId;
    }

    private static ServiceBusMessage Message(string agency, string id) => NotificationSender.Message(new StoredNotification
    {
        Id = id,
        CaseId = "any",
        At = new DateTimeOffset(2027, 2, 11, 12, 0, 0, TimeSpan.Zero),
        Kind = "enquiryConcluded",
        Agency = agency,
        Data = new JsonObject { ["child"] = "C-1" },
    });
}
