namespace ChildProtection.Domain.Tests.DeadlineOracle;

/// <summary>
/// Around a plan and beside it: access, difficulties, proposals, early reviews, disputes, courts, emergencies, birth, moves, ends.
/// </summary>
internal sealed partial class DeadlineModel
{
    private readonly Dictionary<string, int> disputes = [];
    private readonly List<DateOnly> failedOn = [];
    private string access = "normal";
    private int failed;
    private DateOnly? reportedOn;
    private DateOnly? latestDifficultyOn;
    private string early = "none";
    private bool movingAway;
    private int proposals;
    private int disputesRaised;
    private DateOnly? orderMadeOn;
    private int restrictions;

    /// <summary>Takes what happened; the time until it must have passed already.</summary>
    public void Take(ModelEvent happened)
    {
        now = happened.Now;
        ArmBirthday();
        if (!Enquire(happened) && !Plan(happened) && !See(happened) && !Argue(happened) && !Judge(happened) && !Live(happened))
            throw new ArgumentException($"{happened.Type} is no event of domain 3.2.", nameof(happened));
    }

    private bool See(ModelEvent happened)
    {
        switch (happened.Type)
        {
            case "VisitMade":
                if (!InForce || Unborn)
                    break;
                if (!happened.Yes("childSeen"))
                {
                    Fail(happened.On, 1);
                    break;
                }

                if (happened.On >= SeenOrStarted)
                {
                    Meet("visit", happened.On);
                    Meet("visitCap", happened.On);
                    plan!.LastSeenOn = happened.On;
                    OpenVisits(happened.On);
                }

                Seen(happened.On);
                break;
            case "VisitFailed":
                if (InForce && happened.Text("purpose") != "other")
                    Fail(happened.On, happened.Number("attempt") ?? 1);
                break;
            case "AccessDifficultyReported":
                if (happened.On <= plan!.LastSeenOn)
                    break;
                reportedOn = happened.On;
                Concern(happened.On);
                break;
            case "AccessActionPlanAgreed":
                Meet("accessActionPlan", happened.On);
                Cancel("failedVisitRetry");
                access = "planned";
                if (happened.Yes("conferenceConsidered"))
                    RequestReview(happened.On);
                break;
            default: return false;
        }

        return true;
    }

    /// <summary>T17: the first failed visit is tried again; T18: the second, or any after it, makes a concern.</summary>
    private void Fail(DateOnly on, int attempt)
    {
        if (on <= plan!.LastSeenOn)
            return;
        failed = Math.Max(failed + 1, attempt);
        failedOn.Add(on);
        Meet("failedVisitRetry", on);
        if (failed >= 2)
        {
            Concern(on);
            return;
        }

        if (access == "normal")
            access = "failed";
        if (access == "failed")
            Open("failedVisitRetry", on);
    }

    private void Concern(DateOnly on)
    {
        Cancel("failedVisitRetry");
        access = "concern";
        if (!Has("accessActionPlan"))
            Open("accessActionPlan", on);
    }

    /// <summary>Seeing the child ends it, unless later failures are known already.</summary>
    private void Seen(DateOnly on)
    {
        if (access == "normal")
            return;
        failedOn.RemoveAll(day => day <= on);
        failedOn.Sort();
        reportedOn = reportedOn > on ? reportedOn : null;
        if (failedOn.Count == 0 && reportedOn is null)
        {
            Meet("failedVisitRetry", on);
            Cancel("accessActionPlan");
            ForgetAccess();
            return;
        }

        failed = failedOn.Count;
        if (reportedOn is not null || failed >= 2)
            return;
        access = "failed";
        Cancel("accessActionPlan");
        if (!Has("failedVisitRetry"))
            Open("failedVisitRetry", failedOn[0]);
    }

    private void ForgetAccess()
    {
        (access, failed, reportedOn) = ("normal", 0, null);
        failedOn.Clear();
    }

