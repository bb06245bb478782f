using ChildProtection.Domain.Closure;
using ChildProtection.Domain.Deadlines;
using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.Kernel.Facts;
using ChildProtection.Domain.Kernel.Tracks;
using ChildProtection.Domain.Visits;

namespace ChildProtection.Domain.Unborn;

/// <summary>
/// A case that was opened before the birth: its conference, the birth, and the end of a pregnancy (domain 3.6 B, pre-birth; E39).
/// </summary>
internal static class Births
{
    public const string ExpectedBirth = "expectedDateOfBirth";

    private const string Fit = "rcpcAfterBirth";
    private const string Unfit = "rcpcAfterBirthMotherUnfit";

    /// <summary>
    /// The conference of an unborn child is due by the 34th week, or with the enquiry's own working days when those end first (T06).
    /// </summary>
    public static void OpenConferenceDeadline(DecisionBuilder change, DateOnly enquiryOn) =>
        OpenPrebirthDeadline(change, change.Due(DeadlineKinds.Icpc, enquiryOn).DueOn);

    /// <summary>A pre-birth conference that was asked for without an enquiry (E07).</summary>
    public static void OpenConferenceDeadline(DecisionBuilder change) => OpenPrebirthDeadline(change, null);

    public static Decision Decide(DecisionBuilder change, ChildBorn data)
    {
        if (data.BornAt is { } bornAt && change.Context.Profile.Zone.DateOf(bornAt) != change.OccurredOn)
            return DecisionBuilder.Invalid("/data/bornAt", "domain 5.1, R8", "must fall on the local day occurredOn");
        change.State = change.State with
        {
            // The return holds exactly one of the two dates (census guide 2.1).
            Child = change.State.Child with { DateOfBirth = change.OccurredOn, ExpectedDateOfBirth = null },
            Regions = change.State.Regions with { Birth = new BirthTrack { Status = BirthStatus.Born, BornOn = change.OccurredOn } },
        };
        TurnToNormalConference(change);
        Birthdays.OpenDeadlines(change);
        if (change.State.PlanInForce)
            BeginWithTheChild(change, data.MotherFitForMeeting ?? true);
        return change.Accept("Child born");
    }

    public static Decision Decide(DecisionBuilder change, PregnancyEnded _)
    {
        change.State = change.State with
        {
            Regions = change.State.Regions with { Birth = new BirthTrack { Status = BirthStatus.PregnancyEnded } },
        };
        if (change.State.PlanInForce)
            PlanEnding.End(change, change.OccurredOn);
        return Closing.Close(change, CaseOutcome.PregnancyEnded, "RC2", "Pregnancy ended");
    }

    /// <summary>A core group or a review that was held after the birth looks at the plan with the child in it (T33).</summary>
    public static void MeetPostBirth(DecisionBuilder change)
    {
        if (change.FindOpenDeadline(DeadlineKinds.PostBirthMeeting) is { } owed && change.OccurredOn >= owed.Anchor.On)
            change.Meet(DeadlineKinds.PostBirthMeeting);
    }

    private static void OpenPrebirthDeadline(DecisionBuilder change, DateOnly? enquiryEndsOn)
    {
        if (change.State.Child.ExpectedDateOfBirth is not { } expected)
            return;
        var duty = new DeadlineTerms(DeadlineKinds.PrebirthConference, expected)
        {
            AnchorEvent = ExpectedBirth,
            NotAfter = enquiryEndsOn is { } on ? new EarlierEnd(on, "The end of the enquiry's own working days") : null,
        };
        // A conference requested before the enquiry is the same one, perhaps due earlier now.
        if (change.FindOpenDeadline(DeadlineKinds.PrebirthConference) is { } open)
            change.Recalculate(open, duty);
        else
            change.OpenDeadline(duty);
        var target = change.Due("prebirthConferenceTarget", expected).DueOn;
        change.State = change.State with
        {
            Regions = change.State.Regions with { Birth = change.State.Regions.Birth with { ConferenceTargetOn = target } },
        };
        change.Warn($"Aim for a pre-birth conference by {DateText.Date(target)}.");
    }

    /// <summary>After the birth it is an initial conference like any other; its days still count from the enquiry.</summary>
    private static void TurnToNormalConference(DecisionBuilder change)
    {
        if (!change.HasOpenDeadline(DeadlineKinds.PrebirthConference))
            return;
        change.Cancel(DeadlineKinds.PrebirthConference);
        // An enquiry without a conference, or with its own, is not the reason for this one.
        if (change.State.Enquiry is { ConferenceNotRequired: false, ConferenceOn: null } enquiry)
            change.OpenDeadline(DeadlineKinds.Icpc, enquiry.StartedOn, anchorEvent: AnchorEvents.StrategyDiscussionHeld);
        else
            change.OpenDeadline(DeadlineKinds.Icpc, change.OccurredOn);
    }

    /// <summary>Before the birth there were contacts with the mother; statutory visits start with the child.</summary>
    private static void BeginWithTheChild(DecisionBuilder change, bool motherFit)
    {
        change.OpenDeadline(new DeadlineTerms(DeadlineKinds.PostBirthMeeting, change.OccurredOn) { Parameter = motherFit ? Fit : Unfit });
        StatutoryVisits.OpenDeadlines(change, change.OccurredOn);
    }
}
