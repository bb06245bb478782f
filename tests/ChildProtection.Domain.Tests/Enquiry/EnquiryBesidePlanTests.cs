using ChildProtection.Domain.Conference;
using ChildProtection.Domain.Enquiry;
using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.Kernel.Facts;
using ChildProtection.Domain.Kernel.Tracks;
using ChildProtection.Domain.Referral;
using ChildProtection.Domain.Tests.Support;
using static ChildProtection.Domain.Tests.Calendar.Dates;

namespace ChildProtection.Domain.Tests.Enquiry;

/// <summary>
/// A new concern about a child on a plan, a request for a conference, and plans that come again (E50, E07, domain 2.3 repeatPlanAlert).
/// </summary>
public sealed class EnquiryBesidePlanTests
{
    [Fact]
    public void NewConcern_OnAPlan_TheEnquiryRunsBesideItAndThePlanKeepsItsStage()
    {
        var driver = SampleCases.PlanActive().Raise("2026-03-09", Sample.Concern());
        Assert.Equal((CaseStage.PlanActive, Date("2026-03-10")), (driver.Stage, driver.Owed("strategyDiscussion").DueOn));
        driver.Raise("2026-03-10", Sample.Discussion());
        Assert.Equal(
            (CaseStage.PlanActive, EnquiryStatus.Open, Date("2026-03-10")),
            (driver.Stage, driver.State.Regions.Enquiry.Status, driver.State.Regions.Enquiry.StartedOn!.Value));
        // Rules 8890, 8839: one enquiry at a time.
        driver.Raise("2026-03-11", Sample.Concern()).Raise("2026-03-12", Sample.Discussion());
        Assert.Equal(Date("2026-03-10"), driver.State.Regions.Enquiry.StartedOn);
        driver.Raise("2026-03-20", new Section47Concluded { Outcome = EnquiryOutcome.SubstantiatedNoConference, Reason = Sample.Words });
        Assert.Equal((CaseStage.PlanActive, EnquiryStatus.None), (driver.Stage, driver.State.Regions.Enquiry.Status));
        Assert.Equal(RejectionKind.NotAllowed, driver.Refuse("2026-03-21", Sample.ConferenceNeeded()).Kind);
    }

    [Fact]
    public void Concluded_ConferenceNeededOnAPlan_AsksTheChairForAnEarlyReview()
    {
        var driver = SampleCases
            .PlanActive()
            .Raise("2026-03-09", Sample.Concern())
            .Raise("2026-03-10", Sample.Discussion())
            .Raise("2026-03-20", Sample.ConferenceNeeded());
        Assert.Equal((CaseStage.PlanActive, Date("2026-03-23")), (driver.Stage, driver.Owed("earlyReviewDecision").DueOn));
    }

    [Fact]
    public void Concluded_AfterThePlanEnded_TheConferenceKeepsTheEnquirysDays()
    {
        var driver = SampleCases
            .PlanActive()
            .Raise("2026-05-18", Sample.Concern())
            .Raise("2026-05-18", Sample.Discussion())
            .Raise("2026-05-20", Sample.Review(ConferenceDecision.End, NextPlan.ChildInNeed))
            .Raise("2026-05-22", Sample.ConferenceNeeded());
        Assert.Equal((CaseStage.ConferencePending, Date("2026-06-09")), (driver.Stage, driver.Owed("icpc").DueOn));
    }

    [Fact]
    public void Requested_InitialConference_CallsForAStrategyDiscussion()
    {
        Assert.Equal(
            CaseStage.StrategyPending,
            SampleCases
                .Assessing()
                .Raise(
                    "2026-02-10",
                    new ConferenceRequested { ConferenceType = ConferenceType.Initial },
                    actor: "mgr.1",
                    role: Role.TeamManager)
                .Stage);
        Assert.Equal(
            "/data/supportedBySeniorManager",
            SampleCases
                .Assessing()
                .Refuse(
                    "2026-02-10", new ConferenceRequested { ConferenceType = ConferenceType.Initial }, actor: "school.1", role: Role.Agency)
                .Field);
        Assert.Equal(
            "/data/conferenceType",
            SampleCases.Assessing().Refuse("2026-02-10", new ConferenceRequested { ConferenceType = ConferenceType.Review }).Field);
    }

    [Theory]
    [InlineData("2025-06-01", "within 12 months")]
    [InlineData("2024-06-01", "within 24 months")]
    [InlineData("2023-06-01", "with this authority.")]
    public void SecondPlan_OnAnotherCase_IsAnAlertToWorkerManagerAndChair(string endedOn, string said)
    {
        var driver = CaseDriver
            .Open("2026-02-02 10:15", previousPlans: 1, previousPlanEndedOn: endedOn)
            .Raise("2026-02-03", Sample.Decision(ReferralOutcome.StrategyDiscussion))
            .Raise("2026-02-04", Sample.Discussion())
            .Raise("2026-02-11", Sample.ConferenceNeeded())
            .Raise("2026-02-24", Sample.Plan("2026-03-06", "2026-05-20"));
        Assert.Contains(
            driver.Warnings,
            warning => warning.Contains("number 2", StringComparison.Ordinal) && warning.Contains(said, StringComparison.Ordinal));
        Assert.Equal(
            ["conferenceChair", "leadSocialWorker", "teamManager"],
            driver.Told.Where(one => one.Kind.Name == "repeatPlan").Select(one => one.To.Code).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void SecondPlan_OnTheSameCase_CountsTheFirst()
    {
        var driver = SampleCases
            .StepDownCin()
            .Raise("2026-06-01", Sample.Concern())
            .Raise("2026-06-02", Sample.Discussion())
            .Raise("2026-06-09", Sample.ConferenceNeeded())
            .Raise("2026-06-16", Sample.Plan("2026-06-26", "2026-09-10"));
        Assert.Equal(
            (2, 1, Date("2026-05-20")), (driver.State.Plan!.Number, driver.State.PreviousPlans, driver.State.PreviousPlanEndedOn!.Value));
        Assert.Contains(driver.Told, one => one.Kind.Name == "repeatPlan");
    }
}