    private bool Argue(ModelEvent happened)
    {
        switch (happened.Type)
        {
            case "ImplementationDifficulty":
                if (!Has("difficultyMeeting"))
                    Open("difficultyMeeting", happened.On);
                latestDifficultyOn = latestDifficultyOn > happened.On ? latestDifficultyOn : happened.On;
                break;
            case "ChangeProposed":
                Open(
                    new ModelDuty
                    {
                        Kind = "changeProposalAnswer",
                        From = happened.On,
                        Subject = $"proposal-{++proposals}",
                        NotAfter = NextMeetingBy(happened.On),
                    });
                break;
            case "ChangeDecided":
                Meet("changeProposalAnswer", happened.On, happened.Text("proposalId"));
                break;
            case "EarlyReviewRequested":
                RequestReview(happened.On);
                break;
            case "PlanNotWorking":
                if (policy.NotWorkingAsksForReview)
                    RequestReview(happened.On);
                break;
            case "EarlyReviewDecided": DecideReview(happened); break;
            case "DisputeRaised":
                disputes[$"dispute-{++disputesRaised}"] = 1;
                Open("disputeStage1", happened.On, $"dispute-{disputesRaised}");
                break;
            case "DisputeStageOutcome": SettleDispute(happened); break;
            case "UnexpectedEventDecided":
                if (happened.Text("decision") == "earlyReview")
                    RequestReview(happened.On);
                else if (happened.Text("decision") == "strategyDiscussion")
                    OpenDiscussion(happened.On);
                break;
            case "UnexpectedEvent"
            or "EscalatedToManager"
            or "ComplaintReceived"
            or "ComplaintAnswered"
            or "LswNamed"
            or "LswChanged"
            or "PlanEnded":
                break;
            case "ConferenceInquorate":
                if (happened.Text("decision") != "proceed")
                    bookedFor = null;
                break;
            case "ApprovalDecided": DecideApproval(happened); break;
            default: return false;
        }

        return true;
    }

    private void AddressDifficulty(DateOnly on)
    {
        if (Find("difficultyMeeting") is not { } owed || on < owed.From)
            return;
        Meet("difficultyMeeting", on);
        if (latestDifficultyOn > on)
            Open("difficultyMeeting", latestDifficultyOn.Value);
        else
            latestDifficultyOn = null;
    }

    private DateOnly? NextMeetingBy(DateOnly on)
    {
        var meeting =
            plan!.NextMeetingOn >= on
                ? plan.NextMeetingOn
                : Meetings.Select(kind => Find(kind)?.Due).FirstOrDefault(due => due is not null);
        return meeting >= on ? meeting : null;
    }

    /// <summary>T21: the chair decides; who asks meanwhile asks for the same. Asking answers a difficulty.</summary>
    private void RequestReview(DateOnly on)
    {
        AddressDifficulty(on);
        if (early != "none")
            return;
        early = "requested";
        Open("earlyReviewDecision", on);
    }

    private void DecideReview(ModelEvent happened)
    {
        Meet("earlyReviewDecision", happened.On);
        if (!happened.Yes("granted"))
        {
            early = "none";
            return;
        }

        early = "granted";
        var planned = Find("rcpcFirst") ?? Find("rcpcLater");
        Supersede("rcpcFirst");
        Supersede("rcpcLater");
        Open(new ModelDuty { Kind = "earlyReviewHeld", From = happened.On, NotAfter = planned?.Due >= happened.On ? planned.Due : null });
    }

    private void SettleDispute(ModelEvent happened)
    {
        var id = happened.Text("disputeId") ?? disputes.Keys.Single();
        var owed = duties.Single(duty => duty.Subject == id && duty.Kind.StartsWith("disputeStage", StringComparison.Ordinal));
        var number = owed.Kind[^1] - '0';
        if (!happened.Yes("resolved") && happened.On < owed.From)
            return;
        Meet(owed.Kind, happened.On, id);
        if (happened.Yes("resolved") || number == 4)
            disputes.Remove(id);
        if (happened.Yes("resolved"))
            return;
        if (number == 4)
            RequestReview(happened.On);
        else
            Open($"disputeStage{number + 1}", happened.On, id);
    }

    private void DecideApproval(ModelEvent happened)
    {
        var verdict = happened.Text("decision");
        if (happened.About == "signature" && verdict == "approve")
            Sign(happened.On);
        else if (happened.About == "signature")
            Meet("assessmentCounterSign", happened.On);
        else if (happened.About == "planEnding" && verdict == "approve")
        {
            EndPlan(happened.PlanEndsOn!.Value);
            if (happened.PlanEndsBecause == "LookedAfter")
                stage = ModelStage.LookedAfter;
            else
                Close();
        }
    }

