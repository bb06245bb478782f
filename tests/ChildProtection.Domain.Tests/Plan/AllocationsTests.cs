using ChildProtection.Domain.Deadlines;
using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.Kernel.Facts;
using ChildProtection.Domain.Oversight;
using ChildProtection.Domain.Plan;
using ChildProtection.Domain.Referral;
using ChildProtection.Domain.Tests.Profiles;
using ChildProtection.Domain.Tests.Support;
using ChildProtection.Tests.Support;
using static ChildProtection.Domain.Tests.Calendar.Dates;

namespace ChildProtection.Domain.Tests.Plan;

/// <summary>N-11: who works on a case, and what is owed while nobody leads it.</summary>
public sealed class AllocationsTests
{
    [Fact]
    [Obligation("N-11")]
    public void Decide_FurtherActionWithoutLead_OwesAllocationByTheNextDayAndALookEachWeek()
    {
        var driver = Assessing();

        Assert.Equal(Date("2026-02-04"), driver.Owed(DeadlineKinds.Allocation).DueOn);
        Assert.Equal(Date("2026-02-10"), driver.Owed(DeadlineKinds.UnallocatedReview).DueOn);
        Assert.False(driver.State.Has(DeadlineKinds.UnallocatedTold));
        Assert.Equal(Date("2026-02-03"), driver.State.Allocation!.UnallocatedSince);
    }

    [Fact]
    public void Decide_LeadAllocated_MeetsTheDutyAndEndsTheOthers()
    {
        var driver = Raise(Assessing(), "2026-02-05", Allocated("sw.7", from: "2026-02-06"));

        Assert.Equal((DeadlineStatus.MetLate, 1), (driver.Get("allocation-1").Status, driver.Get("allocation-1").DaysLate));
        Assert.Equal(DeadlineStatus.Cancelled, driver.Get("unallocatedReview-1").Status);
        Assert.Equal("sw.7", driver.State.LeadSocialWorker);
        Assert.Equal((Date("2026-02-06"), null), (driver.State.Allocation!.LeadSince, driver.State.Allocation.UnallocatedSince));
    }

    [Fact]
    [Obligation("N-11")]
    public void Decide_LeadReleasedFromAPlan_OwesAllThreeFromThatDay()
    {
        var driver = Raise(Raise(SampleCases.PlanActive(), "2026-03-09", OwnProfile()), "2026-03-10", Released("sw.1"));

        Assert.Null(driver.State.LeadSocialWorker);
        Assert.Equal("sw.1", driver.State.Allocation!.LastLead);
        Assert.Equal(Date("2026-03-11"), driver.Owed(DeadlineKinds.Allocation).DueOn);
        Assert.Equal(Date("2026-03-17"), driver.Owed(DeadlineKinds.UnallocatedReview).DueOn);
        Assert.Equal(Date("2026-03-11"), driver.Owed(DeadlineKinds.UnallocatedTold).DueOn);
    }

    [Fact]
    public void Decide_ProfileWithoutTheDuties_OwesNoneAndStillKnowsSinceWhen()
    {
        var driver = Raise(SampleCases.PlanActive(), "2026-03-10", Released("sw.1"));

        Assert.DoesNotContain(driver.State.Deadlines, deadline => DeadlineKinds.WhileUnallocated.Contains(deadline.Kind));
        Assert.Equal(Date("2026-03-10"), driver.State.Allocation!.UnallocatedSince);
    }

    [Fact]
    public void Decide_NewProfileWithoutTheDuties_CancelsThem()
    {
        var driver = Raise(Assessing(), "2026-02-03", OwnProfile() with { ProfileId = "EN-WT2023" });

        Assert.DoesNotContain(driver.State.Deadlines, deadline => DeadlineKinds.WhileUnallocated.Contains(deadline.Kind));
        Assert.Equal(DeadlineStatus.Cancelled, driver.Get("allocation-1").Status);
    }

    [Fact]
    public void Decide_LswNamed_EndsTheVacancyToo()
    {
        var driver = Raise(
            Assessing(), "2026-02-04", new LeadSocialWorkerNamed { LeadSocialWorker = new() { Id = "sw.9", Qualified = true } });

        Assert.Equal(DeadlineStatus.Met, driver.Get("allocation-1").Status);
    }

