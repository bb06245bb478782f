using ChildProtection.Domain.Kernel;
using ChildProtection.Functions.Access;
using ChildProtection.Functions.Approvals;
using ChildProtection.Functions.CaseWorkflow;
using ChildProtection.Functions.Notifications;
using ChildProtection.Functions.Procedures;
using ChildProtection.Functions.RecordStore;
using ChildProtection.Functions.Tests.Notifications;
using ChildProtection.Functions.Tests.RecordStore;
using ChildProtection.Tests.Support;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace ChildProtection.Functions.Tests.Access;

/// <summary>A manager who does not look at an emergency access is reminded, and then the head of service hears of it.</summary>
public sealed class EmergencyReminderTests(StoreFixture store) : IClassFixture<StoreFixture>
{
    /// <summary>A Thursday evening in February; the weekend is no working day.</summary>
    private static readonly DateTimeOffset Thursday = new(2026, 2, 5, 21, 0, 0, TimeSpan.Zero);

    private readonly SentNotifications _sent = new();
    private readonly FakeTimeProvider _clock = new(Thursday);

    [Fact]
    public async Task Mornings_NobodyAcknowledges_RemindTheManagerAndThenTellTheHeadOfService()
    {
        var story = await OpenedAsync();

        var told = new List<string>();
        for (var morning = 1; morning <= 8; morning++)
        {
            await NextMorningAsync();
            told.AddRange(Of(story).Skip(told.Count).Select(one => $"{_clock.GetUtcNow().DayOfWeek} {one.Kind} {one.Role} {one.Team}"));
        }

        // Friday is the next working day, Tuesday the third.
        Assert.Equal(["Saturday glassReminder teamManager north", "Wednesday glassEscalation headOfService north"], told);
    }

    [Fact]
    public async Task Mornings_OnceAcknowledged_TellNobody()
    {
        var story = await OpenedAsync();
        var accesses = new EmergencyAccesses(store.Tables);
        var access = Assert.Single(await accesses.ListAsync(story.CaseId, default));
        await NextMorningAsync();
        await accesses.ReviewAsync(story.CaseId, access.Id, new EmergencyReview("mgr.1", Thursday, true, null), default);

        for (var morning = 2; morning <= 8; morning++)
            await NextMorningAsync();

        Assert.Empty(Of(story));
        Assert.DoesNotContain(await OpenEmergencies.ListAsync(store.Tables, default), open => open.CaseId == story.CaseId);
    }

    [Fact]
    public async Task Mornings_TheAppWasAwayForAWeek_TellBothAtOnceAndNeverAgain()
    {
        var story = await OpenedAsync();
        _clock.Advance(TimeSpan.FromDays(7));

        await NextMorningAsync();
        await NextMorningAsync();

        Assert.Equal(["glassReminder", "glassEscalation"], Of(story).Select(one => one.Kind));
    }

    [Fact]
    public async Task Escalation_IsLogged()
    {
        var story = await OpenedAsync();
        _clock.Advance(TimeSpan.FromDays(7));
        using var said = HeardLogs.From();
        using var loggers = LoggerFactory.Create(logging => logging.AddProvider(said));

        await On(store.Tables, _sent, _clock, loggers.CreateLogger<EmergencyReminders>()).RunAsync(default);

        Assert.Contains(said.Lines, line => line.Text.StartsWith(
            $"Case {story.CaseId}: no manager has acknowledged the emergency access of night.1", StringComparison.Ordinal));
    }

    internal static EmergencyReminders On(
        CaseTables tables, SentNotifications sent, TimeProvider clock, ILogger<EmergencyReminders> logger) => new(
            tables,
            new EmergencyAccesses(tables),
            new CaseReader(tables),
            new BreakGlassAlert(new CaseMessages(
                tables, new CasePublisher(tables, sent, NullLogger<CasePublisher>.Instance), NullLogger<CaseMessages>.Instance)),
            new LocalDays(clock),
            logger);

    /// <summary>A case of the team north that somebody of another team read.</summary>
    private async Task<StoredStory> OpenedAsync()
    {
        var story = store.NewStory();
        await story.OpenAsync();
        var on = DateOnly.FromDateTime(Thursday.UtcDateTime);
        await new EmergencyAccesses(store.Tables).AddAsync(
            new EmergencyAccess(
                EmergencyAccess.IdOf(on, "night.1"), story.CaseId, "night.1", Role.SocialWorker, on, Thursday, "Child at the station"),
            default);
        return story;
    }

    private IReadOnlyList<StoredNotification> Of(StoredStory story) =>
        [.. _sent.All.Where(one => one.CaseId == story.CaseId && one.Kind.StartsWith("glass", StringComparison.Ordinal))];

    private async Task NextMorningAsync()
    {
        _clock.SetUtcNow(new DateTimeOffset(_clock.GetUtcNow().UtcDateTime.Date.AddDays(1).AddHours(6), TimeSpan.Zero));
        var reminders = On(store.Tables, _sent, _clock, NullLogger<EmergencyReminders>.Instance);
        await new ApprovalWatch(store.Tables, reminders, _clock, NullLogger<ApprovalWatch>.Instance).RunAsync(new TimerInfo(), default);
    }
}
