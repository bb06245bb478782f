using ChildProtection.Domain.Conference;
using ChildProtection.Domain.Deadlines;
using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.Referral;
using ChildProtection.Domain.Tests.Support;
using ChildProtection.Tests.Support;
using static ChildProtection.Domain.Tests.Calendar.Dates;

namespace ChildProtection.Domain.Tests.Conference;

/// <summary>Each conference's letter and record stay owed, whatever is held after it.</summary>
public sealed class ConferencePapersTests
{
    private static readonly string[] Papers = ["decisionLetter", "conferenceRecord"];

    [Fact]
    [Obligation("N-18")]
    public void Review_WhilePapersOfTheFirstConferenceAreOwed_OwesItsOwnBeside()
    {
        var driver = SampleCases.PlanActive().Raise("2026-05-20", Sample.Review(ConferenceDecision.Continue));

        Assert.Equal(
            [
                ("decisionLetter-1", "conference-1"), ("conferenceRecord-1", "conference-1"),
                ("decisionLetter-2", "conference-2"), ("conferenceRecord-2", "conference-2"),
            ],
            driver.State.Deadlines.Where(one => Papers.Contains(one.Kind)).Select(one => (one.Id, one.Subject!)));
    }

    [Fact]
    public void Issue_WithoutAConferenceWhereTwoAreOwed_NamesThem()
    {
        var driver = SampleCases.PlanActive().Raise("2026-05-20", Sample.Review(ConferenceDecision.Continue));

        var record = driver.Refuse("2026-05-21", new ConferenceRecordIssued());
        var letter = driver.Refuse("2026-05-21", new DecisionLetterSent { ConferenceId = "conference-3" });

        Assert.Equal(("/data/conferenceId", "/data/conferenceId"), (record.Field, letter.Field));
        Assert.Contains("conference-1, conference-2", record.Reason, StringComparison.Ordinal);
        Assert.Contains("conference-1, conference-2", letter.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Issue_BeforeThatConference_IsInvalid()
    {
        var driver = SampleCases.PlanActive().Raise("2026-05-20", Sample.Review(ConferenceDecision.Continue));

        var refused = driver.Refuse("2026-05-21", new DecisionLetterSent { ConferenceId = "conference-2" }, occurredOn: "2026-05-19");

        Assert.Equal("/occurredOn", refused.Field);
    }

    [Fact]
    [Obligation("N-18")]
    public void Issue_OfTheFirstConferenceAfterTheReview_IsSixtyDaysLateAndLeavesTheReviewsOwn()
    {
        var driver = Held("2027-02-01").Raise("2027-04-20", Sample.Review(ConferenceDecision.Continue));

        driver.Raise("2027-04-23", new ConferenceRecordIssued { ConferenceId = "conference-1" });

        Assert.Equal(Date("2027-02-22"), driver.Get("conferenceRecord-1").DueOn);
        Assert.Equal((DeadlineStatus.MetLate, 60), (driver.Get("conferenceRecord-1").Status, driver.Get("conferenceRecord-1").DaysLate));
        var own = driver.Owed("conferenceRecord");
        Assert.Equal(("conference-2", Date("2027-05-12")), (own.Subject, own.DueOn));
    }

    [Fact]
    public void Issue_OfAConferenceBookedUnderItsOwnName_IsCalledByIt()
    {
        var driver = SampleCases.ConferencePending()
            .Raise("2026-02-13", Sample.Booked("2026-02-24") with { ConferenceId = "icpc-77" })
            .Raise("2026-02-24", Sample.Plan("2026-03-06", "2026-05-20"));

        driver.Raise("2026-02-25", new DecisionLetterSent { ConferenceId = "icpc-77" });

        Assert.Equal(DeadlineStatus.Met, driver.Get("decisionLetter-1").Status);
    }

    [Fact]
    public void Review_UnderTheNameOfAConferenceThatOwesPapers_IsNumbered()
    {
        var driver = SampleCases.PlanActive()
            .Raise("2026-05-20", Sample.Review(ConferenceDecision.Continue) with { ConferenceId = "conference-1" });

        Assert.Equal("conference-2", driver.Get("decisionLetter-2").Subject);
    }

    [Fact]
    public void Escalation_OfALateRecord_GoesOnAfterTheNextConference()
    {
        var driver = SampleCases.PlanActive().AdvanceTo("2026-03-19 12:00").Raise("2026-03-20", Sample.Review(ConferenceDecision.Continue));

        driver.AdvanceTo("2026-04-10 12:00");

        Assert.Equal((DeadlineStatus.Overdue, 3), (driver.Get("conferenceRecord-1").Status, driver.Get("conferenceRecord-1").Tier));
    }

    /// <summary>A plan made on that day; only the letter was sent.</summary>
    private static CaseDriver Held(string on) =>
        CaseDriver.Open("2027-01-04 10:00")
            .Raise("2027-01-05", Sample.Decision(ReferralOutcome.Assess))
            .Raise("2027-01-06", Sample.Concern())
            .Raise("2027-01-07", Sample.Discussion(), actor: "mgr.1", role: Role.TeamManager)
            .Raise("2027-01-15", Sample.ConferenceNeeded())
            .Raise(on, Sample.Plan("2027-02-12", "2027-04-20"))
            .Raise("2027-02-02", new DecisionLetterSent());
}