    [Theory]
    [InlineData(CaseStage.Section47)]
    [InlineData(CaseStage.PlanActive)]
    [Obligation("N-11")]
    public void Decide_UnqualifiedLeadOfAnEnquiryOrPlan_IsRefused(CaseStage stage)
    {
        var refused = Refuse(SampleCases.In(stage), "2026-03-10", Allocated("sw.7", qualified: false));

        Assert.Equal(("/data/worker/qualified", "S3-01"), (refused.Field, refused.Rule));
    }

    [Fact]
    public void Decide_LeadOfAPlanChangesWithoutReason_IsRefused() =>
        Assert.Equal("/data/reason", Refuse(SampleCases.PlanActive(), "2026-03-10", Allocated("sw.7") with { Reason = null }).Field);

    [Fact]
    public void Decide_LeadOfAPlanChanges_TellsTheCoreGroup()
    {
        var driver = Raise(SampleCases.PlanActive(), "2026-03-10", Allocated("sw.7", from: "2026-03-12"));

        var told = driver.Told.Where(one => one.Kind.Name == "leadSocialWorkerChanged").ToArray();
        Assert.Contains(told, one => one.To.Agency == "school");
        Assert.All(told, one => Assert.Equal(Date("2026-03-12"), ((LeadSocialWorkerNotice)one.Data).From));
    }

    [Fact]
    public void Decide_SecondWorker_StandsBesideTheLeadUntilReleased()
    {
        var driver = Raise(SampleCases.PlanActive(), "2026-03-10", Allocated("sw.7", role: AllocationRole.Second));
        var joined = driver.State.Allocation!.Workers;

        Raise(driver, "2026-03-11", Released("sw.7"));

        Assert.Equal([new AllocatedWorker("sw.7", AllocationRole.Second, Date("2026-03-10"))], joined);
        Assert.Empty(driver.State.Allocation!.Workers);
        Assert.Equal("sw.1", driver.State.LeadSocialWorker);
    }

    [Theory]
    [InlineData("sw.1", "2026-03-10", "/data/worker/id")]
    [InlineData("sw.7", "2026-01-31", "/data/from")]
    [InlineData("sw.7", "2026-06-11", "/data/from")]
    public void Decide_AllocationThatCannotBe_NamesTheField(string worker, string from, string field) =>
        Assert.Equal(field, Refuse(SampleCases.PlanActive(), "2026-03-10", Allocated(worker, from: from)).Field);

    [Fact]
    public void Decide_ReleaseOfSomebodyElse_IsRefused() =>
        Assert.Equal("/data/workerId", Refuse(SampleCases.PlanActive(), "2026-03-10", Released("sw.99")).Field);

    [Fact]
    public void Decide_ElevenWorkersBesideTheLead_IsRefused()
    {
        var driver = SampleCases.PlanActive();
        for (var number = 20; number < 30; number++)
            Raise(driver, "2026-03-10", Allocated($"sw.{number}", role: AllocationRole.Cover));

        var refused = Refuse(driver, "2026-03-10", Allocated("sw.30", role: AllocationRole.Cover));

        Assert.Contains("release one", refused.Reason, StringComparison.Ordinal);
    }

    private static CaseDriver Assessing() => Raise(
        CaseDriver.Open(
            "2026-02-02 10:15", catalogue: OwnProfiles.WithAllocation, referral: Sample.Referral() with { Profile = "OWN-2026" }),
        "2026-02-03 08:30",
        Sample.Decision(ReferralOutcome.Assess));

    private static ProfileChanged OwnProfile() => new() { ProfileId = "OWN-2026", Version = "1.0", Reason = Sample.Text("r") };

    private static WorkerAllocated Allocated(
        string id, AllocationRole role = AllocationRole.Lead, string from = "2026-03-10", bool qualified = true) => new()
        {
            Worker = new() { Id = id, Qualified = qualified },
            Role = role,
            From = Date(from),
            Reason = Sample.Text("reason"),
        };

    private static WorkerReleased Released(string id) => new() { WorkerId = id, Reason = Sample.Text("reason") };

    private static CaseDriver Raise(CaseDriver driver, string when, CaseEvent data)
    {
        driver.Catalogue = OwnProfiles.WithAllocation;
        return driver.Raise(when, data, actor: "mgr.1", role: Role.TeamManager);
    }

    private static Rejected Refuse(CaseDriver driver, string when, CaseEvent data) =>
        driver.Refuse(when, data, actor: "mgr.1", role: Role.TeamManager);
}
