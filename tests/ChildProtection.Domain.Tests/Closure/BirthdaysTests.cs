using ChildProtection.Domain.Closure;
using ChildProtection.Domain.Conference;
using ChildProtection.Domain.Deadlines;
using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.Kernel.Facts;
using ChildProtection.Domain.Oversight;
using ChildProtection.Domain.Referral;
using ChildProtection.Domain.Tests.Support;
using static ChildProtection.Domain.Tests.Calendar.Dates;

namespace ChildProtection.Domain.Tests.Closure;

/// <summary>
/// The eighteenth birthday ends protection as a child: planned ahead, and closed by the system as the day begins (T27, E44, rule R11).
/// </summary>
public sealed class BirthdaysTests
{
    [Theory]
    [InlineData("2008-09-14", "2026-09-14")]
    [InlineData("2008-02-29", "2026-03-01")]
    public void Birthday_WithNoPlan_ClosesTheCaseAsTheDayBegins(string born, string birthday)
    {
        var driver = Assessing(born).AdvanceTo(CaseDriver.Local(birthday + " 00:00").AddSeconds(-1));
        Assert.Equal(CaseStage.Assessing, driver.Stage);
        driver.AdvanceTo(CaseDriver.Local(birthday + " 00:00"));
        Assert.Equal(
            (CaseStage.Closed, new CaseClosure(Date(birthday), CaseOutcome.Turned18, "RC7")), (driver.Stage, driver.State.Closure));
        Assert.Equal(("ChildTurned18", DeadlineStatus.Met), (driver.Facts.Last().Type, driver.Get("eighteenthBirthday-1").Status));
        Assert.Contains(driver.Told, one => one.Kind.Name == "childStatusChanged");
    }

    [Fact]
    public void Birthday_OnAPlan_EndsItThatDayAndTheReviewBeforeItWasToBePlanned()
    {
        var driver = OnAPlan();
        Assert.Equal(
            (Date("2026-06-14"), Date("2026-09-14")), (driver.Owed("eighteenReview").DueOn, driver.Owed("eighteenthBirthday").DueOn));
        // A review that comes too early is not the one around the birthday.
        Assert.Equal("eighteenReview-1", driver.Raise("2026-05-11", Sample.Booked("2026-05-20")).Owed("eighteenReview").Id);
        driver
            .Raise("2026-05-20", Sample.Review(ConferenceDecision.Continue) with { TransferToAdultCare = true })
            .Raise("2026-06-12", Sample.Booked("2026-08-20"));
        Assert.Equal(DeadlineStatus.Met, driver.Get("eighteenReview-1").Status);
        driver.AdvanceTo("2026-09-14 00:00");
        Assert.Equal(
            (Date("2026-09-14"), new CaseClosure(Date("2026-09-14"), CaseOutcome.Turned18, "RC6")),
            (driver.State.Plan!.EndedOn!.Value, driver.State.Closure));
        Assert.Contains(driver.Told, one => one.Kind.Name == "planConcluded" && one.To.Agency == "school");
        Assert.Equal(Date("2026-09-15"), driver.Owed("endNotification").DueOn);
    }

    [Fact]
    public void Birthday_YearsOff_IsWatchedByACaseThatIsSilent()
    {
        var driver = SampleCases.Referred().AdvanceTo("2036-05-14 09:59");
        Assert.DoesNotContain(driver.State.Deadlines, deadline => deadline.Kind == "eighteenthBirthday");
        driver.AdvanceTo("2036-05-14 10:00");
        Assert.Equal(Date("2037-05-14"), driver.Owed("eighteenthBirthday").DueOn);
        Assert.Equal("Reminder", driver.Facts.Last().Type);
        Assert.Equal(CaseStage.Closed, driver.AdvanceTo("2037-05-14 00:00").Stage);
        Assert.Null(driver.State.NextCheckpointAt);
    }

    [Fact]
    public void Review_OfAPlanThatBeganAfterItsDay_IsNotOwedWhateverIsRecordedLate()
    {
        // Eighteen on 21 February 2025: planned by 21 November 2024, and the plan begins on the 26th.
        var referral = Sample.Referral();
        var driver = CaseDriver
            .Open(
                "2024-09-17 12:00",
                referral: referral with
                {
                    Profile = "S0-GENERIC",
                    Child = referral.Child with { DateOfBirth = Date("2007-02-21") },
                })
            .Raise("2024-09-24", Sample.Decision(ReferralOutcome.StrategyDiscussion))
            .Raise("2024-10-24", Sample.Discussion(), occurredOn: "2024-10-21")
            .Raise("2024-10-31", Sample.ConferenceNeeded(), occurredOn: "2024-10-28")
            .Raise("2024-11-26", Sample.Plan("2024-12-06", "2025-02-14"));
        CaseEvent[] late =
        [
            Sample.Concern(significantHarm: false),
            new ProfileChanged
            {
                ProfileId = "S2-COUNCIL",
                Version = "1.0",
                Reason = Sample.Words,
            },
        ];
        foreach (var data in late)
            Assert.False(driver.Raise("2024-12-10", data, occurredOn: "2024-11-20").State.Has("eighteenReview"));
        Assert.Equal(Date("2025-02-21"), driver.Owed("eighteenthBirthday").DueOn);
    }

