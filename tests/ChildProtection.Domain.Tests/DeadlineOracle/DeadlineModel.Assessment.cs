namespace ChildProtection.Domain.Tests.DeadlineOracle;

/// <summary>The referral's decision, assessments and Child in Need plans: T01, T02, T23, T29.</summary>
internal sealed partial class DeadlineModel
{
    private bool listedOnly;
    private bool assessmentSigned;
    private bool assessmentOpen;
    private string? conclusion;
    private DateOnly? signedOn;
    private DateOnly? needReviewedOn;

    private bool InNeed { get; set; }

    private void DecideReferral(ModelEvent happened)
    {
        Meet("referralDecision", happened.On);
        if (happened.Text("outcome") is "noFurtherAction" or "earlyHelp")
        {
            Close();
            return;
        }

        if (stage == ModelStage.Referred)
            stage = ModelStage.Assessing;
        before = before == ModelStage.Referred ? ModelStage.Assessing : before;
        Open("assessment", receivedOn);
        if (assessmentSigned)
            Meet("assessment", signedOn!.Value);
        if (happened.Text("outcome") == "strategyDiscussion" && stage is ModelStage.Assessing or ModelStage.StepDown)
            CallDiscussion(happened.On);
        OweWhatIsAssessed(happened.On);
    }

    /// <summary>T02: where a case is being assessed an assessment is owed, another one when the first is signed.</summary>
    private void OweWhatIsAssessed(DateOnly on)
    {
        if (stage == ModelStage.Assessing)
            OweAssessment(on);
    }

    /// <summary>
    /// T02: one runs at a time. The referral's own comes with the decision on it; a listed child's first counts from the notice, any other
    /// from the day it is decided on or begun.
    /// </summary>
    private void OweAssessment(DateOnly on)
    {
        if (Has("assessment") || Has("referralDecision"))
            return;
        if (listedOnly && !assessmentSigned && !InNeed && plan is null)
            Open("assessment", receivedOn);
        else
            Open(new ModelDuty { Kind = "assessment", From = on, Row = "furtherAssessment" });
    }

    private void Sign(DateOnly on)
    {
        Meet("assessmentCounterSign", on);
        Meet("assessment", on);
        Meet("assessmentByFirstReview", on);
        (assessmentOpen, assessmentSigned, signedOn) = (false, true, on);
        if (stage != ModelStage.Assessing)
            return;
        if (conclusion == "childInNeed")
            StepDown(on);
        else
            Close();
    }

    /// <summary>T29.</summary>
    private void StepDown(DateOnly on)
    {
        stage = ModelStage.StepDown;
        (conferenceId, bookedFor) = (null, null);
        if (!InNeed)
            needReviewedOn = null;
        InNeed = true;
        if (!Has("cinReview"))
            Open("cinReview", on);
    }
}
