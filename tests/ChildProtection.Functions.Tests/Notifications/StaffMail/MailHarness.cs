using System.Text.Json.Nodes;
using Azure.Messaging.ServiceBus;
using ChildProtection.Functions.Notifications;
using ChildProtection.Functions.Notifications.StaffMail;
using ChildProtection.Functions.Notifications.StaffMail.Senders;
using ChildProtection.Functions.RecordStore;
using ChildProtection.Functions.Tests.RecordStore;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging.Abstractions;
using Moq;

namespace ChildProtection.Functions.Tests.Notifications.StaffMail;

/// <summary>The app's mail on real tables, with a mail service and a bus that keep what they get.</summary>
internal sealed class MailHarness
{
    public static readonly DateTimeOffset Morning = new(2026, 2, 3, 7, 0, 0, TimeSpan.Zero);

    private static readonly MailOptions Options = new()
    {
        Service = MailService.Smtp,
        Domain = "authority.example",
        WebAddress = new Uri("https://cases.authority.example/"),
    };

    private readonly CaseTables _tables;
    private readonly MailStore _store;

    public MailHarness(CaseTables tables, SentMail? service = null)
    {
        (_tables, _store, Service) = (tables, new MailStore(tables), service ?? new SentMail());
        var client = new Mock<ServiceBusClient>();
        var topic = new Mock<ServiceBusSender>();
        client.Setup(one => one.CreateSender(It.IsAny<string>())).Returns(topic.Object);
        topic.Setup(one => one.SendMessageAsync(It.IsAny<ServiceBusMessage>(), It.IsAny<CancellationToken>()))
            .Callback((ServiceBusMessage message, CancellationToken _) => Buried.Add(message)).Returns(Task.CompletedTask);
        Outbox = new MailOutbox(
            _store,
            new MailComposer(new CaseReader(tables), Options),
            new MailAddresses(Options, new Dictionary<string, string>()),
            Service,
            new UnmailableNotices(client.Object),
            new MailRecords(_store, new MailFolder(null), tables),
            NullLogger<MailOutbox>.Instance)
        {
            Claim = TimeSpan.Zero,
            FirstPause = TimeSpan.Zero,
        };
    }

    public SentMail Service { get; }

    public List<ServiceBusMessage> Buried { get; } = [];

    public MailOutbox Outbox { get; }

    /// <summary>Another instance of the app on the same tables, with the same mail service.</summary>
    public MailHarness Beside(CaseTables? tables = null) => new(tables ?? _tables, Service);

    public Task DigestAsync(DateTimeOffset? now = null) =>
        new MailDigest(Outbox, _store, new StandingClock(now ?? Morning), NullLogger<MailDigest>.Instance)
            .RunAsync(new TimerInfo(), default);

    public Task SweepAsync() => Outbox.SweepAsync(default);

    public Task TakeAsync(params StoredNotification[] notices) => Task.WhenAll(notices.Select(one => Outbox.TakeAsync(one, default)));

    /// <summary>A notice to one person about a deadline.</summary>
    public static StoredNotification Notice(StoredStory story, string kind, string? account = "sw.1", int number = 1) => new()
    {
        Id = $"{story.CaseId}:{number}:{kind}:leadSocialWorker",
        CaseId = story.CaseId,
        At = new DateTimeOffset(2026, 2, 2, 14, 30, 0, TimeSpan.Zero),
        Kind = kind,
        Role = account is null ? "teamManager" : "leadSocialWorker",
        Team = "north",
        Account = account,
        Data = new JsonObject
        {
            ["child"] = story.LocalId,
            ["deadlineId"] = $"coreGroup-{number}",
            ["deadlineKind"] = "coreGroup",
            ["title"] = $"Core group {number}",
            ["dueOn"] = "2026-02-10",
            ["scheduleBy"] = "2026-02-10",
            ["tier"] = 1,
        },
    };
}
