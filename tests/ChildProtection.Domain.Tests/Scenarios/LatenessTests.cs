using ChildProtection.Domain.Conference;
using ChildProtection.Domain.CoreGroup;
using ChildProtection.Domain.Deadlines;
using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.Referral;
using ChildProtection.Domain.Tests.Support;
using ChildProtection.Tests.Support;
using static ChildProtection.Domain.Tests.Calendar.Dates;

namespace ChildProtection.Domain.Tests.Scenarios;

/// <summary>
/// What is late is escalated at its moment and never moves; what was done in time and recorded late is met (domain 3.2, 3.5; scenarios S-B
/// and S-D).
/// </summary>
public sealed class LatenessTests
{
    [Fact]
    [Obligation("S3-26"), Obligation("S3-52"), Obligation("S3-53")]
    public void NotesThreeDaysLate_FirstEscalation_FiresNextWorkingMorning()
    {
        // S-B: core group Friday 3 October 2025, notes due 10 October, sent on Monday 13 October.
        var expected = AfterFirstCoreGroup().Due("cgNotes", "2025-10-10").Due("cgSecond", "2025-11-14");
        expected.Case.AdvanceTo("2025-10-13 09:00");
        var notes = expected.Case.Owed("cgNotes");
        Assert.Equal((DeadlineStatus.Overdue, 1), (notes.Status, notes.Tier));
        var fired = notes.Checkpoints.Where(checkpoint => checkpoint.FiredAt is not null).ToArray();
        Assert.Equal(
            [
                (CheckpointKind.Reminder, Instant("2025-10-10T08:00:00Z")),
                (CheckpointKind.Due, Instant("2025-10-10T23:00:00Z")),
                (CheckpointKind.Escalation, Instant("2025-10-13T08:00:00Z")),
            ],
            fired.Select(checkpoint => (checkpoint.Kind, checkpoint.FiredAt!.Value)));
        Assert.Contains("teamManager", fired[2].To);
        Assert.Equal(["Reminder", "Overdue", "Escalation"], expected.Case.Facts.TakeLast(3).Select(fact => fact.Type));

        expected.Raise("2025-10-13 10:00", new CoreGroupNotesCirculated()).MetLate("cgNotes-1", "2025-10-13", 3);
        Assert.Equal(Date("2025-10-10"), expected.Case.Get("cgNotes-1").DueOn);
        Assert.DoesNotContain(
            expected.Case.AdvanceTo("2025-10-22 10:00").Facts,
            fact =>
                fact.Summary.StartsWith(expected.Case.Get("cgNotes-1").Title, StringComparison.Ordinal)
                && fact.Summary.EndsWith("we told the service manager", StringComparison.Ordinal));
    }

    [Fact]
    public void NotesInTimeRecordedLate_Deadline_IsMetAndTheEscalationStays()
    {
        var expected = AfterFirstCoreGroup()
            .Raise("2025-10-13 10:00", new CoreGroupNotesCirculated(), occurredOn: "2025-10-09")
            .Met("cgNotes-1", "2025-10-09");
        Assert.Equal(1, expected.Case.Get("cgNotes-1").Tier);
        Assert.Contains(expected.Case.Facts, fact => fact.Type == "Escalation");
    }

    [Fact]
    [Obligation("S0-29")]
    public void Visits_ScenarioB_AreDueTenWorkingDaysAfterTheChildWasSeen()
    {
        var expected = AfterFirstCoreGroup();
        expected.Raise("2025-10-06", Sample.Visit(), occurredOn: "2025-09-30").Due("visit", "2025-10-14");
        expected.Raise("2025-10-14", Sample.Visit()).Due("visit", "2025-10-28").Due("visitCap", "2025-11-11");
        expected.Raise("2025-10-28", Sample.Visit(seen: false)).Due("visit", "2025-10-28");
        expected.Case.AdvanceTo("2025-10-29 00:00");
        Assert.Equal(DeadlineStatus.Overdue, expected.Case.Owed("visit").Status);
    }

