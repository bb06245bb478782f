using ChildProtection.Domain.Conference;
using ChildProtection.Domain.Deadlines;
using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.Kernel.Facts;
using ChildProtection.Domain.Tests.Support;
using ChildProtection.Tests.Support;
using static ChildProtection.Domain.Tests.Calendar.Dates;

namespace ChildProtection.Domain.Tests.Enquiry;

/// <summary>N-14: an enquiry ends without a conference only when a second person agrees; until then it goes on and its dates run.</summary>
public sealed class EnquiryEndingsTests
{
    [Theory]
    [InlineData(EnquiryOutcome.NotSubstantiated, EnquiryNext.Close, Role.SocialWorker, ApprovalKind.EnquiryClosure, Role.TeamManager)]
    [InlineData(
        EnquiryOutcome.SubstantiatedNoConference, EnquiryNext.Close, Role.SocialWorker, ApprovalKind.NoConference, Role.ServiceManager)]
    [InlineData(
        EnquiryOutcome.SubstantiatedNoConference, EnquiryNext.ChildInNeed, Role.SocialWorker, ApprovalKind.NoConference, Role.TeamManager)]
    [InlineData(
        EnquiryOutcome.SubstantiatedNoConference, EnquiryNext.Assessment, Role.TeamManager, ApprovalKind.NoConference, Role.ServiceManager)]
    [Obligation("N-14")]
    public void Conclude_WithoutConference_WaitsForASecondPersonAndTheDatesRun(
        EnquiryOutcome outcome, EnquiryNext next, Role by, ApprovalKind kind, Role decider)
    {
        var driver = SampleCases.Section47().Raise("2026-02-12", ObjectionCases.Ending(outcome, next), role: by);

        Assert.Equal((kind, decider), (driver.Waiting().Kind, driver.Waiting().Role));
        var agrees = decider == Role.ServiceManager ? "until a service manager agrees." : "until a team manager agrees.";
        Assert.EndsWith(agrees, Assert.Single(driver.Warnings), StringComparison.Ordinal);
        Assert.Equal((CaseStage.Section47, outcome), (driver.Stage, driver.State.Enquiry!.Proposed));
        Assert.Equal((null, Date("2026-02-26")), (driver.State.Enquiry.Outcome, driver.Owed("icpc").DueOn));
    }

    [Theory]
    [InlineData(EnquiryNext.Assessment, Role.SocialWorker, CaseStage.Assessing)]
    [InlineData(EnquiryNext.ChildInNeed, Role.SocialWorker, CaseStage.StepDownCin)]
    [InlineData(EnquiryNext.Close, Role.TeamManager, CaseStage.Closed)]
    public void Conclude_NotSubstantiatedAndNobodyCloses_TakesEffectAtOnce(EnquiryNext next, Role by, CaseStage stage) =>
        Assert.Equal(stage, SampleCases.Section47().Raise("2026-02-12", Sample.NoConference(next), role: by).Stage);

    [Fact]
    public void Decide_Approved_TakesEffectOnTheDayOfTheDecision()
    {
        var driver = SampleCases.Section47()
            .Raise("2026-02-12", ObjectionCases.Ending(EnquiryOutcome.SubstantiatedNoConference, EnquiryNext.ChildInNeed));

        driver.Decide("2026-02-16", ApprovalVerdict.Approve, Role.TeamManager);

        Assert.Equal((CaseStage.StepDownCin, Date("2026-02-16")), (driver.Stage, driver.State.Enquiry!.ConcludedOn));
        Assert.Equal((null, DeadlineStatus.Cancelled), (driver.State.Enquiry.Proposed, driver.Get("icpc-1").Status));
        Assert.True(driver.State.Enquiry.ConferenceNotRequired);
    }

