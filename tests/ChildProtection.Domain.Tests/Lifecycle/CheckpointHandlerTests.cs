using ChildProtection.Domain.Deadlines;
using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.Lifecycle;
using ChildProtection.Domain.Tests.Support;
using static ChildProtection.Domain.Tests.Calendar.Dates;

namespace ChildProtection.Domain.Tests.Lifecycle;

public sealed class CheckpointHandlerTests
{
    [Fact]
    public void Fire_Reminder_IsAFactAndChangesNeitherStageNorDueDate()
    {
        var driver = SampleCases.Referred().AdvanceTo("2026-02-03 09:00");
        var fact = driver.Facts.Last();
        Assert.Equal(
            ("Reminder", Date("2026-02-03"), Instant("2026-02-03T09:00:00Z"), 2L),
            (fact.Type, fact.OccurredOn, fact.RecordedAt, fact.Sequence));
        Assert.Equal(
            (CaseStage.Referred, Date("2026-02-03"), DeadlineStatus.Open),
            (driver.Stage, driver.Owed("referralDecision").DueOn, driver.Owed("referralDecision").Status));
        Assert.Equal(DeadlineChangeKind.Reminded, Assert.Single(driver.Accepted[^1].Deadlines).Change);
        Assert.Equal(Date("2026-02-02"), driver.State.LastActivityOn);
    }

    [Fact]
    public void Fire_UntilTheLastTier_TellsHigherAndHigher()
    {
        var driver = SampleCases.Referred().AdvanceTo("2026-03-31 00:00");
        Assert.Equal(
            ["ReferralReceived", "Reminder", "Overdue", "Escalation", "Escalation", "Escalation"], driver.Facts.Select(fact => fact.Type));
        // Short pattern: 09:00 on the next working day, two and five working days after that.
        Assert.Equal(
            [Instant("2026-02-04T09:00:00Z"), Instant("2026-02-06T09:00:00Z"), Instant("2026-02-11T09:00:00Z")],
            driver.Facts.TakeLast(3).Select(fact => fact.RecordedAt));
        Assert.Equal((3, DeadlineStatus.Overdue), (driver.Owed("referralDecision").Tier, driver.Owed("referralDecision").Status));
        // What is left is the year before the eighteenth birthday.
        Assert.Equal(Instant("2036-05-14T09:00:00Z"), driver.State.NextCheckpointAt);
    }

    [Fact]
    public void Fire_Again_IsIgnored()
    {
        var driver = SampleCases.Referred();
        var reminder = Assert.IsType<CheckpointSignal>(driver.State.NextCheckpoint());
        var fired = driver.AdvanceTo("2026-02-03 09:00").State;
        Assert.IsType<Ignored>(CaseLifecycle.Decide(fired, reminder, CaseDriver.At(reminder.At)));
        Assert.IsType<Ignored>(CaseLifecycle.Decide(fired, reminder with { DeadlineId = "unknown-1" }, CaseDriver.At(reminder.At)));
    }

    [Fact]
    public void Fire_AfterTheDeadlineEnded_IsIgnored()
    {
        var referred = SampleCases.Referred();
        var reminder = referred.State.NextCheckpoint()!;
        Assert.IsType<Ignored>(CaseLifecycle.Decide(SampleCases.Assessing().State, reminder, CaseDriver.At(reminder.At)));
    }

    [Fact]
    public void Fire_LateClock_NeverRecordsBeforeTheFactBefore()
    {
        // The engine fires an old checkpoint with a time that lies before the latest fact: the record does not run back.
        var driver = SampleCases.Referred().AdvanceTo("2026-02-04 09:00");
        var next = driver.State.NextCheckpoint()!;
        var decision = Assert.IsType<Accepted>(CaseLifecycle.Decide(driver.State, next, CaseDriver.At(Instant("2026-02-03T00:00:00Z"))));
        Assert.Equal(Instant("2026-02-04T09:00:00Z"), decision.Fact.RecordedAt);
    }

    [Fact]
    public void Decide_EventWithALaggingClock_NeverRecordsBeforeTheFactBefore()
    {
        var driver = SampleCases.Assessing().Raise("2026-02-03 08:00", Sample.Concern());
        Assert.Equal(Instant("2026-02-03T08:30:00Z"), driver.Facts.Last().RecordedAt);
    }

    [Fact]
    public void Decide_OpeningOfAnOpenCase_IsIgnoredAndAnEventWithoutCaseIsAFault()
    {
        var opening = new OpeningSignal
        {
            CaseId = "c",
            PreviousPlans = 0,
            Referral = new EventSignal
            {
                EventId = "e",
                OccurredOn = Date("2026-02-02"),
                ReceivedAt = Instant("2026-02-02T10:00:00Z"),
                Rules = EventSignal.CurrentRules,
                Actor = new() { Subject = "s", Role = Role.Agency },
                Event = Sample.Referral(),
            },
        };
        Assert.IsType<Ignored>(CaseLifecycle.Decide(SampleCases.Referred().State, opening, CaseDriver.At(Instant("2026-02-02T10:00:00Z"))));
        Assert.Throws<ArgumentException>(() =>
            CaseLifecycle.Decide(null, opening.Referral, CaseDriver.At(Instant("2026-02-02T10:00:00Z"))));
        Assert.Throws<ArgumentException>(() =>
            CaseLifecycle.Decide(
                null,
                opening with
                {
                    Referral = opening.Referral with { Event = Sample.Concern() },
                },
                CaseDriver.At(Instant("2026-02-02T10:00:00Z"))));
    }
}
