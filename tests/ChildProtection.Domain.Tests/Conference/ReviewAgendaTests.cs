using ChildProtection.Domain.Conference;
using ChildProtection.Domain.Difficulties;
using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.Kernel.Facts;
using ChildProtection.Domain.Kernel.Tracks;
using ChildProtection.Domain.Legal.Guernsey;
using ChildProtection.Domain.Plan;
using ChildProtection.Domain.Tests.Support;
using ChildProtection.Tests.Support;

namespace ChildProtection.Domain.Tests.Conference;

/// <summary>What every review deals with, and the decision on the child's long-term future.</summary>
public sealed class ReviewAgendaTests
{
    private static readonly ConferenceHeld Continue = Sample.Review(ConferenceDecision.Continue);

    [Fact]
    [Obligation("S3-11")]
    public void Review_WithoutItsAgenda_IsRefusedOrAskedFor()
    {
        var driver = SampleCases.PlanActive();
        Assert.Equal(
            ("/data/progressReviewed", "S3-11"),
            (
                driver.Refuse("2026-05-20", Continue with { ProgressReviewed = false }).Field,
                driver.Refuse("2026-05-20", Continue with { ProgressReviewed = false }).Rule));
        Assert.Equal("/data/changesConsidered", driver.Refuse("2026-05-20", Continue with { ChangesConsidered = false }).Field);
        Assert.Contains(
            SampleCases.PlanActive().Raise("2026-05-20", Continue with { ChangesConsidered = null }).Warnings,
            warning => warning.Contains("at progress", StringComparison.Ordinal));
        Assert.DoesNotContain(
            driver.Raise("2026-05-20 14:00", Continue).Warnings, warning => warning.Contains("at progress", StringComparison.Ordinal));
    }

    [Fact]
    [Obligation("S1-44")]
    public void PlanNotWorking_AsksEveryReviewForTheLongTermDecisionUntilOneIsRecorded()
    {
        var driver = Around.PlanActive("S1-GUERNSEY").Raise("2026-03-16", new PlanNotWorking { Reasons = Sample.Words });
        Assert.True(driver.State.Plan!.LongTermDecisionNeeded);
        foreach (
            var (on, decision, asked) in new[]
            {
                ("2026-03-27", (LongTermDecision?)null, true),
                ("2026-05-20", LongTermDecision.StaysWithFamily, false),
                ("2026-07-20", null, false),
            })
        {
            driver.AsChair(on, Continue with { LongTermDecision = decision, Reason = Sample.Words });
            Assert.Equal((asked, asked), (driver.Warnings.Any(IsAboutLongTerm), driver.State.Plan!.LongTermDecisionNeeded));
        }
    }

    [Theory]
    [InlineData(true, LongTermDecision.AlternativeFamily)]
    [InlineData(true, LongTermDecision.LegalRoute)]
    [InlineData(false, LongTermDecision.ExtendedFamily)]
    [InlineData(null, LongTermDecision.ExtendedFamily)]
    [Obligation("S1-46")]
    public void Assessment_ThatFindsAnotherFamilyBetter_AsksTheNextReviewForTheDecision(bool? found, LongTermDecision decision)
    {
        var driver = Around
            .PlanActive("S1-GUERNSEY")
            .Raise("2026-04-02", Sample.Assessment(AssessmentConclusion.ChildInNeed) with { AlternativeFamily = found });
        Assert.Equal(found == true, driver.Warnings.Any(warning => warning.Contains("another family is best", StringComparison.Ordinal)));
        Assert.Equal(found == true, driver.State.Plan!.LongTermDecisionNeeded);
        Assert.Equal(found == true, CaseDriver.From(driver.State).AsChair("2026-05-20", Continue).Warnings.Any(IsAboutLongTerm));
        Assert.DoesNotContain(driver.AsChair("2026-05-20", Continue with { LongTermDecision = decision }).Warnings, IsAboutLongTerm);
    }

    [Fact]
    [Obligation("S1-51")]
    public void PlanNotWorking_InGuernsey_AReferralToTheConvenorMayTakeTheReviewsPlaceAndNothingElse()
    {
        var driver = Around.PlanActive("S1-GUERNSEY").Raise("2026-03-16", new PlanNotWorking { Reasons = Sample.Words });
        Assert.Contains(
            driver.Warnings, warning => warning.Contains("Refer the child to the Children's Convenor", StringComparison.Ordinal));
        Assert.Equal("S1-50, S3-05", driver.Refuse("2026-03-17", Around.Refused(), actor: "chair.1", role: Role.ConferenceChair).Rule);
        driver.Raise("2026-03-17", new ConvenorReferralMade { Urgent = true });
        Assert.Equal(LegalStatus.ConvenorReferred, driver.State.Regions.Legal.Status);
        // As well: the review may be held all the same. Instead: the chair may leave it, and says why.
        Assert.True(CaseDriver.From(driver.State).AsChair("2026-03-17 14:00", Around.Granted()).State.Has("earlyReviewHeld"));
        Assert.Equal(
            "/data/reason",
            driver.Refuse("2026-03-17 14:00", Around.Refused(reason: false), actor: "chair.1", role: Role.ConferenceChair).Field);
        Assert.False(driver.AsChair("2026-03-17 15:00", Around.Refused()).State.Has("earlyReviewHeld"));
    }

    [Theory]
    [InlineData(false, true)]
    [InlineData(true, false)]
    [Obligation("S3-41")]
    public void Review_ChildNotToldOfThePresentVersion_AlertsLeadSocialWorkerAndChair(bool told, bool alerted)
    {
        var driver = SampleCases.PlanActive().Raise("2026-03-16", new PlanVersionPublished { Plan = SamplePlan.Full });
        driver.Raise("2026-03-17", Sample.Visit() with { SeenAlone = true, WishesAndFeelings = Sample.Words });
        if (told)
            driver.Raise("2026-03-18", Sample.ChildVersion() with { ChildVersion = null });
        driver.AsChair("2026-05-20", Continue);
        Assert.Equal(alerted ? ["childNotToldOfPlan"] : [], driver.State.Regions.Visits.Alerts);
        Assert.Equal(alerted ? ["leadSocialWorker", "conferenceChair"] : [], driver.ToldOf("visitAlert"));
        Assert.Equal(alerted, driver.Warnings.Any(warning => warning.Contains("The child was not told", StringComparison.Ordinal)));
    }

    private static bool IsAboutLongTerm(string warning) => warning.Contains("long-term future", StringComparison.Ordinal);
}
