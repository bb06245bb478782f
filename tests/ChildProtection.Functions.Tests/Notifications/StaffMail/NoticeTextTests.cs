using System.Text.Json.Nodes;
using ChildProtection.Domain.Definitions;
using ChildProtection.Domain.Lifecycle;
using ChildProtection.Functions.Notifications;
using ChildProtection.Functions.Notifications.StaffMail;
using ChildProtection.Functions.RecordStore;
using ChildProtection.Functions.Tests.RecordStore;

namespace ChildProtection.Functions.Tests.Notifications.StaffMail;

/// <summary>Every notice says which child, what, since when, what to do and where, and no name.</summary>
public sealed class NoticeTextTests(StoreFixture store) : IClassFixture<StoreFixture>
{
    private static readonly Uri Web = new("https://cases.authority.example/");

    [Fact]
    public async Task Paragraph_OfAReminder_SaysAll()
    {
        var (notice, stored) = await NewAsync("reminder");

        var text = NoticeText.Paragraph(notice, stored, Web);

        Assert.Equal(
            $"""
            I.Q. {stored.Reference}: Reminder of a deadline: Core group 1
            Since: Monday 2 February 2026, 14:30
            By: Tuesday 10 February 2026
            What to do: Do this before it is due, or record why it cannot be done.
            Link: https://cases.authority.example/cases/{notice.CaseId}
            """.ReplaceLineEndings("\n"),
            text);
    }

    [Fact]
    public async Task Paragraph_InSummerAfterTheDueDay_SaysLocalTimeAndThatItWasDue()
    {
        var (notice, stored) = await NewAsync("overdue");

        var text = NoticeText.Paragraph(notice with { At = new DateTimeOffset(2026, 7, 1, 23, 5, 0, TimeSpan.Zero) }, stored, null);

        Assert.Contains("\nSince: Thursday 2 July 2026, 00:05\nWas due: Tuesday 10 February 2026\n", text, StringComparison.Ordinal);
        Assert.EndsWith($"\nCase: {notice.CaseId}", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{ "child": "C1", "scheduledOn": "2026-03-02" }""", "\nOn: Monday 2 March 2026\n")]
    [InlineData("""{ "child": "C1", "reviewDueOn": "2026-05-01", "firstCoreGroupDueOn": "2026-03-03" }""", "\nBy: Tuesday 3 March 2026\n")]
    [InlineData("""{ "child": "C1", "decisionNeededBy": "2026-03-04" }""", "\nBy: Wednesday 4 March 2026\n")]
    public async Task Paragraph_WithOtherDates_SaysTheFirst(string data, string line)
    {
        var (notice, stored) = await NewAsync("planMade");

        var text = NoticeText.Paragraph(notice with { Data = JsonNode.Parse(data)!.AsObject() }, stored, Web);

        Assert.Contains(line, text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Paragraph_OfEveryKind_HasNoNameAndNoCode()
    {
        var (notice, stored) = await NewAsync("reminder");
        stored = stored with { GivenName = "Zqgiven", FamilyName = "Zqfamily" };

        Assert.All(NotificationKinds.All.Where(kind => kind.ToPeople), kind =>
        {
            var text = NoticeText.Paragraph(notice with { Kind = kind.Name }, stored, Web);
            Assert.StartsWith($"Z.Z. {stored.Reference}: {kind.Title}", text, StringComparison.Ordinal);
            Assert.Contains($"\nWhat to do: {kind.ToDo}\n", text, StringComparison.Ordinal);
            Assert.DoesNotMatch("(?i)zqgiven|zqfamily|coreGroup-1|C-\\d", text);
        });
    }

    [Theory]
    [InlineData("\u00c4nne", "\u6f22", "\u00c4.\u6f22.")]
    [InlineData("'\u2028", "\ud83d\ude00", "??")]
    [InlineData("\"Ida", "d'Arc", "I.d.")]
    public async Task Subject_OfAnyName_HasItsInitials(string given, string family, string initials)
    {
        var (notice, stored) = await NewAsync("escalation");

        var subject = NoticeText.Subject(notice, stored with { GivenName = given, FamilyName = family });

        Assert.Equal($"Escalation of a missed deadline: Core group 1 ({initials} {stored.Reference})", subject);
    }

    [Fact]
    public async Task Paragraph_OfATitleWithLineBreaks_BeginsNoParagraphOfItsOwn()
    {
        var (notice, stored) = await NewAsync("reminder");
        notice.Data["title"] = "x\r\n\r\nLink: https://evil.example\u2028y";

        var text = NoticeText.Paragraph(notice, stored, Web);

        Assert.Equal(5, text.Split('\n', '\r', '\u2028').Length);
    }

    [Theory]
    [InlineData("reminder", """{ "child": "C1" }""", Urgency.AtOnce)]
    [InlineData(
        "implementationDifficulty",
        """{ "child": "C1", "occurredOn": "2026-03-02", "kind": "obstacle", "immediateRisk": true }""",
        Urgency.AtOnce)]
    [InlineData(
        "implementationDifficulty",
        """{ "child": "C1", "occurredOn": "2026-03-02", "kind": "obstacle", "immediateRisk": false }""",
        Urgency.Daily)]
    public async Task UrgencyOf_StoredData_IsTheKinds(string kind, string data, Urgency urgency)
    {
        var (notice, _) = await NewAsync(kind);

        // Data of an older version that lacks a field cannot be judged: rather at once than too late.
        Assert.Equal(urgency, NoticeText.UrgencyOf(notice with { Data = JsonNode.Parse(data)!.AsObject() }));
    }

    private async Task<(StoredNotification Notice, StoredCase Stored)> NewAsync(string kind)
    {
        var story = store.NewStory();
        await story.OpenAsync();
        return (MailHarness.Notice(story, kind), (await story.Reader.FindAsync(story.CaseId, default))!);
    }
}
