namespace ChildProtection.Domain.Tests.DeadlineOracle;

/// <summary>When a conference is asked for and booked, and the report before it: T07.</summary>
internal sealed partial class DeadlineModel
{
    private string? conferenceId;
    private DateOnly? bookedFor;
    private string? reportSharedFor;
    private DateOnly? sessionOn;
    private int conferences;

    private string Report => InForce ? "reportToParentsBeforeRcpc" : "reportToParentsBeforeIcpc";

    private void RequestConference(ModelEvent happened)
    {
        if (endingProposed && stage == ModelStage.Section47 && happened.Text("conferenceType") is "preBirth" or "initial")
        {
            (stage, endingProposed) = (ModelStage.ConferencePending, false);
            return;
        }

        switch (happened.Text("conferenceType"))
        {
            case "preBirth":
                if (InForce || Has("prebirthConference"))
                    return;
                OpenBeforeBirth(null);
                if (stage is ModelStage.Assessing or ModelStage.StepDown)
                    stage = ModelStage.ConferencePending;
                break;
            case "initial":
                if (stage is not (ModelStage.Section47 or ModelStage.ConferencePending))
                    CallDiscussion(happened.On);
                break;
            case "earlyReview": RequestReview(happened.On); break;
            default: break;
        }
    }

    /// <summary>T07: counted backwards from the day of the conference, again when it moves, unless the report is shared already.</summary>
    private void Schedule(string id, DateOnly day, DateOnly on)
    {
        var shared = reportSharedFor == id && conferenceId == id && !Has(Report);
        (conferenceId, bookedFor) = (id, day);
        if (!shared)
        {
            Supersede(Report);
            Open(Report, day);
        }

        if (InForce)
            MeetBirthdayReview(day, on);
    }

    private void MeetBirthdayReview(DateOnly day, DateOnly on)
    {
        if (Find("eighteenReview") is { } owed && day >= owed.Due)
            Meet("eighteenReview", on);
    }
}
