namespace ChildProtection.Domain.Tests.DeadlineOracle;

/// <summary>Birth, moves, restrictions and the end of childhood: T25, T33, T36.</summary>
internal sealed partial class DeadlineModel
{
    private bool movingAway;
    private int restrictions;

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
            case "RestrictionAgreed":
            case "RestrictionDeclined" when happened.Yes("formerGoesOn"):
                restrictions = Math.Max(restrictions, happened.Number("change")!.Value);
                break;
            case "CaseRestricted" or "RestrictionReviewed" or "RestrictionDeclined" or "RestrictionLifted":
                if (happened.Number("change") <= restrictions)
                    break;
                restrictions = happened.Number("change")!.Value;
                Meet("restrictionReview", happened.On);
                if (happened.Type is not ("RestrictionLifted" or "RestrictionDeclined"))
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
