namespace ChildProtection.Domain.Tests.DeadlineOracle;

/// <summary>When the core group meets.</summary>
internal sealed partial class DeadlineModel
{
    private static readonly string[] Meetings = ["cgFirst", "cgSecond", "cgLaterBeforeFirstReview", "cgLaterAfterFirstReview"];

    private static bool IsMeeting(string kind) => Meetings.Contains(kind);

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
        Owe("cgNotes", happened.On, plan.Number == 1 ? $"coreGroup-{plan.Meetings}" : $"plan-{plan.Number}-coreGroup-{plan.Meetings}");
        if (!(happened.On < plan.LastMeetingOn))
        {
            foreach (var kind in Meetings)
                Meet(kind, happened.On);
            MeetAfterBirth(happened.On);
            plan.LastMeetingOn = happened.On;
            Open(NextMeeting());
            Cancel("cgRescheduleConfirmation");
            var dates = happened
                .Items("futureDates")
                .Select(date => DateOnly.Parse(date.GetString()!, null))
                .Where(date => date > happened.On)
                .Order()
                .Cast<DateOnly?>();
            plan.NextMeetingOn = dates.FirstOrDefault() ?? (plan.NextMeetingOn > happened.On ? plan.NextMeetingOn : null);
        }

        if (happened.Number("planVersionAgreed") is { } version && version != plan.Version)
        {
            stage = stage == ModelStage.Outline ? ModelStage.Active : stage;
            Publish(happened);
        }
    }

    /// <summary>
    /// T11: from the previous meeting, in one procedure from the first review when that came later; a plan that meets more often counts.
    /// </summary>
    private ModelDuty NextMeeting()
    {
        var kind = plan!.Reviews > 0 ? "cgLaterAfterFirstReview" : plan.Meetings == 1 ? "cgSecond" : "cgLaterBeforeFirstReview";
        var last = plan.LastMeetingOn!.Value;
        return kind == "cgLaterAfterFirstReview" && policy.CountsFromFirstReview && plan.FirstReviewOn > last
            ? new ModelDuty { Kind = kind, From = plan.FirstReviewOn.Value, Planned = plan.MeetEvery, PlannedFrom = last }
            : new ModelDuty { Kind = kind, From = last, Planned = plan.MeetEvery };
    }

    private void MeetAfterBirth(DateOnly on)
    {
        if (Find("postBirthMeeting") is { } owed && on >= owed.From)
            Meet("postBirthMeeting", on);
    }
}
