namespace ChildProtection.Domain.Tests.Model;

/// <summary>Conferences, core groups, the plan and its text, visits: T07 to T16, T24, T26, T28, T34.</summary>
internal sealed partial class DeadlineModel
{
    private static readonly string[] Meetings = ["cgFirst", "cgSecond", "cgLaterBeforeFirstReview", "cgLaterAfterFirstReview"];

    private readonly List<(string Id, bool Known)> parents = [];
    private ModelPlan? plan;

    private bool InForce => plan is { EndedOn: null };

    private bool HasCoreGroup => InForce && stage is ModelStage.Outline or ModelStage.Active or ModelStage.InReview or ModelStage.MovingAway;

    private bool Unborn => born is null;

    private static bool IsMeeting(string kind) => Meetings.Contains(kind);

    private bool Plan(ModelEvent happened)
    {
        switch (happened.Type)
        {
            case "ConferenceHeld":
                if (stage != ModelStage.ConferencePending)
                    Review(happened);
                else if (InForce)
                    CompleteOutcome(happened);
                else
                    FirstConference(happened);
                break;
            case "DecisionLetterSent": Meet("decisionLetter", happened.On); break;
            case "ConferenceRecordIssued": Meet("conferenceRecord", happened.On); break;
            case "EndNoticesSent": Meet("endNotification", happened.On); break;
            case "CoreGroupBooked": plan!.NextMeetingOn = happened.Day("scheduledOn"); break;
            case "CoreGroupRescheduled": Reschedule(happened); break;
            case "CoreGroupHeld": HoldCoreGroup(happened); break;
            case "CoreGroupNotesCirculated":
                if (!(happened.Number("coreGroupNumber") < plan!.Meetings))
                    Meet("cgNotes", happened.On);
                break;
            case "PlanVersionPublished": Publish(happened); break;
            case "PlanAccepted": Answer(happened, true); break;
            case "PlanDeclined": Answer(happened, happened.Text("party") != "agency" || happened.Has("renegotiation")); break;
            case "PlanExplained": Explain(happened); break;
            case "AdultRecordCopied":
                Meet("adultRecordCopy", happened.On, happened.Text("parentId"));
                plan!.Copied.Add(happened.Text("parentId")!);
                break;
            case "ActionCompleted":
                Meet("planAction", happened.On, happened.Text("actionId"));
                plan!.Actions[happened.Text("actionId")!] = (plan.Actions[happened.Text("actionId")!].Due, true);
                break;
            case "ActionVaried":
                plan!.Actions[happened.Text("actionId")!] = (happened.Day("newOn"), false);
                OpenAction(happened.Text("actionId")!);
                break;
            case "ActionOverrun": break;
            default: return false;
        }

        return true;
    }

    private void FirstConference(ModelEvent happened)
    {
        foreach (var kind in (string[])["icpc", "transferInConference", "prebirthConference"])
            Meet(kind, happened.On);
        Cancel("reportToParentsBeforeIcpc");
        enquiryFrom = null;
        if (happened.Text("decision") != "plan")
        {
            conferences++;
            Papers(happened.On);
            if (happened.Text("decision") == "childInNeed")
                StepDown(happened.On);
            else
                Close();
            return;
        }

        (conferenceId, conferences) = (conferenceId ?? happened.Text("conferenceId") ?? $"conference-{conferences + 1}", conferences + 1);
        plan = new ModelPlan { StartedOn = happened.On };
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
        ArmBirthday(happened.On);
        Papers(happened.On);
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
        plan!.Agencies = [.. happened.Items("coreGroup").Where(member => member.TryGetProperty("agency", out _)).Select(member => member.GetProperty("agency").GetString()!).Distinct()];
        (plan.MeetEvery, plan.VisitEvery) = (happened.Period("coreGroupFrequency"), happened.Period("visitInterval"));
    }

    private static bool IsComplete(ModelEvent happened) =>
        happened.Has("leadSocialWorker") && happened.Items("coreGroup").Any() && happened.Has("firstCoreGroupOn") && happened.Has("coreGroupFrequency") && happened.Has("visitInterval") && happened.Has("reviewOn");

    private void Papers(DateOnly on)
    {
        foreach (var kind in (string[])["decisionLetter", "conferenceRecord"])
        {
            Supersede(kind);
            Open(kind, on);
        }
    }

    private void Review(ModelEvent happened)
    {
        Cancel("earlyReviewDecision");
        early = "none";
        foreach (var kind in (string[])["earlyReviewHeld", "rcpcFirst", "rcpcLater"])
            Meet(kind, happened.On);
        MeetAfterBirth(happened.On);
        MeetBirthdayReview(happened.On, happened.On);
        Cancel("reportToParentsBeforeRcpc");
        if (!happened.Has("decision"))
        {
            Papers(happened.On);
            (stage, sessionOn, conferenceId) = (ModelStage.InReview, happened.On, happened.Text("conferenceId") ?? conferenceId ?? $"conference-{conferences + 1}");
            Open("conferenceOutcome", happened.On);
            return;
        }

        var reviewedOn = sessionOn ?? happened.On;
        Meet("conferenceOutcome", ModelCalendar.DayOf(now));
        if (sessionOn is null)
            Papers(happened.On);
        (sessionOn, conferenceId, conferences) = (null, null, conferences + 1);
        if (happened.Text("decision") == "continue")
            GoOn(happened, reviewedOn);
        else
            EndAtReview(happened.Text("nextPlan")!, reviewedOn);
    }