    private bool Judge(ModelEvent happened)
    {
        switch (happened.Type)
        {
            case "LegalPlanningRequested":
                Open(
                    new ModelDuty
                    {
                        Kind = "legalPlanningMeeting",
                        From = happened.On,
                        Row = happened.Yes("urgent") ? "legalPlanningMeetingUrgent" : null,
                    });
                break;
            case "LegalPlanningHeld":
                Meet("legalPlanningMeeting", happened.On);
                break;
            case "PreProceedingsLetterSent":
                Open("preProceedings", happened.On);
                break;
            case "PreProceedingsEnded":
                Meet("preProceedings", happened.On);
                break;
            case "ProceedingsIssued":
                Meet("preProceedings", happened.On);
                Open("careProceedings", happened.On);
                break;
            case "OrderMade": MakeOrder(happened); break;
            case "PoliceProtectionTaken":
                Open(new ModelDuty { Kind = "policeProtection", From = happened.On, FromMoment = happened.Moment("startedAt") });
                CallDiscussion(happened.On);
                break;
            case "EpoMade":
                Meet("policeProtection", happened.On, at: happened.Moment("madeAt"));
                Supersede("emergencyProtectionOrder");
                orderMadeOn = happened.Yes("extension") ? orderMadeOn : happened.On;
                Open(new ModelDuty { Kind = "emergencyProtectionOrder", From = orderMadeOn!.Value, Stated = happened.Moment("endsAt") });
                if (!happened.Yes("extension"))
                    CallDiscussion(happened.On);
                break;
            case "EmergencyEnded":
                Meet("policeProtection", happened.On, at: happened.Moment("endedAt"));
                Meet("emergencyProtectionOrder", happened.On, at: happened.Moment("endedAt"));
                break;
            case "PreProceedingsMeetingHeld" or "ConvenorReferralMade" or "ConvenorDecision" or "CyctDecision" or "JuvenileCourtDecision":
                break;
            default:
                return false;
        }

        return true;
    }

    private void MakeOrder(ModelEvent happened)
    {
        var order = happened.Text("orderType");
        Meet("preProceedings", happened.On);
        if (order != "interimCare")
            Meet("careProceedings", happened.On);
        var concern =
            enquiryBesideFrom is not null
            || Has("strategyDiscussion")
            || stage is ModelStage.StrategyPending or ModelStage.Section47 or ModelStage.ConferencePending;
        if (order is not ("adoption" or "childArrangements" or "specialGuardianship") || happened.Yes("caseContinues") || concern)
            return;
        if (InForce)
            EndPlan(happened.On);
        Close();
    }

    private bool Live(ModelEvent happened)
    {
        switch (happened.Type)
        {
            case "ChildBorn": BeBorn(happened); break;
            case "PregnancyEnded" or "ChildDied":
                if (InForce)
                    EndPlan(happened.On);
                Close();
                break;
            case "LeftUkPermanently":
                // With a plan in force it waits for an approval.
                if (!InForce)
                    Close();
                break;
            case "ChildMoved": Move(happened); break;
            case "TransferInNotified": AwaitTransferConference(happened.On); break;
            case "ReceivingConferenceHeld":
                Meet("receivingConference", happened.On);
                if (happened.Day("responsibilityAcceptedInWritingOn") is not { } accepted)
                    break;
                EndPlan(accepted > happened.On ? accepted : happened.On);
                Close();
                break;
            case "CaseRestricted" or "RestrictionReviewed" or "RestrictionLifted":
                if (happened.Number("change") <= restrictions)
                    break;
                restrictions = happened.Number("change")!.Value;
                Meet("restrictionReview", happened.On);
                if (happened.Type != "RestrictionLifted")
                    Open("restrictionReview", happened.On);
                break;
            case "PlacementChanged" or "ProfileChanged" or "CalendarChanged": break;
            default: return false;
        }

        return true;
    }

    /// <summary>T33, and the first conference that has its normal days again.</summary>
    private void BeBorn(ModelEvent happened)
    {
        (born, bornOn, expected) = (happened.On, happened.On, null);
        if (Has("prebirthConference"))
        {
            Cancel("prebirthConference");
            Open("icpc", enquiryFrom ?? happened.On);
        }

        ArmBirthday();
        if (!InForce)
            return;
        Open(
            new ModelDuty
            {
                Kind = "postBirthMeeting",
                From = happened.On,
                Row = happened.Has("motherFitForMeeting") && !happened.Yes("motherFitForMeeting") ? "postBirthMeetingUnfit" : null,
            });
        OpenVisits(happened.On);
    }

    private void Move(ModelEvent happened)
    {
        if (happened.Text("kind") != "permanent")
            return;
        if (happened.Text("newAuthority") is null)
        {
            if (happened.Has("country") || !movingAway)
                return;
            Cancel("receivingConference");
            movingAway = false;
            stage = stage == ModelStage.MovingAway ? InPlan : stage;
            return;
        }

        if (!HasCoreGroup || !happened.Yes("noticeInWriting"))
            return;
        Supersede("receivingConference");
        Open("receivingConference", happened.Day("notifiedOn") ?? happened.On);
        movingAway = true;
        stage = stage == ModelStage.InReview ? stage : ModelStage.MovingAway;
    }
}
