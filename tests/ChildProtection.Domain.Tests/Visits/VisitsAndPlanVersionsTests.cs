using ChildProtection.Domain.Deadlines;
using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.Plan;
using ChildProtection.Domain.Tests.Support;
using static ChildProtection.Domain.Tests.Calendar.Dates;

namespace ChildProtection.Domain.Tests.Visits;

public sealed class VisitsAndPlanVersionsTests
{
    [Fact]
    public void Visit_ChildNotSeen_IsRecordedButDoesNotCount()
    {
        var driver = SampleCases.PlanActive().Raise("2026-03-09", Sample.Visit(seen: false));
        Assert.Equal(("visit-1", "visitCap-1"), (driver.Owed("visit").Id, driver.Owed("visitCap").Id));
        Assert.NotEmpty(driver.Warnings);
        Assert.Null(driver.State.Plan!.LastSeenOn);
        Assert.Equal("VisitMade", driver.Facts.Last().Type);
    }

    [Fact]
    public void Visit_CapPassed_EscalatesAtOnceToEveryoneConcerned()
    {
        // T16: the escalations of the cap are those of an emergency; the first comes at the first moment of the next day.
        var driver = SampleCases.OutlinePlan().AdvanceTo("2026-03-25 00:00");
        var cap = driver.Owed("visitCap");
        var first = Assert.Single(cap.Checkpoints, checkpoint => checkpoint is { Kind: CheckpointKind.Escalation, FiredAt: not null });
        Assert.Equal((1, Instant("2026-03-25T00:00:00Z")), (first.Tier!.Value, first.At));
        Assert.Contains("coreGroup", first.To);
    }

    [Fact]
    public void Visit_RecordedOutOfOrder_LeavesTheLatestCount()
    {
        var driver = SampleCases.PlanActive().Raise("2026-03-20", Sample.Visit());
        driver.Raise("2026-03-23", Sample.Visit(), occurredOn: "2026-03-09");
        Assert.Equal((Date("2026-03-20"), Date("2026-04-07")), (driver.State.Plan!.LastSeenOn!.Value, driver.Owed("visit").DueOn));
    }

    [Fact]
    public void Visit_RecordedBeforeItWasMade_IsInvalid() =>
        Assert.Equal(
            "/data/recordedOn",
            SampleCases.PlanActive().Refuse("2026-03-09", Sample.Visit() with { RecordedOn = Date("2026-03-08") }).Field);

    [Fact]
    public void Visit_WithoutPlan_IsRecordedOnly()
    {
        var driver = SampleCases.Assessing().Raise("2026-02-04", Sample.Visit());
        Assert.False(driver.State.Has("visit"));
        Assert.Equal(RejectionKind.NotAllowed, SampleCases.Referred().Refuse("2026-02-03", Sample.Visit()).Kind);
    }

    [Fact]
    public void Version_Published_IsTheNextOne()
    {
        var driver = SampleCases
            .PlanActive()
            .Raise("2026-03-10", new PlanVersionPublished { Plan = SamplePlan.Full, EffectiveFrom = Date("2026-03-16") });
        var published = driver.Accepted[^1].PlanVersion!;
        Assert.Equal((2, Date("2026-03-16"), false), (published.Version, published.EffectiveFrom, published.TextUnchanged));
        Assert.Equal("/data/version", driver.Refuse("2026-03-11", new PlanVersionPublished { Plan = SamplePlan.Full, Version = 2 }).Field);
        Assert.Equal(
            "/data/effectiveFrom",
            driver.Refuse("2026-03-11", new PlanVersionPublished { Plan = SamplePlan.Full, EffectiveFrom = Date("2026-02-23") }).Field);
        Assert.Equal(3, driver.Raise("2026-03-11", new PlanVersionPublished { Plan = SamplePlan.Full, Version = 3 }).State.Plan!.Version);
    }

    [Fact]
    public void Version_BeforeTheDetailIsAgreed_IsNotAllowed() =>
        Assert.Equal(
            RejectionKind.NotAllowed,
            SampleCases.OutlinePlan().Refuse("2026-03-02", new PlanVersionPublished { Plan = SamplePlan.Full }).Kind);

    [Fact]
    public void Alerts_LongPlan_ComeAfterTwelveToTwentyFourMonths()
    {
        var alerts = SampleCases.OutlinePlan().Owed("longPlanAlerts");
        Assert.Equal(
            [Date("2027-02-24"), Date("2027-05-24"), Date("2027-08-24"), Date("2027-11-24"), Date("2028-02-24")],
            alerts
                .Checkpoints.Where(checkpoint => checkpoint.Kind == CheckpointKind.Reminder)
                .Select(checkpoint => DateOnly.FromDateTime(checkpoint.At.UtcDateTime)));
    }
}
