using ChildProtection.Domain.Deadlines;
using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.Kernel.Facts;
using ChildProtection.Domain.Plan;
using ChildProtection.Domain.Tests.Support;
using ChildProtection.Tests.Support;
using static ChildProtection.Domain.Tests.Calendar.Dates;

namespace ChildProtection.Domain.Tests.Plan;

public sealed class PlanInformationTests
{
    private static readonly PlanExplained ToParents = new() { To = ExplainedTo.Parents, Understood = Understanding.Yes };

    [Fact]
    [Obligation("S3-19"), Obligation("S3-20")]
    public void ChildVersion_AfterTheDetailIsAgreed_IsOwedUntilItIsGiven()
    {
        Assert.False(SampleCases.OutlinePlan().State.Has("childVersionGiven"));
        var driver = SampleCases.PlanAgreed();
        Assert.Equal(Date("2026-03-13"), driver.Owed("childVersionGiven").DueOn);
        // To be told is not yet to have something to keep.
        Assert.True(driver.Raise("2026-03-09", Sample.ChildVersion() with { ChildVersion = null }).State.Has("childVersionGiven"));
        Assert.Equal(DeadlineStatus.Met, driver.Raise("2026-03-10", Sample.ChildVersion()).Get("childVersionGiven-1").Status);
        Assert.Equal(1, driver.State.Plan!.ChildVersionOf);
        // A later version does not ask for it again.
        Assert.False(driver.Raise("2026-03-11", new PlanVersionPublished { Plan = SamplePlan.Full }).State.Has("childVersionGiven"));
    }

    [Fact]
    [Obligation("S3-21")]
    public void ChildVersion_InAnotherThanThePreferredLanguage_NeedsAReason()
    {
        var driver = CaseDriver.From(
            SampleCases.PlanAgreed().State is var state ? state with { Child = state.Child with { PreferredLanguage = "cy" } } : null!);
        var refused = driver.Refuse("2026-03-09", Sample.ChildVersion("en"));
        Assert.Equal(("/data/childVersion/language", "S3-21"), (refused.Field, refused.Rule));
        Assert.Equal("/data/childVersion/language", driver.Refuse("2026-03-09", Sample.ChildVersion("en\r\nX-Header: 1")).Field);
        var given = Sample.ChildVersion("en");
        driver.Raise("2026-03-09 13:00", given with { ChildVersion = given.ChildVersion! with { ReasonForOtherLanguage = Sample.Words } });
        Assert.Empty(driver.Warnings);
        Assert.Empty(
            CaseDriver
                .From(state with { Child = state.Child with { PreferredLanguage = "cy" } })
                .Raise("2026-03-09", Sample.ChildVersion("CY"))
                .Warnings);
        Assert.NotEmpty(CaseDriver.From(state).Raise("2026-03-09", Sample.ChildVersion("en")).Warnings);
    }

    [Fact]
    public void ChildVersion_PreferredLanguageInThePlan_TakesThePlaceOfTheReferrals()
    {
        var driver = SampleCases
            .OutlinePlan()
            .Raise(
                "2026-03-06",
                Sample.CoreGroup(1) with
                {
                    Plan = SamplePlan.Full with
                    {
                        Actions = null,
                        Child = new() { PreferredLanguage = "pl" },
                    },
                });
        Assert.Equal("S3-21", driver.Refuse("2026-03-09", Sample.ChildVersion("en")).Rule);
    }

    [Fact]
    public void ChildVersion_ForABaby_IsSettledWithTheReason()
    {
        var driver = SampleCases
            .PlanAgreed()
            .Raise("2026-03-09", Sample.ChildVersion() with { ChildVersion = null, NoChildVersionReason = Sample.Words });
        Assert.Equal(DeadlineStatus.Cancelled, driver.Get("childVersionGiven-1").Status);
        Assert.Equal(
            "/data/noChildVersionReason",
            driver.Refuse("2026-03-10", Sample.ChildVersion() with { NoChildVersionReason = Sample.Words }).Field);
    }

