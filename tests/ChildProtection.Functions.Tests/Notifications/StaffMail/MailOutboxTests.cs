using Azure.Data.Tables;
using ChildProtection.Functions.Notifications.StaffMail.Senders;
using ChildProtection.Functions.Platform.Tables;
using ChildProtection.Functions.RecordStore;
using ChildProtection.Functions.Tests.RecordStore;
using ChildProtection.Functions.Tests.Retention;
using static ChildProtection.Functions.Tests.Notifications.StaffMail.MailHarness;

namespace ChildProtection.Functions.Tests.Notifications.StaffMail;

/// <summary>What cannot wait comes at once, the rest as one mail a person and day; nothing is lost and nothing is told twice.</summary>
public sealed class MailOutboxTests(StoreFixture store) : IClassFixture<StoreFixture>
{
    [Fact]
    public async Task Take_AnEscalation_SendsItAtOnceAndOnce()
    {
        var (app, story) = await NewAsync();
        var escalation = Notice(story, "escalation", "sw.1");

        await app.TakeAsync(escalation);
        await app.TakeAsync(escalation);
        await app.SweepAsync();

        var (mail, again) = Assert.Single(app.Service.Attempts);
        Assert.False(again);
        Assert.Equal(("escalation", "Escalation of a missed deadline: Core group 1 (I.Q. " + await ReferenceAsync(story) + ")"),
            (mail.Kind, mail.Subject));
    }