    [Fact]
    public void InquorateThenRescheduledBeyondDue_DueDate_StaysAndEscalatesOnce()
    {
        // S-D: strategy discussion 26 March 2026, due Monday 20 April over Easter, held on Wednesday 22 April, the 17th working day.
        var expected = new Timeline(CaseDriver.Open("2026-03-16 10:00"))
            .Due("referralDecision", "2026-03-17")
            .Raise("2026-03-17", Sample.Decision(ReferralOutcome.StrategyDiscussion))
            .Due("assessment", "2026-05-21")
            .Raise("2026-03-26", Sample.Discussion(), occurredOn: "2026-03-26")
            .Due("icpc", "2026-04-20")
            .Raise("2026-04-01", Sample.ConferenceNeeded())
            .Raise("2026-04-02", Sample.Booked("2026-04-17"));
        var few = expected.Case.Refuse(
            "2026-04-17 15:00",
            Sample.Plan("2026-05-05", "2026-07-14") with
            {
                Quorate = null,
                Attendance = Sample.Present("csc", "police"),
            });
        Assert.Equal((RejectionKind.NotAllowed, "domain 2.3, quorum"), (few.Kind, few.Rule));
        expected
            .Raise(
                "2026-04-17 16:00", new ConferenceInquorate { PresentAgencies = ["csc", "police"], Decision = InquorateDecision.Adjourn })
            .Due("icpc", "2026-04-20");
        Assert.Null(expected.Case.State.Conference!.ScheduledOn);
        expected
            .Raise("2026-04-17 17:00", new ConferenceRescheduled { NewOn = Date("2026-04-22") })
            .Due("icpc", "2026-04-20")
            .Due("reportToParentsBeforeIcpc", "2026-04-20");
        Assert.Contains(expected.Case.Warnings, warning => warning.Contains("out of time", StringComparison.Ordinal));
        Assert.Contains(expected.Case.Warnings, warning => warning.Contains("in writing", StringComparison.Ordinal));
        expected.Case.AdvanceTo("2026-04-22 08:00");
        var escalation = Assert.Single(
            expected.Case.Facts,
            fact => fact.Type == "Escalation"
                && fact.Summary.StartsWith("Hold the initial child protection conference: late", StringComparison.Ordinal));
        Assert.Equal(Instant("2026-04-21T08:00:00Z"), escalation.RecordedAt);
        expected.Raise("2026-04-22", Sample.Plan("2026-05-05", "2026-07-14", "EMO", "PHY")).MetLate("icpc-1", "2026-04-22", 2)
            .Due("cgFirst", "2026-05-07").Due("rcpcFirst", "2026-07-22");
        Assert.Equal("MUL", expected.Case.State.Plan!.Category);
    }

    [Fact]
    public void Concern_RecordedAWeekLate_OpensOverdueWithTheHighestTierOnly()
    {
        var expected = new Timeline(SampleCases.Assessing()).Raise("2026-02-12 12:00", Sample.Concern(), occurredOn: "2026-02-04");
        expected.Case.AdvanceTo("2026-02-12 12:00");
        var discussion = expected.Case.Owed("strategyDiscussion");
        Assert.Equal((Date("2026-02-05"), DeadlineStatus.Overdue), (discussion.DueOn, discussion.Status));
        // Due 5 February: tier 1 on the 6th, tier 2 on the 10th have passed, tier 3 on the 13th has not.
        Assert.Equal(
            [2],
            discussion
                .Checkpoints.Where(checkpoint => checkpoint is { Kind: CheckpointKind.Escalation, FiredAt: not null })
                .Select(checkpoint => checkpoint.Tier!.Value));
        Assert.Equal(2, discussion.Checkpoints.Count(checkpoint => checkpoint.Skipped));
    }

    private static Timeline AfterFirstCoreGroup() => new(Agreed().Case.SignedOff("2025-10-03 15:00"));

    private static Timeline Agreed() =>
        new Timeline(CaseDriver.Open("2025-09-01 10:00"))
            .Due("referralDecision", "2025-09-02")
            .Raise("2025-09-02", Sample.Decision(ReferralOutcome.StrategyDiscussion))
            .Due("assessment", "2025-11-03")
            .Due("strategyDiscussion", "2025-09-03")
            .Raise("2025-09-03", Sample.Discussion())
            .Due("icpc", "2025-09-24")
            .Raise("2025-09-10", Sample.ConferenceNeeded())
            .Raise("2025-09-23", Sample.Plan("2025-10-03", "2025-12-16", "PHY"))
            .Due("cgFirst", "2025-10-07")
            .Due("rcpcFirst", "2025-12-23")
            .Raise("2025-09-24", new DecisionLetterSent())
            .Raise("2025-10-03", Sample.CoreGroup(1, "2025-11-14"));
}
