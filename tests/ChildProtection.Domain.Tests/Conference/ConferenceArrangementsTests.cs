using ChildProtection.Domain.Conference;
using ChildProtection.Domain.Deadlines;
using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.Tests.Support;
using ChildProtection.Tests.Support;
using static ChildProtection.Domain.Tests.Calendar.Dates;

namespace ChildProtection.Domain.Tests.Conference;

public sealed class ConferenceArrangementsTests
{
    [Theory]
    [InlineData("2026-02-21", "census rule 8875")]
    [InlineData("2026-02-22", "census rule 8875")]
    [InlineData("2026-01-30", "census rule 8615")]
    [InlineData("2027-02-15", "domain 3.2, E08")]
    public void Book_ImpossibleDay_IsInvalid(string on, string rule)
    {
        var rejected = SampleCases.ConferencePending().Refuse("2026-02-12", Sample.Booked(on));
        Assert.Equal((RejectionKind.Invalid, "/data/scheduledOn", rule), (rejected.Kind, rejected.Field, rejected.Rule));
    }

    [Fact]
    public void Book_StartOnAnotherLocalDay_IsInvalid()
    {
        var driver = SampleCases.ConferencePending();
        Assert.Equal(
            "/data/startsAt",
            driver.Refuse("2026-02-12", Sample.Booked("2026-02-24") with { StartsAt = Instant("2026-02-25T10:00:00Z") }).Field);
        driver.Raise("2026-02-12", Sample.Booked("2026-02-24") with { StartsAt = Instant("2026-02-24T10:00:00Z") });
    }

    [Fact]
    [Obligation("S2-11")]
    public void Book_ChairInvolvedWithTheFamily_IsInvalid() =>
        Assert.Equal(
            "S2-11",
            SampleCases
                .ConferencePending()
                .Refuse(
                    "2026-02-12",
                    Sample.Booked("2026-02-24") with
                    {
                        Chair = new() { Id = "chair.1", Independent = false },
                    })
                .Rule);

    [Theory]
    [InlineData(null)]
    [InlineData("conference-1")]
    public void Book_SameConferenceAgain_IsNotAllowed(string? id) =>
        Assert.Equal(RejectionKind.NotAllowed, SampleCases.Booked().Refuse("2026-02-13", Sample.Booked("2026-02-25", id)).Kind);

    [Fact]
    [Obligation("S2-08")]
    public void Share_WithParents_MeetsTheirDeadline()
    {
        var driver = SampleCases.Booked();
        Assert.Equal(Date("2026-02-20"), driver.Owed("reportToParentsBeforeIcpc").DueOn);
        driver.Raise("2026-02-18", new ReportShared { SharedWith = [ReportReader.Chair] });
        Assert.NotEmpty(driver.Warnings);
        Assert.Equal(DeadlineStatus.Open, driver.Owed("reportToParentsBeforeIcpc").Status);
        driver.Raise("2026-02-23", Sample.ReportToParents());
        Assert.Equal(
            (DeadlineStatus.MetLate, 3),
            (driver.Get("reportToParentsBeforeIcpc-1").Status, driver.Get("reportToParentsBeforeIcpc-1").DaysLate));
    }

    [Fact]
    public void Reschedule_AfterTheReportWasShared_AsksForNoSecondOne()
    {
        var driver = SampleCases.Booked().Raise("2026-02-20", Sample.ReportToParents())
            .Raise("2026-02-23", new ConferenceRescheduled { NewOn = Date("2026-02-26"), ConfirmedInWritingOn = Date("2026-02-23") });
        Assert.False(driver.State.Has("reportToParentsBeforeIcpc"));
        Assert.Empty(driver.Warnings);
        Assert.Equal(Date("2026-02-26"), driver.State.Conference!.ScheduledOn);
    }

    [Fact]
    public void Reschedule_BeforeTheReportWasShared_CountsItFromTheNewDate()
    {
        var driver = SampleCases.Booked().Raise("2026-02-13", new ConferenceRescheduled { NewOn = Date("2026-02-26") });
        Assert.Equal(
            (DeadlineStatus.Superseded, Date("2026-02-20")),
            (driver.Get("reportToParentsBeforeIcpc-1").Status, driver.Get("reportToParentsBeforeIcpc-1").DueOn));
        Assert.Equal(Date("2026-02-24"), driver.Owed("reportToParentsBeforeIcpc").DueOn);
    }

    [Fact]
    public void Reschedule_WrongDayOrConference_IsInvalid()
    {
        var driver = SampleCases.Booked();
        Assert.Equal("/data/newOn", driver.Refuse("2026-02-13", new ConferenceRescheduled { NewOn = Date("2026-02-28") }).Field);
        Assert.Equal(
            "/data/conferenceId",
            driver.Refuse("2026-02-13", new ConferenceRescheduled { NewOn = Date("2026-02-26"), ConferenceId = "other" }).Field);
        Assert.Equal(
            RejectionKind.NotAllowed,
            SampleCases.ConferencePending().Refuse("2026-02-13", new ConferenceRescheduled { NewOn = Date("2026-02-26") }).Kind);
    }

    [Fact]
    public void Inquorate_ProceedWithReason_LetsTheConferenceGoOn()
    {
        var few = Sample.Plan("2026-03-06", "2026-05-20") with { Quorate = false, Attendance = Sample.Present("csc", "police") };
        var driver = SampleCases.Booked();
        Assert.Equal("domain 2.3, quorum", driver.Refuse("2026-02-24", few).Rule);
        var proceed = new ConferenceInquorate { PresentAgencies = ["csc", "police"], Decision = InquorateDecision.Proceed };
        Assert.Equal("/data/reason", driver.Refuse("2026-02-24", proceed).Field);
        driver.Raise("2026-02-24", proceed with { Reason = Sample.Words });
        Assert.Equal("/data/quorate", driver.Refuse("2026-02-24", few with { Quorate = true }).Field);
        Assert.Equal(CaseStage.OutlinePlan, driver.Raise("2026-02-24", few).Stage);
    }

    [Fact]
    public void Inquorate_ProceedThenMoved_NeedsAQuorumAgain()
    {
        var driver = SampleCases
            .Booked()
            .Raise(
                "2026-02-24",
                new ConferenceInquorate
                {
                    PresentAgencies = ["csc"],
                    Decision = InquorateDecision.Proceed,
                    Reason = Sample.Words,
                })
            .Raise("2026-02-24 14:00", new ConferenceRescheduled { NewOn = Date("2026-02-25") });
        Assert.Equal(
            "domain 2.3, quorum",
            driver
                .Refuse("2026-02-25", Sample.Plan("2026-03-06", "2026-05-20") with { Quorate = null, Attendance = Sample.Present("csc") })
                .Rule);
    }
}
