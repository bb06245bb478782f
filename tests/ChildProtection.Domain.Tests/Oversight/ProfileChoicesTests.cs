using ChildProtection.Domain.Assessment;
using ChildProtection.Domain.Calendar;
using ChildProtection.Domain.Conference;
using ChildProtection.Domain.Deadlines;
using ChildProtection.Domain.Kernel.Facts;
using ChildProtection.Domain.PlanDocument;
using ChildProtection.Domain.Profiles;
using ChildProtection.Domain.Referral;
using ChildProtection.Domain.Tests.Support;
using ChildProtection.Tests.Support;
using static ChildProtection.Domain.Tests.Calendar.Dates;

namespace ChildProtection.Domain.Tests.Oversight;

/// <summary>What the lifecycle does differently because a profile says so (domain 2.1).</summary>
public sealed class ProfileChoicesTests
{
    [Fact]
    [Obligation("S1-45")]
    public void Assessment_InGuernsey_IsOwedByTheFirstReviewToo()
    {
        var driver = Outline("S1-GUERNSEY");
        Assert.Equal(
            (Date("2026-04-08"), Date("2026-05-24")), (driver.Owed("assessment").DueOn, driver.Owed("assessmentByFirstReview").DueOn));
        driver
            .Raise("2026-04-02", Sample.Assessment(AssessmentConclusion.ChildInNeed))
            .Raise("2026-04-07", new AssessmentCounterSigned(), actor: "mgr.1");
        Assert.Equal(
            (DeadlineStatus.Met, DeadlineStatus.Met), (driver.Get("assessment-1").Status, driver.Get("assessmentByFirstReview-1").Status));
    }

    [Fact]
    [Obligation("S1-45")]
    public void Assessment_InGuernseyNotCompleteAtTheFirstReview_IsSaidThereAndIsOverdueAfterwards()
    {
        var driver = Outline("S1-GUERNSEY").Raise("2026-05-20", Sample.Review(ConferenceDecision.Continue));
        Assert.Contains(driver.Warnings, warning => warning.Contains("complete by the first review conference", StringComparison.Ordinal));
        Assert.Equal(DeadlineStatus.Overdue, driver.AdvanceTo("2026-05-25 00:00").Owed("assessmentByFirstReview").Status);
    }

    [Fact]
    public void Assessment_SignedBeforeTheConference_IsNotOwedAgain()
    {
        var driver = Pending("S1-GUERNSEY")
            .Raise("2026-02-12", Sample.Assessment(AssessmentConclusion.ChildInNeed))
            .Raise("2026-02-13", new AssessmentCounterSigned(), actor: "mgr.1")
            .Raise("2026-02-24", Plan());
        Assert.DoesNotContain(driver.State.Deadlines, deadline => deadline.Kind == "assessmentByFirstReview");
    }

    [Theory]
    [InlineData("S1-GUERNSEY", 1, true)]
    [InlineData("S1-GUERNSEY", 2, false)]
    [InlineData("EN-WT2023", 0, true)]
    [InlineData("EN-WT2023", 1, false)]
    public void FirstCoreGroup_FixesTheDatesTheProfileAsksFor(string profile, int dates, bool warned)
    {
        var driver = Outline(profile).Raise("2026-03-06", Sample.CoreGroup(1, [.. new[] { "2026-04-15", "2026-05-20" }.Take(dates)]));
        Assert.Equal(warned, driver.Warnings.Any(warning => warning.Contains("futureDates", StringComparison.Ordinal)));
        Assert.Equal(!warned, driver.State.Plan!.MeetingDatesFixed);
    }

    [Theory]
    [InlineData("EN-WT2023", false)]
    [InlineData("S3-SOUTHWEST", false)]
    [InlineData("S1-GUERNSEY", true)]
    [InlineData("S4-GREENWICH", true)]
    [Obligation("S3-01")]
    public void LeadSocialWorker_NotQualified_IsRefusedWhereTheProfileAsksForIt(string profile, bool accepted)
    {
        var plan = Plan();
        var driver = Pending(profile);
        var unqualified = plan with { LeadSocialWorker = plan.LeadSocialWorker! with { Qualified = false } };
        if (accepted)
            driver.Raise("2026-02-24", unqualified);
        else
            Assert.Equal("/data/leadSocialWorker/qualified", driver.Refuse("2026-02-24", unqualified).Field);
    }

    /// <summary>The conference is on 24 February 2026.</summary>
    [Theory]
    [InlineData("S2-COUNCIL", "2013-02-24", null, false, true)]
    [InlineData("S2-COUNCIL", "2013-02-25", null, false, false)]
    [InlineData("S2-COUNCIL", "2013-02-24", "child", false, false)]
    [InlineData("S2-COUNCIL", "2013-02-24", "parent", false, true)]
    [InlineData("S2-COUNCIL", "2013-02-24", "parent", true, false)]
    [InlineData("S2-COUNCIL", "2015-02-01", "parent", false, false)]
    [InlineData("EN-WT2023", "2010-02-24", "parent", false, false)]
    [Obligation("S2-07")]
    public void Booking_ChildOldEnoughAndNotInvited_WarnsUnlessAReasonIsGiven(
        string profile, string born, string? invited, bool reason, bool warned)
    {
        var driver = Pending(profile, born).Raise("2026-02-12", Sample.Booked("2026-02-24") with
        {
            Invitees = invited is null ? null : [new() { Kind = Enum.Parse<CoreGroupMemberKind>(invited, ignoreCase: true) }],
            ChildNotInvited = reason ? Sample.Words : null,
        });
        Assert.Equal(warned, driver.Warnings.Any(warning => warning.Contains("or older on the day", StringComparison.Ordinal)));
    }

