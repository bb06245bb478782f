using ChildProtection.Functions.Notifications.StaffMail;
using ChildProtection.Functions.Notifications.StaffMail.Senders;
using ChildProtection.Functions.Tests.Notifications.StaffMail;
using ChildProtection.Functions.Tests.RecordStore;

namespace ChildProtection.Functions.Tests.Retention;

/// <summary>What mail holds about a record goes with it, in files and in the table, and nothing else does.</summary>
public sealed class MailRemovalTests(StoreFixture store) : IClassFixture<StoreFixture>, IDisposable
{
    private static readonly MailOptions Options = new() { WebAddress = new Uri("https://cases.authority.example/") };

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
        await WriteAsync("alone", gone);
        await WriteAsync("other", stays);
        await WriteAsync("both", gone, stays);
        // A process ended while it wrote, before it came to the line that names the case.
        await File.WriteAllTextAsync(
            Path.Combine(Folder.Path!, "20260202T080000-reminder-0.eml.part"), "Subject: a reminder\r\n\r\nI.Q. 1: A reminder\r\n");

        Assert.True(await ApprovedRecord.Disposal(store.Tables, Folder).DestroyAsync(disposal, ApprovedRecord.Engine(), default));

        Assert.Equal(["20260202T080000-both-both.eml", "20260202T080000-other-other.eml"], Files());
        Assert.All(Files(), file => Assert.Equal(1, Count(file, stays.CaseId)));
        Assert.All(Files(), file => Assert.Equal(0, Count(file, gone.CaseId)));
    }

    [Fact]
    public async Task Dispose_ARecordWithNoticesThatWait_RemovesThem()
    {
        var (gone, disposal) = await ApprovedRecord.NewAsync(store);
        var (stays, _) = await ApprovedRecord.NewAsync(store);
        var app = new MailHarness(store.Tables);
        await app.TakeAsync(
            MailHarness.Notice(gone, "reminder"), MailHarness.Notice(stays, "reminder"), MailHarness.Notice(gone, "escalation"));

        await ApprovedRecord.Disposal(store.Tables, Folder).DestroyAsync(disposal, ApprovedRecord.Engine(), default);
        await app.DigestAsync();

        Assert.Contains(stays.CaseId, Assert.Single(app.Service.Received, mail => mail.Kind == "digest").Text, StringComparison.Ordinal);
        await foreach (var row in store.Tables.Mail.QueryAsync<Azure.Data.Tables.TableEntity>())
            Assert.DoesNotContain(row, property => property.Value is string text && text.Contains(gone.CaseId, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Forget_ARecordThatWentWhileItsMailWasSent_LeavesNone()
    {
        var (gone, disposal) = await ApprovedRecord.NewAsync(store);
        await ApprovedRecord.Disposal(store.Tables, Folder).DestroyAsync(disposal, ApprovedRecord.Engine(), default);
        await WriteAsync("late", gone);

        await new MailRecords(new MailStore(store.Tables), Folder, store.Tables).ForgetDisposedAsync(gone.CaseId, default);

        Assert.Empty(Files());
    }

    private Task WriteAsync(string name, params StoredStory[] stories) => new FileMailSender(Folder, Options).SendAsync(
        new OutgoingMail
        {
            Id = name,
            Kind = name,
            Address = "sw.1@authority.example",
            Name = "sw.1",
            At = new DateTimeOffset(2026, 2, 2, 8, 0, 0, TimeSpan.Zero),
            Subject = "Notices",
            Text = string.Join(
                "\n\n", stories.Select(one => $"I.Q. 1: x\nLink: https://cases.authority.example/cases/{one.CaseId}")) + "\n",
        },
        again: false,
        default);

    private List<string> Files() =>
        [.. Directory.GetFiles(Folder.Path!).Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal)];

    private int Count(string file, string caseId) => File.ReadAllText(Path.Combine(Folder.Path!, file)).Split(caseId).Length - 1;
}