    private void GoOn(ModelEvent happened, DateOnly reviewedOn)
    {
        if (happened.Items("coreGroup").Any())
            plan!.Agencies = [.. happened.Items("coreGroup").Where(member => member.TryGetProperty("agency", out _)).Select(member => member.GetProperty("agency").GetString()!).Distinct()];
        (plan!.MeetEvery, plan.VisitEvery) = (happened.Period("coreGroupFrequency") ?? plan.MeetEvery, happened.Period("visitInterval") ?? plan.VisitEvery);
        plan.FirstReviewOn ??= reviewedOn;
        plan.Reviews++;
        stage = InPlan;
        Open("rcpcLater", reviewedOn);
        if (policy.CountsFromFirstReview && Find("cgLaterBeforeFirstReview") is { } meeting && meeting.Due >= reviewedOn)
        {
            End(meeting, "superseded");
            Open(NextMeeting());
        }

        // A review that wants visits more often is not left waiting for one counted at the old interval.
        if (plan.VisitEvery is { } every && Find("visit") is { Status: "open" } visit && policy.Calendar.Count(reviewedOn, every.Amount, every.Unit) < visit.Due)
        {
            End(visit, "superseded");
            Open(new ModelDuty { Kind = "visit", From = reviewedOn, Planned = every });
        }
    }

    private void EndAtReview(string next, DateOnly reviewedOn)
    {
        StopPlan();
        plan!.EndedOn = reviewedOn;
        Supersede("endNotification");
        Open("endNotification", reviewedOn);
        switch (next)
        {
            case "childInNeed": StepDown(reviewedOn); break;
            case "care": stage = ModelStage.LookedAfter; break;
            default: Close(); break;
        }
    }

    private ModelStage InPlan => movingAway ? ModelStage.MovingAway : plan!.Version == 0 ? ModelStage.Outline : ModelStage.Active;

    /// <summary>What a plan keeps in motion stops with it.</summary>
    private void StopPlan()
    {
        Cancel([.. Meetings, "cgNotes", "cgRescheduleConfirmation", "rcpcFirst", "rcpcLater", "reportToParentsBeforeRcpc", "visit", "visitCap", "longPlanAlerts", "assessmentByFirstReview",
            "conferenceOutcome", "postBirthMeeting", "receivingConference", "eighteenReview", "failedVisitRetry", "accessActionPlan", "difficultyMeeting",
            "disputeStage1", "disputeStage2", "disputeStage3", "disputeStage4", "earlyReviewDecision", "earlyReviewHeld", "changeProposalAnswer", "planAction", "acceptance",
            "childVersionGiven", "adultRecordCopy"]);
        (early, movingAway, sessionOn, latestDifficultyOn) = ("none", false, null, null);
        disputes.Clear();
        ForgetAccess();
    }

    private void EndPlan(DateOnly on)
    {
        StopPlan();
        plan = on > plan!.StartedOn ? plan : null;
        if (plan is not null)
            plan.EndedOn = on;
        conferenceId = null;
        Supersede("endNotification");
        Open("endNotification", on);
    }

    private void Reschedule(ModelEvent happened)
    {
        if (happened.Day("writtenConfirmationSentOn") is not { } sent)
        {
            Supersede("cgRescheduleConfirmation");
            Open("cgRescheduleConfirmation", happened.On);
            return;
        }

        if (Find("cgRescheduleConfirmation") is { } owed && sent >= owed.From)
            Meet("cgRescheduleConfirmation", sent);
        plan!.NextMeetingOn = happened.Day("newOn");
    }

    private void HoldCoreGroup(ModelEvent happened)
    {
        foreach (var answer in happened.Items("changesDecided"))
            Meet("changeProposalAnswer", happened.On, answer.TryGetProperty("proposalId", out var id) ? id.GetString() : null);
        AddressDifficulty(happened.On);
        if (happened.Yes("needForEarlyReview"))
            RequestReview(happened.On);
        plan!.Meetings++;
        if (!(happened.On < plan.LastMeetingOn))
        {
            foreach (var kind in Meetings)
                Meet(kind, happened.On);
            MeetAfterBirth(happened.On);
            Supersede("cgNotes");
            Open("cgNotes", happened.On);
            plan.LastMeetingOn = happened.On;
            Open(NextMeeting());
            Cancel("cgRescheduleConfirmation");
            var dates = happened.Items("futureDates").Select(date => DateOnly.Parse(date.GetString()!, null)).Where(date => date > happened.On).Order().Cast<DateOnly?>();
            plan.NextMeetingOn = dates.FirstOrDefault() ?? (plan.NextMeetingOn > happened.On ? plan.NextMeetingOn : null);
        }

        if (happened.Number("planVersionAgreed") is { } version && version != plan.Version)
        {
            stage = stage == ModelStage.Outline ? ModelStage.Active : stage;
            Publish(happened);
        }
    }