    [Fact]
    public void Explained_ToTheWrongPerson_IsRefused()
    {
        var driver = SampleCases.PlanAgreed();
        Assert.Equal("/data/childVersion", driver.Refuse("2026-03-09", Sample.ChildVersion() with { To = ExplainedTo.Parents }).Field);
        Assert.Equal("/data/parentId", driver.Refuse("2026-03-09", Sample.ChildVersion() with { ParentId = "parent-1" }).Field);
        Assert.Equal("/data/parentId", driver.Refuse("2026-03-09", ToParents with { ParentId = "parent-2" }).Field);
        Assert.Equal("/data/planVersion", driver.Refuse("2026-03-09", ToParents with { PlanVersion = 2 }).Field);
        Assert.Equal("/occurredOn", driver.Refuse("2026-03-09", ToParents, "2026-02-23").Field);
    }

    [Theory]
    [InlineData(ExplainedMatter.CausesOfConcern)]
    [InlineData(ExplainedMatter.EvidenceOfHarm)]
    [InlineData(ExplainedMatter.WhatMustChange)]
    [InlineData(ExplainedMatter.WhatIsExpected)]
    [InlineData(ExplainedMatter.PlannedOutcomes)]
    [InlineData(ExplainedMatter.ConsequencesOfNotKeepingToPlan)]
    [InlineData(ExplainedMatter.RightToComplain)]
    [InlineData(ExplainedMatter.LeadSocialWorkerRole)]
    [Obligation("S3-10"), Obligation("S3-17"), Obligation("S3-22"), Obligation("S3-34")]
    public void Explained_ToParentsWithoutAMatter_SaysWhatIsStillOpen(ExplainedMatter matter)
    {
        var all = Enum.GetValues<ExplainedMatter>();
        Assert.Empty(SampleCases.PlanAgreed().Raise("2026-03-09", ToParents with { Covered = all }).Warnings);
        var driver = SampleCases.PlanAgreed().Raise("2026-03-09", ToParents with { Covered = [.. all.Except([matter])] });
        Assert.Contains(matter.ToString(), Assert.Single(driver.Warnings), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    [Obligation("S3-17")]
    public void Explained_ButNotUnderstood_AsksForAnotherTry() =>
        Assert.Contains(
            SampleCases.PlanAgreed().Raise("2026-03-09", Sample.ChildVersion() with { Understood = Understanding.Partly }).Warnings,
            warning => warning.Contains("another way", StringComparison.Ordinal));

    [Fact]
    [Obligation("S3-31")]
    public void AdultRecord_OfAParentWhomAdultServicesKnow_IsOwedPerParent()
    {
        var parents = new ParentFacts[] { new("parent-1", true), new("parent-2", false), new("parent-3", true) };
        var driver = CaseDriver.From(SampleCases.OutlinePlan().State with { Parents = parents }).Raise("2026-03-06", Sample.CoreGroup(1));
        Assert.Equal(
            ["parent-1", "parent-3"],
            driver.State.Deadlines.Where(deadline => deadline.Kind == "adultRecordCopy").Select(deadline => deadline.Subject));
        driver.Raise("2026-03-09", new AdultRecordCopied { ParentId = "parent-3", ConfirmedOn = Date("2026-03-09") });
        Assert.Equal(("parent-1", Date("2026-03-13")), (driver.Owed("adultRecordCopy").Subject, driver.Owed("adultRecordCopy").DueOn));
        Assert.Empty(driver.Warnings);
        Assert.NotEmpty(driver.Raise("2026-03-10", new AdultRecordCopied { ParentId = "parent-1" }).Warnings);
        Assert.False(driver.Raise("2026-03-11", new PlanVersionPublished { Plan = SamplePlan.Full }).State.Has("adultRecordCopy"));
        Assert.Equal("/data/parentId", driver.Refuse("2026-03-12", new AdultRecordCopied { ParentId = "parent-9" }).Field);
    }
}