    [Fact]
    public async Task Digest_OfSeveralNotices_IsOneMailOfAllOfThem()
    {
        var (app, story) = await NewAsync();
        const string person = "sw.1";
        await app.TakeAsync([.. Enumerable.Range(1, 5).Select(number => Notice(story, "reminder", person, number))]);
        await app.TakeAsync(Notice(story, "reminder", person, 1));
        Assert.Empty(app.Service.Attempts);

        await app.DigestAsync();

        var mail = Assert.Single(app.Service.Received);
        Assert.Equal(("digest", "5 notices on Tuesday 3 February 2026"), (mail.Kind, mail.Subject));
        Assert.Equal(5, mail.Text.Split("What to do: ").Length - 1);
        Assert.Contains($"Link: https://cases.authority.example/cases/{story.CaseId}", mail.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Digest_AgainOnTheSameDay_WaitsForTheNext()
    {
        var (app, story) = await NewAsync();
        const string person = "sw.1";
        await app.TakeAsync(Notice(story, "reminder", person, 1));
        await app.DigestAsync();
        await app.TakeAsync(Notice(story, "reminder", person, 2));

        await app.DigestAsync(Morning.AddHours(1));
        Assert.Single(app.Service.Received);
        await app.DigestAsync(Morning.AddDays(1));

        Assert.Equal(2, app.Service.Received.Count);
        Assert.Contains("Core group 2", app.Service.Received[1].Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Core group 1", app.Service.Received[1].Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Digest_ByTwoInstancesAtOnce_IsOneMailADay()
    {
        var (app, story) = await NewAsync();
        await app.TakeAsync([.. Enumerable.Range(1, 9).Select(number => Notice(story, "overdue", "sw.1", number))]);
        var other = app.Beside();

        await Task.WhenAll(app.DigestAsync(), other.DigestAsync());
        await Task.WhenAll(app.SweepAsync(), other.SweepAsync());

        Assert.Single(app.Service.Received);
    }

    /// <summary>The process ends before each of its requests to the store; what it left is completed by the next one.</summary>
    [Theory]
    [InlineData("escalation")]
    [InlineData("reminder")]
    public async Task Send_EndedBeforeEachRequest_TellsEveryNoticeOnce(string kind)
    {
        for (var requests = 0; ; requests++)
        {
            var (app, story) = await NewAsync();
            var notices = Enumerable.Range(1, 2).Select(number => Notice(story, kind, "sw.1", number)).ToArray();
            var ending = new FailingPolicy();
            var ended = app.Beside(store.Through(ending));
            ending.After(requests);
            await EndAsync(async () =>
            {
                foreach (var notice in notices)
                    await ended.TakeAsync(notice);
                await ended.DigestAsync();
            });

            // The bus delivers again what was not completed.
            await app.TakeAsync(notices);
            await app.SweepAsync();
            await app.DigestAsync();
            await app.SweepAsync();
            await app.DigestAsync(Morning.AddDays(1));

            Assert.Equal(
                ["Core group 1", "Core group 2"],
                app.Service.Received.SelectMany(mail => mail.Text.Split('\n'))
                    .Where(line => line.Contains("Core group", StringComparison.Ordinal))
                    .Select(line => line[^12..]).Order(StringComparer.Ordinal));
            Assert.Equal(
                app.Service.Received.Count(mail => mail.Kind == "digest"),
                app.Service.Received.Where(mail => mail.Kind == "digest").Select(mail => mail.At.Date).Distinct().Count());
            if (ending.Served < requests)
                return;
        }
    }

    [Fact]
    public async Task Send_WhoseAnswerWasLost_IsTriedAgainAsTheSameMail()
    {
        var (app, story) = await NewAsync();
        await app.TakeAsync(Notice(story, "reminder", "sw.1"));
        app.Service.EndAfter = () => new MailServiceUnavailableException("The answer was lost, says the test.");
        await app.DigestAsync();
        app.Service.EndAfter = null;

        await app.SweepAsync();
        await app.SweepAsync();

        Assert.Equal([false, true], app.Service.Attempts.Select(one => one.Again));
        Assert.Single(app.Service.Received);
    }

    [Fact]
    public async Task Send_WhileTheServiceIsAway_IsSentWhenItIsBack()
    {
        var (app, story) = await NewAsync();
        app.Service.Fault = () => new MailServiceUnavailableException("Away, says the test.");
        await app.TakeAsync(Notice(story, "escalation", "sw.1"), Notice(story, "reminder", "sw.1"));
        await app.DigestAsync();
        await app.SweepAsync();
        app.Service.Fault = null;

        await app.SweepAsync();

        Assert.Equal(["digest", "escalation"], app.Service.Received.Select(mail => mail.Kind).Order(StringComparer.Ordinal));
        Assert.Empty(app.Buried);
    }

    [Theory]
    [InlineData("escalation", 1)]
    [InlineData("reminder", 2)]
    public async Task Send_ToAnAddressThatIsRefused_BuriesEachNoticeWithTheReason(string kind, int notices)
    {
        var (app, story) = await NewAsync();
        app.Service.Fault = () => new MailRefusedException("No such address, says the test.");
        await app.TakeAsync([.. Enumerable.Range(1, notices).Select(number => Notice(story, kind, "sw.1", number))]);
        await app.DigestAsync();
        app.Service.Fault = null;

        await app.SweepAsync();

        Assert.Empty(app.Service.Received);
        Assert.Equal(notices, app.Buried.Count);
        Assert.All(app.Buried, message => Assert.Equal("No such address, says the test.", message.ApplicationProperties["unmailable"]));
    }

    [Fact]
    public async Task Send_ToAnAccountWithoutAnAddress_BuriesIt()
    {
        var (app, story) = await NewAsync();

        await app.TakeAsync(Notice(story, "escalation", "\u674e"));

        Assert.Contains("No address", (string)Assert.Single(app.Buried).ApplicationProperties["unmailable"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Digest_AboutACaseRestrictedMeanwhile_TellsThoseOnItsListInstead()
    {
        var (app, story) = await NewAsync();
        var (allowed, former) = ("sw.1", "sw.2");
        await app.TakeAsync(Notice(story, "reminder", former), Notice(story, "reminder", allowed, 2));
        await ChangeAsync(story, row => RestrictionRow.Mark(row, [allowed]));

        await app.DigestAsync();
        await app.DigestAsync(Morning.AddDays(1));

        Assert.Equal(2, app.Service.Received.Count);
        Assert.All(app.Service.Received, mail => Assert.Equal($"{allowed}@authority.example", mail.Address));
        Assert.Contains(app.Service.Received, mail => mail.Text.Contains("Core group 1", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Digest_AboutACaseThatIsGone_TellsNobody()
    {
        var (app, story) = await NewAsync();
        await app.TakeAsync(Notice(story, "reminder", "sw.1"));
        await ChangeAsync(story, CaseRow.Seal);

        await app.DigestAsync();
        await app.SweepAsync();

        Assert.Empty(app.Service.Attempts);
    }

    private async Task<(MailHarness App, StoredStory Story)> NewAsync()
    {
        // Whoever waits from an earlier test would get a mail in this one.
        await foreach (var row in store.Tables.Mail.QueryAsync<TableEntity>())
            await store.Tables.Mail.DeleteEntityAsync(row.PartitionKey, row.RowKey);
        var story = store.NewStory();
        await story.OpenAsync();
        return (new MailHarness(store.Tables), story);
    }

    private static async Task<string> ReferenceAsync(StoredStory story) => (await story.Reader.FindAsync(story.CaseId, default))!.Reference;

    private async Task ChangeAsync(StoredStory story, Action<TableEntity> change)
    {
        var row = (await store.Tables.Cases.FindAsync(story.CaseId, CaseKeys.Case, default))!;
        change(row);
        await store.Tables.Cases.PutAsync(row, default);
    }

    private static async Task EndAsync(Func<Task> work)
    {
        try
        {
            await work();
        }
        catch (EndedException)
        {
            // The process has ended, as the test asks.
        }
    }
}