    /// <summary>T11: from the previous meeting, in one procedure from the first review when that came later; a plan that meets more often counts.</summary>
    private ModelDuty NextMeeting()
    {
        var kind = plan!.Reviews > 0 ? "cgLaterAfterFirstReview" : plan.Meetings == 1 ? "cgSecond" : "cgLaterBeforeFirstReview";
        var last = plan.LastMeetingOn!.Value;
        return kind == "cgLaterAfterFirstReview" && policy.CountsFromFirstReview && plan.FirstReviewOn > last
            ? new ModelDuty { Kind = kind, From = plan.FirstReviewOn.Value, Planned = plan.MeetEvery, PlannedFrom = last }
            : new ModelDuty { Kind = kind, From = last, Planned = plan.MeetEvery };
    }

    private void Publish(ModelEvent happened)
    {
        plan!.Version++;
        TakeText(happened, "plan");
        AskAcceptance(happened.On);
        if (!plan.ChildHasVersion && !Unborn && !Has("childVersionGiven"))
            Open("childVersionGiven", happened.On);
        foreach (var (id, _) in parents.Where(parent => parent.Known && !plan.Copied.Contains(parent.Id)).ToArray())
            if (Find("adultRecordCopy", id) is null)
                Open("adultRecordCopy", happened.On, id);
    }

    private void AskAcceptance(DateOnly on)
    {
        while (Has("acceptance"))
            Supersede("acceptance");
        foreach (var party in plan!.Agencies.Where(agency => agency != "csc").Concat(parents.Select(parent => parent.Id)))
            Open("acceptance", on, party);
    }

    private void Answer(ModelEvent happened, bool answers)
    {
        if (!answers || (happened.Number("planVersion") is { } version && version != plan!.Version))
            return;
        var party = happened.Text("party") switch
        {
            "agency" => happened.Agency ?? happened.Text("agency"),
            "parent" => happened.Text("parentId") ?? parents[0].Id,
            _ => "child",
        };
        Meet("acceptance", happened.On, party);
    }

    private void Explain(ModelEvent happened)
    {
        if (!happened.Has("childVersion") && !happened.Has("noChildVersionReason"))
            return;
        plan!.ChildHasVersion = true;
        if (happened.Has("childVersion"))
            Meet("childVersionGiven", happened.On);
        else
            Cancel("childVersionGiven");
    }

    /// <summary>A new text says all of parents, core group and actions that it names.</summary>
    private void TakeText(ModelEvent happened, string field)
    {
        if (!happened.Data.TryGetProperty(field, out var text))
            return;
        if (text.TryGetProperty("parents", out var named) && named.GetArrayLength() > 0)
        {
            parents.Clear();
            foreach (var parent in named.EnumerateArray())
                parents.Add((parent.GetProperty("parentId").GetString()!, parent.TryGetProperty("knownToAdultServices", out var known) && known.GetBoolean()));
        }

        if (text.TryGetProperty("coreGroup", out var group) && group.GetArrayLength() > 0)
            plan!.Agencies = [.. group.EnumerateArray().Where(member => member.TryGetProperty("agency", out _) && !(member.TryGetProperty("leftOn", out var left) && DateOnly.Parse(left.GetString()!, null) <= happened.On))
                .Select(member => member.GetProperty("agency").GetString()!).Distinct()];
        var done = plan!.Actions.Where(action => action.Value.Done).Select(action => action.Key).ToHashSet();
        var gone = plan.Actions.Keys.ToHashSet();
        plan.Actions.Clear();
        foreach (var action in text.TryGetProperty("actions", out var actions) ? actions.EnumerateArray().ToArray() : [])
        {
            var id = action.GetProperty("actionId").GetString()!;
            gone.Remove(id);
            plan.Actions[id] = (action.TryGetProperty("dueOn", out var due) ? DateOnly.Parse(due.GetString()!, null) : null, done.Contains(id));
        }

        foreach (var id in gone)
            if (Find("planAction", id) is { } open)
                End(open, "cancelled");
        foreach (var id in plan.Actions.Keys.ToArray())
            OpenAction(id);
    }

    /// <summary>T14: the action's own date.</summary>
    private void OpenAction(string id)
    {
        var (due, done) = plan!.Actions[id];
        if (Find("planAction", id) is { } open)
        {
            if (open.Due == due)
                return;
            End(open, "superseded");
        }

        if (due is { } day && !done)
            Open("planAction", day, id);
    }

    private DateOnly SeenOrStarted => plan!.LastSeenOn ?? (bornOn > plan.StartedOn ? bornOn.Value : plan.StartedOn);

    private void OpenVisits(DateOnly from)
    {
        Open(new ModelDuty { Kind = "visit", From = from, Planned = plan!.VisitEvery });
        Open("visitCap", from);
    }

    private void MeetAfterBirth(DateOnly on)
    {
        if (Find("postBirthMeeting") is { } owed && on >= owed.From)
            Meet("postBirthMeeting", on);
    }
}