    [Fact]
    public void CoreGroups_PlanThatWantsThemMoreOften_AreNotPutOffByTheFirstReview()
    {
        // South West, but the plan says every six weeks: the review does not turn the date due on 27 May into one in July.
        var driver = Outline("S3-SOUTHWEST").Raise("2026-03-06", Sample.CoreGroup(1, "2026-04-15")).Raise("2026-04-15", Sample.CoreGroup())
            .Raise("2026-05-20", Sample.Review(ConferenceDecision.Continue));
        var next = driver.Owed("cgLaterAfterFirstReview");
        Assert.Equal(Date("2026-05-27"), next.DueOn);
        Assert.Contains(
            "The plan asks for this every 6 weeks. That is sooner than the usual 2 months, so it counts.",
            next.Explanation,
            StringComparison.Ordinal);
    }

    [Fact]
    public void CoreGroups_OneThatShouldHaveBeenHeldBeforeTheReview_StaysOwed()
    {
        var driver = TwoMonthly().Raise("2026-03-06", Sample.CoreGroup(1, "2026-03-20")).Raise("2026-03-20", Sample.CoreGroup());
        Assert.Equal(Date("2026-05-01"), driver.Owed("cgLaterBeforeFirstReview").DueOn);
        driver.Raise("2026-05-20", Sample.Review(ConferenceDecision.Continue));
        Assert.Equal(DeadlineStatus.Overdue, driver.Owed("cgLaterBeforeFirstReview").Status);
    }

    [Fact]
    [Obligation("S3-54")]
    public void CoreGroups_ReviewRecordedAfterALaterCoreGroup_CountTwoMonthsFromThatCoreGroup()
    {
        var driver = TwoMonthly()
            .Raise("2026-03-06", Sample.CoreGroup(1, "2026-04-15"))
            .Raise("2026-04-15", Sample.CoreGroup())
            .Raise("2026-05-22", Sample.CoreGroup())
            .Raise("2026-05-26", Sample.Review(ConferenceDecision.Continue), occurredOn: "2026-05-20");
        Assert.Equal(
            (Date("2026-05-22"), Date("2026-07-22")),
            (driver.Owed("cgLaterAfterFirstReview").Anchor.On, driver.Owed("cgLaterAfterFirstReview").DueOn));
    }

    [Fact]
    public void CoreGroups_PlanShorterThanTheWindow_HaveNoWindow()
    {
        var driver = Pending("S4-GREENWICH")
            .Raise("2026-02-24", Plan() with { CoreGroupFrequency = Period.Weeks(4) })
            .Raise("2026-03-06", Sample.CoreGroup(1, "2026-04-01"));
        Assert.Equal((Date("2026-04-03"), null), (driver.Owed("cgSecond").DueOn, driver.Owed("cgSecond").EarliestOn));
    }

    [Fact]
    public void DayCount_InclusiveProfile_CountsTheEventsOwnDay()
    {
        var catalogue = ProcedureCatalogue.With([new("own.json", """
            { "id": "OWN", "version": "1.0", "title": "Own", "base": "EN-WT2023", "baseVersion": "1.0", "parameters": {
                "dayCountStart": { "value": "inclusive", "unit": "code", "source": ["own"] },
                "visitIntervalInPlanRequired": { "value": false, "unit": "flag", "source": ["own"] } } }
            """)], []);
        var driver = CaseDriver.Open("2026-02-02 10:15", referral: Sample.Referral() with { Profile = "OWN" }, catalogue: catalogue);
        Assert.Equal(Date("2026-02-02"), driver.Owed("referralDecision").DueOn);
        driver
            .Raise("2026-02-02 12:00", Sample.Decision(ReferralOutcome.Assess))
            .Raise("2026-02-04", Sample.Concern())
            .Raise("2026-02-04", Sample.Discussion())
            .Raise("2026-02-11", Sample.ConferenceNeeded())
            .Raise("2026-02-24", Plan() with { VisitInterval = null });
        Assert.Null(driver.State.Conference);
        Assert.Equal((Date("2026-02-24"), Date("2026-03-09")), (driver.Get("icpc-1").DueOn, driver.Owed("visit").DueOn));
    }

    private static ConferenceHeld Plan() => Sample.Plan("2026-03-06", "2026-05-20");

    private static CaseDriver TwoMonthly() =>
        Pending("S3-SOUTHWEST").Raise("2026-02-24", Plan() with { CoreGroupFrequency = Period.Months(2) });

    private static CaseDriver Outline(string profile) => Pending(profile).Raise("2026-02-24", Plan());

    private static CaseDriver Pending(string profile, string born = "2019-05-14")
    {
        var referral = Sample.Referral();
        return CaseDriver
            .Open(
                "2026-02-02 10:15",
                referral: referral with
                {
                    Profile = profile,
                    Child = referral.Child with { DateOfBirth = Date(born) },
                })
            .Raise("2026-02-03", Sample.Decision(ReferralOutcome.Assess))
            .Raise("2026-02-04", Sample.Concern())
            .Raise("2026-02-05", Sample.Discussion())
            .Raise("2026-02-11", Sample.ConferenceNeeded());
    }
}
