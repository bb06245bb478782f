using ChildProtection.Functions.Tests.RecordStore;

namespace ChildProtection.Functions.Tests.Notifications.StaffMail;

/// <summary>The daily mail comes at seven in the morning, local time.</summary>
public sealed class MailDigestTests(StoreFixture store) : IClassFixture<StoreFixture>
{
    [Theory]
    [InlineData("2026-02-03T06:00:00Z", 0)]
    [InlineData("2026-02-03T07:00:00Z", 1)]
    [InlineData("2026-07-03T06:00:00Z", 1)]
    public async Task Run_OnItsSchedule_SendsFromSevenLocalTimeOn(string now, int mails)
    {
        var story = store.NewStory();
        await story.OpenAsync();
        var app = new MailHarness(store.Tables);
        await app.TakeAsync(MailHarness.Notice(story, "reminder", $"sw.{mails}.{now[..7]}"));

        await app.DigestAsync(DateTimeOffset.Parse(now, System.Globalization.CultureInfo.InvariantCulture));

        Assert.Equal(mails, app.Service.Received.Count(mail => mail.Text.Contains(story.CaseId, StringComparison.Ordinal)));
    }
}
