using System.Globalization;
using System.Text.Json.Nodes;
using ChildProtection.Tests.Support;
using EndToEnd.Harness;
using EndToEnd.Stories;
using Xunit.Abstractions;

namespace EndToEnd;

/// <summary>A case that nobody looks after: its people hear of everything, and each by one mail a day beside what cannot wait.</summary>
public sealed class NeglectedCaseTests(ITestOutputHelper output) : InstallationTest(output)
{
    private const string Web = "https://cases.authority.example/";

    /// <summary>From here on nobody does anything: the first core group and the first visit are due on 10 March.</summary>
    private const string Neglected = "2026-03-09T08:00:00Z";

    private static readonly DateTimeOffset From = DateTimeOffset.Parse(Neglected, CultureInfo.InvariantCulture);

    [Fact]
    public async Task Mail_SevenDaysOfNeglectAndAKill_IsOneDigestAPersonAndDayBesideWhatCannotWait()
    {
        var app = await InstallAsync(StoryA.Begins, $"Web__Address={Web}");
        var story = new Story(() => app.Api);
        await story.TellAsync(StoryA.Steps.TakeWhile(step => string.CompareOrdinal(step.At, "2026-02-25") < 0));
        await app.Api.AdvanceToAsync(Neglected);
        for (var day = 1; day <= 7; day++)
        {
            if (day == 3)
            {
                await app.KillAppAsync();
                await app.StartAppAsync();
            }

            await app.Api.AdvanceToAsync(From.AddDays(day).ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture));
        }

        // Mail that the end of the process left unsent is the sweep's.
        await Until.TrueAsync("every notice has come", async () => !(await MissingAsync(story, app)).Any());
        var mails = Mails(app);
        var digests = mails.Where(mail => mail.Kind == "digest").ToList();
        Assert.All(
            digests.GroupBy(one => $"{one.Mail.To.Address} {one.Mail.Date:yyyy-MM-dd}"),
            ofADay => Assert.True(ofADay.Count() == 1, ofADay.Key));
        Assert.True(digests.Any(one => one.Mail.Notices.Count > 1), "No digest had more than one notice.");
        Assert.Subset(
            new HashSet<string> { "escalation", "approvalWaiting", "referralReceived", "newConcernReported", "digest" },
            mails.Select(one => one.Kind).ToHashSet());
        Assert.Contains(mails, one => one.Kind == "escalation" && one.Mail.Date > From);
        // Each notice once. The plan's parties owe an acceptance each, of one title and day.
        var duties = (await app.Api.ListAsync($"{story.CasePath}/deadlines")).Select(one => one["title"]!.ToString()).ToList();
        var told = mails.SelectMany(
            one => one.Mail.Notices.Select(notice => (one.Mail.To.Address, notice.Title, Since: notice.Fields["Since"])));
        Assert.All(told.GroupBy(one => one), same =>
            Assert.InRange(same.Count(), 1, Math.Max(1, duties.Count(title => same.Key.Title.EndsWith(title, StringComparison.Ordinal)))));
    }

    [Fact]
    public async Task Mail_EachNotice_SaysChildWhatSinceWhenWhatToDoAndWhere()
    {
        var app = await InstallAsync(StoryA.Begins, $"Web__Address={Web}");
        var story = new Story(() => app.Api);
        await story.TellAsync(StoryA.Steps.TakeWhile(step => string.CompareOrdinal(step.At, "2026-02-25") < 0));
        await app.Api.AdvanceToAsync("2026-02-28T08:00:00Z");
        var reference = (await story.ViewAsync())["reference"]!.ToString();

        var notices = Mails(app).SelectMany(one => one.Mail.Notices).ToList();

        Assert.True(notices.Count > 10, $"Only {notices.Count} notices came.");
        Assert.All(notices, notice =>
        {
            Assert.StartsWith($"R.E. {reference}: ", notice.Title, StringComparison.Ordinal);
            Assert.Matches("^[A-Z][a-z]+day \\d+ [A-Z][a-z]+ 2026, \\d\\d:\\d\\d$", notice.Fields["Since"]);
            Assert.Matches("^[A-Z].+[.]$", notice.Fields["What to do"]);
            Assert.Equal($"{Web}cases/{story.CaseId}", notice.Fields["Link"]);
        });
    }

    private static List<(string Kind, ParsedMail Mail)> Mails(Installation app) =>
    [
        .. Directory.GetFiles(app.Mail, "*.eml")
            .Select(file => (Path.GetFileName(file).Split('-')[1], ParsedMail.Read(File.ReadAllBytes(file)))),
    ];

    /// <summary>The moments of deadlines that a role should have heard of by now, and has not.</summary>
    private static async Task<IEnumerable<string>> MissingAsync(Story story, Installation app)
    {
        var told = Mails(app).SelectMany(one => one.Mail.Notices.Select(notice => $"{one.Mail.To.Address} {notice.Title}")).ToList();
        var last = From.AddDays(7).AddHours(-1);
        var due = (await app.Api.ListAsync($"{story.CasePath}/deadlines")).SelectMany(
            deadline => deadline["checkpoints"]!.AsArray().Where(one => Fired(one!) <= last)
                .SelectMany(one => one!["to"]!.AsArray().Select(to => (To: to!.ToString(), Title: deadline["title"]!.ToString()))));
        return due.Where(one => one.To is "leadSocialWorker" or "teamManager").Select(one => (To: Address(one.To), one.Title))
            .Where(one => !told.Any(line => line.StartsWith(one.To, StringComparison.Ordinal)
                && line.Contains(one.Title, StringComparison.Ordinal)))
            .Select(one => $"{one.To} {one.Title}");
    }

    private static DateTimeOffset Fired(JsonNode checkpoint) => checkpoint["firedAt"] is { } at
        ? DateTimeOffset.Parse(at.ToString(), CultureInfo.InvariantCulture)
        : DateTimeOffset.MaxValue;

    private static string Address(string role) => role == "leadSocialWorker" ? "sw.1@" : $"{role}.north@";
}
