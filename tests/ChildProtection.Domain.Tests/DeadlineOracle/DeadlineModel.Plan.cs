namespace ChildProtection.Domain.Tests.DeadlineOracle;

/// <summary>
/// The plan, its text and what its parties owe, visits; conferences and core groups have files of their own. All together: T07 to T16, T24,
/// T26, T28, T34.
/// </summary>
internal sealed partial class DeadlineModel
{
    private readonly List<(string Id, bool Known)> parents = [];
    private ModelPlan? plan;

    private bool InForce => plan is { EndedOn: null };

    private bool HasCoreGroup =>
        InForce && stage is ModelStage.Outline or ModelStage.Active or ModelStage.InReview or ModelStage.MovingAway;

    private bool Unborn => born is null;

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
            case "DecisionLetterSent": Meet("decisionLetter", happened.On, happened.Text("conferenceId")); break;
            case "ConferenceRecordIssued": Meet("conferenceRecord", happened.On, happened.Text("conferenceId")); break;
            case "DutyWaived": End(Find(happened.Waives!.Value.Kind, happened.Waives.Value.Subject)!, "notDone"); break;
            case "ConferenceRecordConfirmed": break;
            case "EndNoticesSent": Meet("endNotification", happened.On); break;
            case "CoreGroupBooked": plan!.NextMeetingOn = happened.Day("scheduledOn"); break;
            case "CoreGroupRescheduled": Reschedule(happened); break;
            case "CoreGroupHeld": HoldCoreGroup(happened); break;
            case "CoreGroupNotesCirculated": Circulate(happened); break;
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

    private ModelStage InPlan => movingAway ? ModelStage.MovingAway : plan!.Version == 0 ? ModelStage.Outline : ModelStage.Active;

    /// <summary>What a plan keeps in motion stops with it.</summary>
    private void StopPlan(DateOnly on)
    {
        // What a plan asked of people and is late by then was never done.
        string[] asked = ["acceptance", "childVersionGiven", "adultRecordCopy"];
        foreach (var late in duties.Where(duty => asked.Contains(duty.Kind) && on > duty.Due).ToArray())
            End(late, "notDone");
        Cancel([
            .. Meetings,
            "cgRescheduleConfirmation",
            "rcpcFirst",
            "rcpcLater",
            "reportToParentsBeforeRcpc",
            "visit",
            "visitCap",
            "longPlanAlerts",
            "assessmentByFirstReview",
            "conferenceOutcome",
            "postBirthMeeting",
            "receivingConference",
            "eighteenReview",
            "failedVisitRetry",
            "accessActionPlan",
            "difficultyMeeting",
            "disputeStage1",
            "disputeStage2",
            "disputeStage3",
            "disputeStage4",
            "earlyReviewDecision",
            "earlyReviewHeld",
            "changeProposalAnswer",
            "planAction",
            "acceptance",
            "childVersionGiven",
            "adultRecordCopy",
        ]);
        (early, movingAway, sessionOn, latestDifficultyOn) = ("none", false, null, null);
        disputes.Clear();
        ForgetAccess();
    }

    private void EndPlan(DateOnly on)
    {
        StopPlan(on);
        plan = on > plan!.StartedOn ? plan : null;
        if (plan is not null)
            plan.EndedOn = on;
        conferenceId = null;
        OweEndNotices(on);
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
        foreach (var asked in duties.Where(duty => duty.Kind == "acceptance").ToArray())
            End(asked, on > asked.Due ? "notDone" : "superseded");
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
                parents.Add(
                    (
                        parent.GetProperty("parentId").GetString()!,
                        parent.TryGetProperty("knownToAdultServices", out var known) && known.GetBoolean()));
        }

        if (text.TryGetProperty("coreGroup", out var group) && group.GetArrayLength() > 0)
            plan!.Agencies =
            [
                .. group
                    .EnumerateArray()
                    .Where(member =>
                        member.TryGetProperty("agency", out _)
                        && !(member.TryGetProperty("leftOn", out var left) && DateOnly.Parse(left.GetString()!, null) <= happened.On))
                    .Select(member => member.GetProperty("agency").GetString()!)
                    .Distinct(),
            ];
        var done = plan!.Actions.Where(action => action.Value.Done).Select(action => action.Key).ToHashSet();
        var gone = plan.Actions.Keys.ToHashSet();
        plan.Actions.Clear();
        foreach (var action in text.TryGetProperty("actions", out var actions) ? actions.EnumerateArray().ToArray() : [])
        {
            var id = action.GetProperty("actionId").GetString()!;
            gone.Remove(id);
            plan.Actions[id] = (
                action.TryGetProperty("dueOn", out var due) ? DateOnly.Parse(due.GetString()!, null) : null, done.Contains(id));
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
}
