namespace ChildProtection.Domain.Tests.DeadlineOracle;

/// <summary>What a first conference and a review decide, and the papers that follow.</summary>
internal sealed partial class DeadlineModel
{
    private void FirstConference(ModelEvent happened)
    {
        var id = NameOf(happened);
        foreach (var kind in (string[])["icpc", "transferInConference", "prebirthConference"])
            Meet(kind, happened.On);
        Cancel("reportToParentsBeforeIcpc");
        enquiryFrom = null;
        if (happened.Text("decision") != "plan")
        {
            conferences++;
            Papers(happened.On, id);
            if (happened.Text("decision") == "childInNeed")
                StepDown(happened.On);
            else
                Close();
            return;
        }

        (conferenceId, conferences, plans) = (id, conferences + 1, plans + 1);
        plan = new ModelPlan { Number = plans, StartedOn = happened.On };
        bookedFor = null;
        ReadDecision(happened);
        InNeed = false;
        Cancel("cinReview");
        Open("cgFirst", happened.On);
        Open("rcpcFirst", happened.On);
        if (policy.For("assessmentByFirstReview") is not null && !assessmentSigned)
            Open("assessmentByFirstReview", happened.On);
        if (!Unborn)
            OpenVisits(happened.On);
        Open("longPlanAlerts", happened.On);
        TakeText(happened, "outlinePlan");
        ArmBirthday();
        Papers(happened.On, id);
        if (IsComplete(happened))
            Complete(happened);
        else
            Open("conferenceOutcome", happened.On);
    }

    private void CompleteOutcome(ModelEvent happened)
    {
        Meet("conferenceOutcome", ModelCalendar.DayOf(now));
        var interval = plan!.VisitEvery;
        TakeText(happened, "outlinePlan");
        ReadDecision(happened);
        if (interval != plan.VisitEvery && !Unborn)
        {
            Supersede("visit");
            Open(new ModelDuty { Kind = "visit", From = SeenOrStarted, Planned = plan.VisitEvery });
        }

        Complete(happened);
    }

    private void Complete(ModelEvent happened)
    {
        (stage, conferenceId) = (ModelStage.Outline, null);
        AskAcceptance(happened.On);
    }

    private void ReadDecision(ModelEvent happened)
    {
        plan!.Agencies =
        [
            .. happened
                .Items("coreGroup")
                .Where(member => member.TryGetProperty("agency", out _))
                .Select(member => member.GetProperty("agency").GetString()!)
                .Distinct(),
        ];
        (plan.MeetEvery, plan.VisitEvery) = (happened.Period("coreGroupFrequency"), happened.Period("visitInterval"));
    }

    private static bool IsComplete(ModelEvent happened) =>
        happened.Has("leadSocialWorker")
        && happened.Items("coreGroup").Any()
        && happened.Has("firstCoreGroupOn")
        && happened.Has("coreGroupFrequency")
        && happened.Has("visitInterval")
        && happened.Has("reviewOn");

    private void Review(ModelEvent happened)
    {
        Cancel("earlyReviewDecision");
        early = "none";
        foreach (var kind in (string[])["earlyReviewHeld", "rcpcFirst", "rcpcLater"])
            Meet(kind, happened.On);
        MeetAfterBirth(happened.On);
        MeetBirthdayReview(happened.On, happened.On);
        Cancel("reportToParentsBeforeRcpc");
        var id = NameOf(happened);
        if (!happened.Has("decision"))
        {
            Papers(happened.On, id);
            (stage, sessionOn, conferenceId) = (ModelStage.InReview, happened.On, id);
            Open("conferenceOutcome", happened.On);
            return;
        }

        var reviewedOn = sessionOn ?? happened.On;
        Meet("conferenceOutcome", ModelCalendar.DayOf(now));
        if (sessionOn is null)
            Papers(happened.On, id);
        (sessionOn, conferenceId, bookedFor, conferences) = (null, null, null, conferences + 1);
        if (happened.Text("decision") == "continue")
            GoOn(happened, reviewedOn);
        else
            EndAtReview(happened.Text("nextPlan")!, reviewedOn);
    }

    private void GoOn(ModelEvent happened, DateOnly reviewedOn)
    {
        if (happened.Items("coreGroup").Any())
            plan!.Agencies =
            [
                .. happened
                    .Items("coreGroup")
                    .Where(member => member.TryGetProperty("agency", out _))
                    .Select(member => member.GetProperty("agency").GetString()!)
                    .Distinct(),
            ];
        (plan!.MeetEvery, plan.VisitEvery) = (
            happened.Period("coreGroupFrequency") ?? plan.MeetEvery, happened.Period("visitInterval") ?? plan.VisitEvery);
        plan.FirstReviewOn ??= reviewedOn;
        plan.LastReviewOn = reviewedOn;
        plan.Reviews++;
        stage = InPlan;
        Open("rcpcLater", reviewedOn);
        if (policy.CountsFromFirstReview && Find("cgLaterBeforeFirstReview") is { } meeting && meeting.Due >= reviewedOn)
        {
            End(meeting, "superseded");
            Open(NextMeeting());
        }

        // A review that wants visits more often is not left waiting for one counted at the old interval.
        if (plan.VisitEvery is { } every
            && Find("visit") is { Status: "open" } visit
            && policy.Calendar.Count(reviewedOn, every.Amount, every.Unit) < visit.Due)
        {
            End(visit, "superseded");
            Open(new ModelDuty { Kind = "visit", From = reviewedOn, Planned = every });
        }
    }

    private void EndAtReview(string next, DateOnly reviewedOn)
    {
        StopPlan(reviewedOn);
        plan!.EndedOn = reviewedOn;
        OweEndNotices(reviewedOn);
        switch (next)
        {
            case "childInNeed": StepDown(reviewedOn); break;
            case "care": stage = ModelStage.LookedAfter; break;
            default: Close(); break;
        }
    }
}