    [Fact]
    public void Review_OnceItStandsInTheCalendar_IsOwedAnewOnlyWhenItNoLongerDoes()
    {
        var driver = OnAPlan()
            .Raise("2026-05-20", Sample.Review(ConferenceDecision.Continue))
            .Raise("2026-06-10", Sample.Booked("2026-08-20", "later"));
        Assert.Equal((DeadlineStatus.Met, Date("2026-06-14")), driver.Stands("eighteenReview-1"));
        Assert.False(driver.Raise("2026-06-11", Sample.Concern(significantHarm: false)).State.Has("eighteenReview"));
        driver
            .Raise("2026-08-20", new ConferenceInquorate { PresentAgencies = ["csc"], Decision = InquorateDecision.Adjourn })
            .Raise("2026-08-21", Sample.Concern(significantHarm: false));
        Assert.Equal(("eighteenReview-2", Date("2026-06-14")), (driver.Owed("eighteenReview").Id, driver.Owed("eighteenReview").DueOn));
        driver.Raise("2026-08-24", new ConferenceRescheduled { NewOn = Date("2026-08-27"), Reason = Sample.Words });
        Assert.Equal(DeadlineStatus.MetLate, driver.Get("eighteenReview-2").Status);
        driver.Raise("2026-08-27", Sample.Review(ConferenceDecision.Continue));
        Assert.False(driver.Raise("2026-08-28", Sample.Concern(significantHarm: false)).State.Has("eighteenReview"));
    }

    [Fact]
    public void Review_OfAPlanWhoseFirstConferenceHadALateDay_IsNotThatConference() =>
        Assert.Equal(
            Date("2026-06-14"),
            Assessing("2008-09-14")
                .Raise("2026-02-04", Sample.Concern())
                .Raise("2026-02-05", Sample.Discussion())
                .Raise("2026-02-11", Sample.ConferenceNeeded())
                .Raise("2026-02-12", Sample.Booked("2026-08-20"))
                .Raise("2026-02-24", Sample.Plan("2026-03-06", "2026-05-20"))
                .Owed("eighteenReview")
                .DueOn);

    [Fact]
    public void Review_BroughtForwardToBeforeThoseMonths_IsOwedAnew()
    {
        var driver = OnAPlan()
            .Raise("2026-05-11", Sample.Booked("2026-08-20"))
            .Raise("2026-05-20", Sample.Review(ConferenceDecision.Continue));
        Assert.Equal((DeadlineStatus.Met, Date("2026-06-14")), driver.Stands("eighteenReview-1"));
        Assert.Equal(
            ("eighteenReview-2", Date("2026-06-14")),
            (
                driver.Raise("2026-05-21", Sample.Concern(significantHarm: false)).Owed("eighteenReview").Id,
                driver.Owed("eighteenReview").DueOn));
    }

    [Fact]
    public void Birthday_NobodyRaisesIt_AsAnEvent() =>
        Assert.Equal(RejectionKind.NotAllowed, Assessing("2008-09-14").Refuse("2026-06-01", new ChildTurned18()).Kind);

    [Fact]
    public void Refer_AnAdult_IsInvalid()
    {
        var referral = Sample.Referral();
        Assert.Equal(
            "/child/dateOfBirth",
            Assert
                .IsType<Rejected>(
                    CaseDriver.Refer(
                        "2026-02-02 10:00",
                        referral: referral with
                        {
                            Child = referral.Child with { DateOfBirth = Date("2008-02-02") },
                        }))
                .Field);
    }

    private static CaseDriver Assessing(string born)
    {
        var referral = Sample.Referral();
        return CaseDriver.Open("2026-02-02 10:15", referral: referral with { Child = referral.Child with { DateOfBirth = Date(born) } })
            .Raise("2026-02-03 08:30", Sample.Decision(ReferralOutcome.Assess), actor: "mgr.1", role: Role.TeamManager);
    }

    private static CaseDriver OnAPlan() =>
        Assessing("2008-09-14")
            .Raise("2026-02-04", Sample.Concern())
            .Raise("2026-02-05", Sample.Discussion())
            .Raise("2026-02-11", Sample.ConferenceNeeded())
            .Raise("2026-02-24", Sample.Plan("2026-03-06", "2026-05-20"))
            .Raise("2026-03-06", Sample.CoreGroup(1, "2026-04-15"));
}
