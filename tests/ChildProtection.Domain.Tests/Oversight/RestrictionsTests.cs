using ChildProtection.Domain.Deadlines;
using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.Kernel.Facts;
using ChildProtection.Domain.Oversight;
using ChildProtection.Domain.Tests.Support;
using static ChildProtection.Domain.Tests.Calendar.Dates;

namespace ChildProtection.Domain.Tests.Oversight;

/// <summary>A restriction of the case is reviewed every 90 days for as long as it lasts, whatever stage the case is in.</summary>
public sealed class RestrictionsTests
{
    [Theory]
    [InlineData(CaseStage.Referred)]
    [InlineData(CaseStage.PlanActive)]
    [InlineData(CaseStage.Closed)]
    public void Restrict_InAnyStage_OpensTheReviewAndChangesNothingElse(CaseStage stage)
    {
        var before = SampleCases.In(stage);
        var driver = Manager(before, "2026-06-02", new CaseRestricted { Change = 1 });
        Assert.Equal((stage, Date("2026-08-31")), (driver.Stage, driver.Owed("restrictionReview").DueOn));
        Assert.StartsWith(
            "The case was restricted on Tuesday 2 June 2026. This must be done within 90 calendar days. "
            + "It is due by Monday 31 August 2026.",
            driver.Owed("restrictionReview").Explanation,
            StringComparison.Ordinal);
        Assert.Equal(
            ("CaseRestricted", "Access to the case restricted; to be reviewed by 31 Aug 2026"),
            (driver.Facts.Last().Type, driver.Facts.Last().Summary));
        Assert.False(driver.State.Finished);
    }

    [Fact]
    public void Review_MeetsTheDeadlineAndOpensTheNext()
    {
        var driver = Manager(Restricted(), "2026-03-10", new RestrictionReviewed { Change = 2 });
        Assert.Equal(
            (DeadlineStatus.Met, (DateOnly?)Date("2026-03-10")),
            (driver.Get("restrictionReview-1").Status, driver.Get("restrictionReview-1").MetOn));
        Assert.Equal(
            ("restrictionReview-2", Date("2026-06-08")), (driver.Owed("restrictionReview").Id, driver.Owed("restrictionReview").DueOn));
    }

    [Fact]
    public void Lift_MeetsTheDeadlineAndOpensNone()
    {
        var driver = Manager(Restricted(), "2026-03-10", new RestrictionLifted { Change = 2 });
        Assert.Equal(DeadlineStatus.Met, driver.Get("restrictionReview-1").Status);
        Assert.False(driver.State.Has(DeadlineKinds.RestrictionReview));
    }

    [Fact]
    public void Agree_LeavesTheReviewDueAndTellsWhoAsked()
    {
        var driver = Manager(Restricted(), "2026-03-10", new RestrictionAgreed { Change = 2, RequestedBy = "svc.2" });
        Assert.Equal(Date("2026-05-06"), driver.Owed("restrictionReview").DueOn);
        Assert.Equal(["headOfService ", "serviceManager svc.2"], Told(driver));
    }

    [Theory]
    [InlineData(true, DeadlineStatus.Open)]
    [InlineData(false, DeadlineStatus.Met)]
    public void Decline_EndsTheReviewUnlessTheFormerGoesOn(bool formerGoesOn, DeadlineStatus status)
    {
        var driver = Manager(
            Restricted(), "2026-03-10", new RestrictionDeclined { Change = 2, RequestedBy = "svc.2", FormerGoesOn = formerGoesOn });
        Assert.Equal((status, 2), (driver.Get("restrictionReview-1").Status, driver.State.RestrictionChanges));
        Assert.Equal(["headOfService ", "serviceManager svc.2"], Told(driver));
    }

    /// <summary>No manager hides a case alone.</summary>
    [Fact]
    public void EveryChange_TellsTheHeadOfService()
    {
        CaseEvent[] changes =
        [
            new CaseRestricted { Change = 1, AwaitsSecond = true }, new RestrictionReviewed { Change = 2 },
            new RestrictionLifted { Change = 3 },
        ];
        Assert.All(changes, change => Assert.Equal(["headOfService "], Told(Manager(SampleCases.Assessing(), "2026-02-05", change))));
    }

    [Fact]
    public void Review_Missed_IsOverdueAndEscalated()
    {
        // Restricted on 5 February, so due on 6 May.
        var driver = Restricted().AdvanceTo("2026-05-07 09:00");
        Assert.Equal((DeadlineStatus.Overdue, 1), (driver.Owed("restrictionReview").Status, driver.Owed("restrictionReview").Tier));
        Assert.Contains(driver.State.Approvals, approval => approval.About.DeadlineId == "restrictionReview-1");
        Assert.Equal((DeadlineStatus.MetLate, 1), Ended(Manager(driver, "2026-05-07", new RestrictionReviewed { Change = 2 })));
    }

    [Fact]
    public void Close_RestrictedCase_KeepsTheReviewUntilTheRestrictionEnds()
    {
        var driver = Manager(SampleCases.Section47(), "2026-02-05", new CaseRestricted { Change = 1 })
            .AsManager("2026-02-13", Sample.NoConference(EnquiryNext.Close));
        Assert.Equal((CaseStage.Closed, false), (driver.Stage, driver.State.Finished));
        Manager(driver, "2026-05-06", new RestrictionReviewed { Change = 2 });
        Assert.True(Manager(driver, "2026-08-04", new RestrictionLifted { Change = 3 }).State.Finished);
    }

    [Fact]
    public void Restriction_IsNoActivityThatAClosureMustFollow()
    {
        var driver = Manager(SampleCases.Assessing(), "2026-02-12", new CaseRestricted { Change = 1 });
        Assert.Equal(
            CaseStage.Closed,
            driver
                .Raise(
                    "2026-02-12", Sample.CaseClosed("RC8"), occurredOn: "2026-02-11", actor: "mgr.1", role: Role.TeamManager)
                .Stage);
    }

    [Fact]
    public void Changes_InTheWrongOrder_TheNewestCounts()
    {
        // Set, reviewed and lifted within a minute while the engine was away: the lifting is recorded first.
        var driver = Manager(SampleCases.Assessing(), "2026-02-05", new RestrictionLifted { Change = 3 });
        Manager(driver, "2026-02-05", new RestrictionReviewed { Change = 2 });
        Manager(driver, "2026-02-05", new CaseRestricted { Change = 1 });
        Assert.False(driver.State.Has(DeadlineKinds.RestrictionReview));
        Assert.Equal(["RestrictionLifted", "RestrictionReviewed", "CaseRestricted"], driver.Facts.TakeLast(3).Select(fact => fact.Type));
    }

    private static IEnumerable<string> Told(CaseDriver driver) =>
        driver.Told.Where(one => one.Kind.Name == "restrictionChanged").Select(one => $"{one.To.Role} {one.To.Account}");

    private static CaseDriver Restricted() => Manager(SampleCases.Assessing(), "2026-02-05", new CaseRestricted { Change = 1 });

    private static CaseDriver Manager(CaseDriver driver, string when, CaseEvent data) =>
        driver.Raise(when, data, actor: "svc.1", role: Role.ServiceManager);

    private static (DeadlineStatus, int) Ended(CaseDriver driver) =>
        (driver.Get("restrictionReview-1").Status, driver.Get("restrictionReview-1").DaysLate);
}
