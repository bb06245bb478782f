using ChildProtection.Domain.Deadlines;
using static ChildProtection.Domain.Tests.Calendar.Dates;
using static ChildProtection.Domain.Tests.Deadlines.Opening;

namespace ChildProtection.Domain.Tests.Deadlines;

public sealed class DeadlineTests
{
    private static readonly Deadline Notes = Open("cgNotes", "2026-02-09");

    [Fact]
    public void Fire_InOrder_BecomesOverdueAtDueAndKeepsItsDate()
    {
        var deadline = Notes;
        var seen = new List<string>();
        while (deadline.Next is { } next)
        {
            deadline = deadline.Fire(next, next.At.AddSeconds(1));
            seen.Add($"{next.Kind}{next.Tier} {deadline.Status} tier {deadline.Tier}");
        }

        Assert.Equal(
            [
                "Reminder Open tier 0",
                "Due Overdue tier 0",
                "Escalation1 Overdue tier 1",
                "Escalation2 Overdue tier 2",
                "Escalation3 Overdue tier 3",
            ],
            seen);
        Assert.Equal(Notes.DueOn, deadline.DueOn);
        Assert.All(deadline.Checkpoints, checkpoint => Assert.Equal(checkpoint.At.AddSeconds(1), checkpoint.FiredAt));
    }

    [Fact]
    public void Fire_DueAndFirstTierOfACapAtOneInstant_DueComesFirst()
    {
        var cap = Open("visitCap", "2026-02-24", "2026-03-24T12:00:00Z");
        var due = cap.Next!;
        var first = cap.Fire(due, due.At).Next!;
        Assert.Equal((CheckpointKind.Due, CheckpointKind.Escalation), (due.Kind, first.Kind));
        Assert.Equal(due.At, first.At);
    }

    [Fact]
    public void Fire_Twice_IsRefused()
    {
        var next = Notes.Next!;
        Assert.Throws<DeadlineException>(() => Notes.Fire(next, next.At).Fire(next, next.At));
    }

    [Fact]
    public void Fire_SkippedCheckpoint_IsRefused()
    {
        var late = Open("cgNotes", "2026-02-09", "2026-02-18T12:00:00Z");
        Assert.Throws<DeadlineException>(() => late.Fire(late.Checkpoints[0], Instant("2026-02-18T12:00:00Z")));
    }

    [Theory]
    [InlineData("2026-02-12", DeadlineStatus.Met, 0)]
    [InlineData("2026-02-16", DeadlineStatus.Met, 0)]
    [InlineData("2026-02-17", DeadlineStatus.MetLate, 1)]
    [InlineData("2026-02-23", DeadlineStatus.MetLate, 7)]
    public void Meet_OnDate_CountsCalendarDaysLate(string on, DeadlineStatus status, int daysLate)
    {
        var met = Notes.Meet(Date(on));
        Assert.Equal((status, Date(on), daysLate), (met.Status, met.MetOn!.Value, met.DaysLate));
        Assert.Null(met.Next);
    }

    [Theory]
    [InlineData("2026-05-24", DeadlineStatus.Met, 0)]
    [InlineData("2026-05-25", DeadlineStatus.MetLate, 1)]
    public void Meet_DueOnASunday_TheDueDateDecidesNotTheDayPlannedFor(string on, DeadlineStatus status, int daysLate)
    {
        // Due Sun 24 May 2026, to be planned for Fri 22 May.
        var met = Open("rcpcFirst", "2026-02-24").Meet(Date(on));
        Assert.Equal((status, daysLate), (met.Status, met.DaysLate));
    }

    [Fact]
    public void Meet_OverdueRecordedLateButDoneInTime_IsMetAndKeepsTheRecord()
    {
        var overdue = Notes;
        for (var fired = 0; fired < 3; fired++)
        {
            overdue = overdue.Fire(overdue.Next!, overdue.Next!.At);
        }

        var met = overdue.Meet(Date("2026-02-13"));
        Assert.Equal((DeadlineStatus.Met, 0, 1), (met.Status, met.DaysLate, met.Tier));
        Assert.Equal(3, met.Checkpoints.Count(checkpoint => checkpoint.FiredAt is not null));
    }

    public static TheoryData<DeadlineStatus> Ended =>
        [DeadlineStatus.Met, DeadlineStatus.MetLate, DeadlineStatus.Cancelled, DeadlineStatus.Superseded];

    [Theory]
    [MemberData(nameof(Ended))]
    public void EndedDeadline_AnyMove_IsRefusedAndNothingIsNext(DeadlineStatus status)
    {
        var ended = status switch
        {
            DeadlineStatus.Met => Notes.Meet(Date("2026-02-12")),
            DeadlineStatus.MetLate => Notes.Meet(Date("2026-02-20")),
            DeadlineStatus.Cancelled => Notes.Cancel(),
            _ => Notes.Supersede(),
        };
        Assert.Equal(status, ended.Status);
        Assert.False(ended.IsOpen);
        Assert.Null(ended.Next);
        Assert.Contains(
            "cgNotes-1", Assert.Throws<DeadlineException>(() => ended.Meet(Date("2026-02-12"))).Message, StringComparison.Ordinal);
        Assert.Throws<DeadlineException>(ended.Cancel);
        Assert.Throws<DeadlineException>(ended.Supersede);
        Assert.Throws<DeadlineException>(() => ended.Fire(Notes.Next!, Notes.Next!.At));
    }

    [Fact]
    public void CancelAndSupersede_OverdueDeadline_AreAllowed()
    {
        var overdue = Notes with { Status = DeadlineStatus.Overdue };
        Assert.Equal(DeadlineStatus.Cancelled, overdue.Cancel().Status);
        Assert.Equal(DeadlineStatus.Superseded, overdue.Supersede().Status);
    }
}
