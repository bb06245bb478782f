namespace ChildProtection.Domain.Tests.DeadlineOracle;

/// <summary>From the referral to the first conference, and the ways out: T01 to T06.</summary>
internal sealed partial class DeadlineModel
{
    private DateOnly? enquiryFrom;
    private bool endingProposed;
    private DateOnly? enquiryBesideFrom;

    private bool Enquire(ModelEvent happened)
    {
        switch (happened.Type)
        {
            case "ReferralDecision": DecideReferral(happened); break;
            case "NewConcern":
                if (happened.Yes("significantHarm")
                    && stage is not (ModelStage.StrategyPending or ModelStage.Section47 or ModelStage.ConferencePending))
                    CallDiscussion(happened.On);
                break;
            case "StrategyDiscussionHeld": HoldDiscussion(happened); break;
            case "Section47Concluded": ConcludeEnquiry(happened); break;
            case "AssessmentStarted":
                OweAssessment(happened.On);
                (assessmentOpen, assessmentSigned) = (true, false);
                break;
            case "AssessmentSubmitted":
                if (!assessmentOpen)
                    OweAssessment(happened.Day("startedOn") ?? receivedOn);
                (assessmentOpen, assessmentSigned, conclusion) = (true, false, happened.Text("conclusion"));
                Open("assessmentCounterSign", happened.On);
                break;
            case "AssessmentCounterSigned": Sign(happened.On); break;
            case "AssessmentReturned": Meet("assessmentCounterSign", happened.On); break;
            case "ConferenceRequested": RequestConference(happened); break;
            case "ConferenceBooked":
                Schedule(happened.Text("conferenceId") ?? $"conference-{conferences + 1}", happened.Day("scheduledOn")!.Value, happened.On);
                break;
            case "ConferenceRescheduled": Schedule(conferenceId!, happened.Day("newOn")!.Value, happened.On); break;
            case "ReportShared":
                if (happened.Items("sharedWith").Any(reader => reader.GetString() == "parents"))
                {
                    Meet(Report, happened.On);
                    reportSharedFor = conferenceId;
                }

                break;
            case "CinPlanReviewed":
                if (happened.On < needReviewedOn)
                    break;
                Meet("cinReview", happened.On);
                needReviewedOn = happened.On;
                Open("cinReview", happened.On);
                break;
            case "CinPlanEnded" or "CaseClosed": Close(); break;
            default: return false;
        }

        return true;
    }

    /// <summary>T03: one discussion is owed at a time.</summary>
    private void CallDiscussion(DateOnly on)
    {
        if (stage is ModelStage.Referred or ModelStage.Assessing or ModelStage.StepDown)
            (before, stage) = (stage, ModelStage.StrategyPending);
        OpenDiscussion(on);
    }

    private void OpenDiscussion(DateOnly on)
    {
        if (!Has("strategyDiscussion"))
            Open("strategyDiscussion", on);
    }

    private void HoldDiscussion(ModelEvent happened)
    {
        Meet("strategyDiscussion", happened.On);
        AddressDifficulty(happened.On);
        var enquiry = happened.Yes("s47Initiated");
        if (stage == ModelStage.StrategyPending)
        {
            if (enquiry)
                StartEnquiry(happened.On);
            else
                stage = before;
            OweWhatIsAssessed(happened.On);
        }
        else if (enquiry && stage == ModelStage.StepDown && enquiryBesideFrom is null)
        {
            StartEnquiry(happened.On);
        }
        else if (enquiry && stage != ModelStage.Section47)
        {
            enquiryBesideFrom ??= happened.On;
        }
    }

    /// <summary>T04, T06: from the discussion at which the enquiry was initiated.</summary>
    private void StartEnquiry(DateOnly on)
    {
        var from = enquiryBesideFrom ?? on;
        (stage, enquiryFrom, enquiryBesideFrom) = (ModelStage.Section47, from, null);
        if (Unborn)
        {
            OpenBeforeBirth(policy.Calendar.Count(from, 15, "WD"));
            return;
        }

        Supersede("icpc");
        Open("icpc", from);
    }

    private void OpenBeforeBirth(DateOnly? enquiryEnds)
    {
        if (expected is not { } birth)
            return;
        var duty = new ModelDuty { Kind = "prebirthConference", From = birth, NotAfter = enquiryEnds };
        Count(duty);
        if (Find("prebirthConference") is { } open)
        {
            if (open.Due == duty.Due)
                return;
            End(open, "superseded");
        }

        Open(duty);
    }

    private void ConcludeEnquiry(ModelEvent happened)
    {
        var needed = happened.Text("outcome") == "conferenceNeeded";
        if (stage != ModelStage.Section47)
        {
            var from = enquiryBesideFrom!.Value;
            enquiryBesideFrom = null;
            if (needed && stage == ModelStage.StepDown)
            {
                (stage, enquiryFrom) = (ModelStage.ConferencePending, from);
                Open("icpc", from);
            }
            else if (needed && HasCoreGroup)
            {
                RequestReview(happened.On);
            }

            return;
        }

        // N-14: a second person agrees; until then every date runs.
        var alone = happened.Text("outcome") == "notSubstantiated" && (happened.ByManager || happened.Text("next") != "close");
        endingProposed = !needed && !alone;
        if (needed)
            stage = ModelStage.ConferencePending;
        else if (alone)
            EndEnquiry(happened.Text("next")!, happened.On);
    }

    private void EndEnquiry(string next, DateOnly on)
    {
        (enquiryFrom, endingProposed) = (null, false);
        Cancel("icpc", "prebirthConference");
        switch (next.ToUpperInvariant())
        {
            case "ASSESSMENT":
                stage = ModelStage.Assessing;
                OweWhatIsAssessed(on);
                break;
            case "CHILDINNEED": StepDown(on); break;
            default: Close(); break;
        }
    }

    private void AwaitTransferConference(DateOnly on)
    {
        (stage, listedOnly) = (ModelStage.ConferencePending, false);
        Open("transferInConference", on);
    }
}
