using ChildProtection.Domain.Deadlines;
using ChildProtection.Tests.Support;
using static ChildProtection.Domain.Tests.Deadlines.Opening;

namespace ChildProtection.Domain.Tests.Deadlines;

/// <summary>Whole lists of checkpoints, counted by hand; nine in the morning is 09:00Z in winter and 08:00Z in summer.</summary>
public sealed class CheckpointPatternTests
{
    [Fact]
    public void Short_WinterNotes_RemindOnTheDayAndEscalateFromTheNext() =>
        // Notes of the core group of Mon 9 Feb 2026 are due on Mon 16 Feb.
        Check("cgNotes", "2026-02-09",
            "Reminder 2026-02-16T09:00:00Z leadSocialWorker",
            "Due 2026-02-17T00:00:00Z leadSocialWorker",
            "Escalation1 2026-02-17T09:00:00Z teamManager",
            "Escalation2 2026-02-19T09:00:00Z serviceManager",
            "Escalation3 2026-02-24T09:00:00Z headOfService");

    [Fact]
    public void Short_SummerFriday_EscalatesOnMonday() =>
        // Core group Fri 3 Oct 2025: due Fri 10 Oct, the manager is told on Mon 13 Oct at 09:00 local.
        Check("cgNotes", "2025-10-03",
            "Reminder 2025-10-10T08:00:00Z leadSocialWorker",
            "Due 2025-10-10T23:00:00Z leadSocialWorker",
            "Escalation1 2025-10-13T08:00:00Z teamManager",
            "Escalation2 2025-10-15T08:00:00Z serviceManager",
            "Escalation3 2025-10-20T08:00:00Z headOfService");

    [Fact]
    public void Medium_OverTheClockChangeAndEaster_KeepsNineInTheMorning() =>
        // Strategy discussion Thu 12 Mar 2026: 15 working days end on Thu 2 Apr, the day before Good Friday.
        Check("icpc", "2026-03-12",
            "Reminder 2026-03-26T09:00:00Z leadSocialWorker",
            "Reminder 2026-03-31T08:00:00Z leadSocialWorker",
            "Due 2026-04-02T23:00:00Z leadSocialWorker",
            "Escalation1 2026-04-07T08:00:00Z teamManager,conferenceChair",
            "Escalation2 2026-04-14T08:00:00Z serviceManager,conferenceManager",
            "Escalation3 2026-04-21T08:00:00Z headOfService");

    [Fact]
    public void Long_DueOnASunday_CountsBackFromItAndEscalatesOnTheWorkingDayAfter() =>
        // Conference Tue 24 Feb 2026: review due Sun 24 May; Mon 25 May is a bank holiday.
        Check("rcpcFirst", "2026-02-24",
            "Reminder 2026-04-24T08:00:00Z leadSocialWorker",
            "Reminder 2026-05-11T08:00:00Z leadSocialWorker",
            "Reminder 2026-05-20T08:00:00Z leadSocialWorker",
            "Due 2026-05-24T23:00:00Z leadSocialWorker",
            "Escalation1 2026-05-26T08:00:00Z teamManager,conferenceManager",
            "Escalation2 2026-06-02T08:00:00Z headOfService",
            "Escalation3 2026-06-09T08:00:00Z director");

    [Fact]
    public void Cap_ChildUnseen_EscalatesAtOnceAfterDue() =>
        // Child seen Tue 24 Feb 2026: 28 days end on Tue 24 Mar.
        Check("visitCap", "2026-02-24",
            "Reminder 2026-03-17T09:00:00Z leadSocialWorker",
            "Reminder 2026-03-20T09:00:00Z leadSocialWorker",
            "Due 2026-03-25T00:00:00Z leadSocialWorker",
            "Escalation1 2026-03-25T00:00:00Z teamManager,conferenceChair,coreGroup",
            "Escalation2 2026-03-26T09:00:00Z serviceManager,policeLead",
            "Escalation3 2026-03-27T09:00:00Z headOfService");

    [Fact]
    [Obligation("S4-20")]
    public void Alert_LongPlan_TellsAtEachDateFromTheAnchor() =>
        Check("longPlanAlerts", "2024-02-29",
            "Reminder 2025-02-28T09:00:00Z leadSocialWorker,teamManager,conferenceChair",
            "Reminder 2025-05-29T08:00:00Z leadSocialWorker,teamManager,conferenceChair",
            "Reminder 2025-08-29T08:00:00Z leadSocialWorker,teamManager,conferenceChair",
            "Reminder 2025-11-29T09:00:00Z leadSocialWorker,teamManager,conferenceChair",
            "Reminder 2026-02-28T09:00:00Z leadSocialWorker,teamManager,conferenceChair",
            "Due 2026-03-01T00:00:00Z leadSocialWorker");

    [Fact]
    public void Open_BackwardCount_RemindsOnTheDayItself() =>
        CheckOpenedAt("2026-04-20T08:00:00Z", "reportToParentsBeforeRcpc", "2026-05-20",
            "Reminder 2026-05-13T08:00:00Z leadSocialWorker",
            "Due 2026-05-13T23:00:00Z leadSocialWorker",
            "Escalation1 2026-05-14T08:00:00Z teamManager",
            "Escalation2 2026-05-18T08:00:00Z serviceManager",
            "Escalation3 2026-05-21T08:00:00Z headOfService");

    [Fact]
    public void Open_BetweenFirstAndSecondTier_SkipsRemindersAndKeepsOneTier()
    {
        var deadline = Open("cgNotes", "2026-02-09", "2026-02-18T12:00:00Z");
        Assert.Equal(
            [
                "Reminder 2026-02-16T09:00:00Z leadSocialWorker skipped",
                "Due 2026-02-17T00:00:00Z leadSocialWorker",
                "Escalation1 2026-02-17T09:00:00Z teamManager",
                "Escalation2 2026-02-19T09:00:00Z serviceManager",
                "Escalation3 2026-02-24T09:00:00Z headOfService",
            ],
            deadline.Checkpoints.Select(Describe));
        Assert.Equal(CheckpointKind.Due, deadline.Next!.Kind);
    }

    [Theory]
    [InlineData("2026-02-16T08:59:59Z", false)]
    [InlineData("2026-02-16T09:00:00Z", true)]
    public void Open_AtTheReminder_HasPassedIt(string openedAt, bool skipped) =>
        Assert.Equal(skipped, Open("cgNotes", "2026-02-09", openedAt).Checkpoints[0].Skipped);

    [Fact]
    public void Open_AfterThirdTier_KeepsDueAndTheHighestTierOnly()
    {
        var deadline = Open("cgNotes", "2026-02-09", "2026-02-24T09:00:00Z");
        Assert.Equal(
            ["Due", "Escalation3"],
            deadline.Checkpoints.Where(checkpoint => checkpoint.IsPending).Select(checkpoint => $"{checkpoint.Kind}{checkpoint.Tier}"));
        Assert.All(deadline.Checkpoints.Where(checkpoint => !checkpoint.IsPending), checkpoint => Assert.True(checkpoint.Skipped));
    }

    private static void Check(string kind, string anchorOn, params string[] expected) =>
        CheckOpenedAt(anchorOn + "T08:00:00Z", kind, anchorOn, expected);

    private static void CheckOpenedAt(string openedAt, string kind, string anchorOn, params string[] expected) =>
        Assert.Equal(expected, Open(kind, anchorOn, openedAt).Checkpoints.Select(Describe));
}
