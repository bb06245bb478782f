namespace ChildProtection.Domain.Tests.DeadlineOracle;

/// <summary>Difficulties, proposals, early reviews and disputes around a plan, and decisions on approvals: T19 to T22.</summary>
internal sealed partial class DeadlineModel
{
    private readonly Dictionary<string, int> disputes = [];
    private DateOnly? latestDifficultyOn;
    private string early = "none";
    private int proposals;
    private int disputesRaised;

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
            or "WorkerAllocated"
            or "WorkerReleased"
            or "TeamChanged"
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

    /// <summary>T21: the chair decides; another request meanwhile joins the first. A request answers a difficulty.</summary>
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
        else if (happened.About == "enquiryEnding" && verdict == "approve")
            EndEnquiry(happened.EnquiryNext!, happened.On);
        else if (happened.About == "enquiryEnding")
            endingProposed = false;
        else if (happened.About == "planEnding" && verdict == "approve")
        {
            EndPlan(happened.PlanEndsOn!.Value);
            if (happened.PlanEndsBecause == "LookedAfter")
                stage = ModelStage.LookedAfter;
            else
                Close();
        }
    }
}
