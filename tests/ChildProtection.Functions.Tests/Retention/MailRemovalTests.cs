using System.Text;
using Azure.Core;
using Azure.Data.Tables;
using Azure.Messaging.ServiceBus;
using ChildProtection.Functions.Notifications;
using ChildProtection.Functions.Notifications.StaffMail;
using ChildProtection.Functions.Platform.Tables;
using ChildProtection.Functions.RecordStore;
using ChildProtection.Functions.Tests.RecordStore;

namespace ChildProtection.Functions.Tests.Retention;

/// <summary>Mail to people that was written as files goes with the record it is about, and no other does.</summary>
public sealed class MailRemovalTests(StoreFixture store) : IClassFixture<StoreFixture>, IDisposable
{
    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("mail-");

    private MailFolder? _folder;

    private MailFolder Folder => _folder ??= new MailFolder(Path.Combine(_root.FullName, "mail"));

    public void Dispose()
    {
        _folder?.Dispose();
        _root.Delete(recursive: true);
    }

    [Fact]
    public async Task Dispose_ARecordThatPeopleWereToldOf_RemovesItsMailAndNoOther()
    {
        var (gone, disposal) = await ApprovedRecord.NewAsync(store);
        var (stays, _) = await ApprovedRecord.NewAsync(store);
        foreach (var story in (StoredStory[])[gone, stays])
        {
            foreach (var message in Messages(story))
                await WriteAsync(message);
        }

        var before = Texts();
        // A process ended while it wrote, before it came to the line that names the case.
        await File.WriteAllTextAsync(
            Path.Combine(Folder.Path!, "20260202T080000-reminder-0.eml.part"), $"Subject: a reminder\r\n\r\nchild: {gone.LocalId}\r\n");

        Assert.True(await ApprovedRecord.Disposal(store.Tables, Folder).DestroyAsync(disposal, ApprovedRecord.Engine(), default));

        Assert.Equal(Messages(gone).Count + Messages(stays).Count, before.Count);
        Assert.Equal(before.Where(text => text.Contains(stays.CaseId, StringComparison.Ordinal)), Texts());
        Assert.NotEmpty(Texts());
    }

    [Fact]
    public async Task WriteMail_OfARecordThatIsGoneByThen_LeavesNone()
    {
        var (gone, disposal) = await ApprovedRecord.NewAsync(store);
        var late = Messages(gone);
        await ApprovedRecord.Disposal(store.Tables, Folder).DestroyAsync(disposal, ApprovedRecord.Engine(), default);

        foreach (var message in late)
            await WriteAsync(message);

        Assert.NotEmpty(late);
        Assert.Empty(Texts());
    }

    [Fact]
    public async Task WriteMail_WhileTheRecordStoreIsAway_WritesIt()
    {
        var (story, _) = await ApprovedRecord.NewAsync(store);
        var (options, away) = (new TableClientOptions(), new FailingPolicy(() => new StorageUnavailableException("The store is away.")));
        away.After(requests: 0);
        options.AddPolicy(away, HttpPipelinePosition.PerCall);

        await new StaffMailHandler(Folder, new CaseTables(new TableServiceClient(store.ConnectionString, options))).HandleAsync(
            Messages(story)[0], default);

        Assert.Contains(story.CaseId, Assert.Single(Texts()), StringComparison.Ordinal);
    }

    private Task WriteAsync(ServiceBusReceivedMessage message) => new StaffMailHandler(Folder, store.Tables).HandleAsync(message, default);

    private List<string> Texts() =>
        [
            .. Directory
                .GetFiles(Folder.Path!, "*", SearchOption.AllDirectories)
                .Order(StringComparer.Ordinal)
                .Select(file => File.ReadAllText(file)),
        ];

    /// <summary>What the case told people, as the bus delivers it.</summary>
    private static List<ServiceBusReceivedMessage> Messages(StoredStory story) =>
        [
            .. story
                .Sent.All.Where(sent => sent.Agency is null)
                .Select(sent => NotificationSender.Message(sent))
                .Select(message =>
                    ServiceBusModelFactory.ServiceBusReceivedMessage(
                        new BinaryData(Encoding.UTF8.GetBytes(message.Body.ToString())),
                        messageId: message.MessageId,
                        properties: message.ApplicationProperties)),
        ];
}
