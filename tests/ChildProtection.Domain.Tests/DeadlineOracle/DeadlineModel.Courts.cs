namespace ChildProtection.Domain.Tests.DeadlineOracle;

/// <summary>Courts and emergencies: T30 to T32.</summary>
internal sealed partial class DeadlineModel
{
    private DateOnly? orderMadeOn;

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
}