    [Theory]
    [InlineData(ApprovalVerdict.Decline)]
    [InlineData(ApprovalVerdict.Return)]
    public void Decide_NotApproved_TheEnquiryGoesOn(ApprovalVerdict verdict)
    {
        var driver = SampleCases.Section47().Raise("2026-02-12", Sample.NoConference(EnquiryNext.Close));

        driver.Decide("2026-02-13", verdict, Role.TeamManager);

        Assert.Equal((CaseStage.Section47, null), (driver.Stage, driver.State.Enquiry!.Proposed));
        Assert.Equal(CaseStage.ConferencePending, driver.Raise("2026-02-13", Sample.ConferenceNeeded()).Stage);
    }

    [Fact]
    public void Conclude_WhileAnEndIsProposed_TakesOnlyAConference()
    {
        var driver = SampleCases.Section47().Raise("2026-02-12", Sample.NoConference(EnquiryNext.Close));

        Assert.Equal("N-14", driver.Refuse("2026-02-12", Sample.NoConference(EnquiryNext.Assessment)).Rule);
        driver.Raise("2026-02-13", Sample.ConferenceNeeded());
        Assert.Equal((CaseStage.ConferencePending, 0), (driver.Stage, driver.State.Approvals.Count));
    }

    [Fact]
    [Obligation("N-14")]
    public void Request_ByAnAgencyMeanwhile_LeadsToTheConferenceOnItsDate()
    {
        var driver = SampleCases.Section47().Raise("2026-02-12", Sample.NoConference(EnquiryNext.Close));

        driver.Raise("2026-02-13", Wanted(), actor: "school.1", role: Role.Agency);

        Assert.Equal((CaseStage.ConferencePending, Date("2026-02-26")), (driver.Stage, driver.Owed("icpc").DueOn));
        Assert.Empty(driver.State.Approvals);
    }

    [Fact]
    public void Told_OfProposalAndDecision_AreWhoWasAtTheDiscussionAndChairAndConferenceManager()
    {
        var driver = SampleCases.Section47()
            .Raise("2026-02-12", ObjectionCases.Ending(EnquiryOutcome.SubstantiatedNoConference, EnquiryNext.Assessment));
        string[] expected = ["health", "police", "conferenceChair", "conferenceManager"];

        Assert.Equal(expected, driver.ToldOf("enquiryConcluded"));
        Assert.Empty(driver.AdvanceTo("2026-02-13 09:00").ToldOf("enquiryConcluded"));
        Assert.Equal(
            expected, driver.Decide("2026-02-13", ApprovalVerdict.Approve, Role.TeamManager).ToldOf("enquiryConcluded"));
    }

    [Fact]
    [Obligation("N-14")]
    public void Close_WhereAnAgencyMayObject_ComesOnTheLastDayOfThat()
    {
        var driver = ObjectionCases.ClosingAgreed();
        Assert.Equal((CaseStage.Section47, Date("2027-02-16")), (driver.Stage, driver.Owed("noConferenceObjection").DueOn));
        Assert.Equal(Date("2027-02-22"), driver.Owed("icpc").DueOn);

        driver.AdvanceTo("2027-02-17 08:00");

        Assert.Equal(new CaseClosure(Date("2027-02-16"), CaseOutcome.Section47NoFurtherAction, "RC7"), driver.State.Closure);
    }

    [Fact]
    public void Close_AnAgencyObjects_LeadsToTheConferenceOnItsDate()
    {
        var driver = ObjectionCases.ClosingAgreed()
            .Raise("2027-02-15", Wanted(), actor: "school.1", role: Role.Agency)
            .AdvanceTo("2027-02-17 08:00");

        Assert.Equal((CaseStage.ConferencePending, Date("2027-02-22")), (driver.Stage, driver.Owed("icpc").DueOn));
        Assert.Equal(DeadlineStatus.Cancelled, driver.Get("noConferenceObjection-1").Status);
    }

    private static ConferenceRequested Wanted() => new() { ConferenceType = ConferenceType.Initial, SupportedBySeniorManager = true };
}
