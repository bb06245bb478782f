using ChildProtection.Domain.Assessment;
using ChildProtection.Domain.Deadlines;
using ChildProtection.Domain.Difficulties;
using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.Kernel.Facts;
using ChildProtection.Domain.Kernel.Tracks;
using ChildProtection.Domain.Legal.England;
using ChildProtection.Domain.Unborn;

namespace ChildProtection.Domain.Enquiry;

/// <summary>A concern of significant harm leads to a strategy discussion, which may start a section 47 enquiry (E50, E05).</summary>
internal static class StrategyDiscussion
{
    public static Decision Decide(DecisionBuilder change, NewConcern data)
    {
        if (!data.SignificantHarm)
            return change.Accept("New concern recorded");
        if (change.State.Stage is CaseStage.StrategyPending or CaseStage.Section47 or CaseStage.ConferencePending)
            change.Warn($"{StageText.Of(change.State.Stage)} Deal with the concern in that work.");
        else
            Call(change);
        return change.Accept("New concern of significant harm");
    }

    /// <summary>
    /// Makes a discussion due: on the main line when the case waits for nothing else, beside it when other work must not stop.
    /// </summary>
    public static void Call(DecisionBuilder change)
    {
        if (change.State.Stage is CaseStage.Referred or CaseStage.Assessing or CaseStage.StepDownCin)
            change.State = change.State with { StageBeforeStrategy = change.State.Stage, Stage = CaseStage.StrategyPending };
        // One discussion is owed, however many concerns call for it; it counts from the first.
        change.OpenDeadlineOnce(DeadlineKinds.StrategyDiscussion);
    }

    public static Decision Decide(DecisionBuilder change, StrategyDiscussionHeld data)
    {
        if (change.FindOpenDeadline(DeadlineKinds.StrategyDiscussion)!.Anchor.On > change.OccurredOn)
            return DecisionBuilder.Invalid("/occurredOn", "domain 3.6 A, E05", "must not be before the concern that it is held for");
        if (data.S47Initiated && change.State.Enquiry?.ConcludedOn is { } concluded && change.OccurredOn < concluded)
            return DecisionBuilder.Invalid(
                "/occurredOn",
                "census rules 8890, 8839",
                $"must not be before {DateText.Date(concluded)}, when the enquiry before this one ended");
        if (LegalConsiderations.Validate(change, data.LegalPlanningConsidered) is { } alone)
            return alone;
        change.Meet(DeadlineKinds.StrategyDiscussion);
        WarnOfNotConsidered(change, data);
        LegalConsiderations.Follow(change, data.LegalPlanningConsidered);
        ImplementationDifficulties.Address(change);
        if (
            data.S47Initiated && !(data.Attendees.Contains("csc") && data.Attendees.Contains("police") && data.Attendees.Contains("health"))
        )
            change.Warn(
                "Social care, police and health decide on an enquiry together; attendees does not name all of csc, police, health.");
        if (change.State.Stage == CaseStage.StrategyPending)
            return data.S47Initiated ? StartEnquiry(change, data) : GoBack(change);
        // The plan that the discussion was called for may have ended meanwhile.
        return data.S47Initiated && change.State is { Stage: CaseStage.StepDownCin, Regions.Enquiry.Status: EnquiryStatus.None }
            ? StartEnquiry(change, data)
            : BesidePlan(change, data);
    }

    /// <summary>A discussion that deals with a difficulty of the plan considers every way out of it.</summary>
    private static void WarnOfNotConsidered(DecisionBuilder change, StrategyDiscussionHeld data)
    {
        if (change.FindOpenDeadline(DeadlineKinds.DifficultyMeeting) is not { } owed || change.OccurredOn < owed.Anchor.On)
            return;
        if (Enum.GetValues<StrategyOption>().Except(data.Considered ?? []).ToArray() is { Length: > 0 } open)
            change.Warn(
                "After a difficulty with the plan the discussion must also consider: "
                + $"{string.Join(", ", open.Select(Name))}.");
    }

    private static string Name(StrategyOption option) => System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(option.ToString());

    /// <summary>The clock of the conference runs from this discussion; later ones do not restart it (census guide 4.12.2).</summary>
    private static Decision StartEnquiry(DecisionBuilder change, StrategyDiscussionHeld data)
    {
        // One that began beside a plan, and outlived it, is the same enquiry: a second is not opened (census rules 8890, 8839).
        var regions = change.State.Regions;
        var startedOn = regions.Enquiry.StartedOn ?? change.OccurredOn;
        change.State = change.State with
        {
            Stage = CaseStage.Section47,
            StageBeforeStrategy = null,
            Enquiry = new EnquiryFacts
            {
                StartedOn = startedOn,
                Agencies = [.. PartnerAgencies.Of(data.Attendees).Take(PartnerAgencies.Most)],
            },
            Regions = regions with { Enquiry = new EnquiryTrack() },
        };
        if (change.State.Born)
        {
            // A conference requested before the birth waited without an enquiry; its days count from this discussion.
            change.Supersede(DeadlineKinds.Icpc);
            change.OpenDeadline(DeadlineKinds.Icpc, startedOn);
        }
        else
        {
            Births.OpenConferenceDeadline(change, startedOn);
        }

        return change.Accept(
            startedOn == change.OccurredOn
                ? "Strategy discussion held: section 47 enquiry started"
                : "Strategy discussion held: the enquiry goes on");
    }

    private static Decision GoBack(DecisionBuilder change)
    {
        change.State = change.State with { Stage = change.State.StageBeforeStrategy ?? CaseStage.Assessing, StageBeforeStrategy = null };
        // The assessment may have been signed while the discussion was due; its conclusion could not end the case then.
        AssessmentDuty.OweInAssessing(change);
        return change.Accept("Strategy discussion held: no enquiry");
    }

    /// <summary>
    /// A plan in force keeps its stage and its dates; the enquiry runs beside it. Of two enquiries at once the second is part of the first
    /// (census rules 8890, 8839).
    /// </summary>
    private static Decision BesidePlan(DecisionBuilder change, StrategyDiscussionHeld data)
    {
        if (!data.S47Initiated)
            return change.Accept("Strategy discussion held: no enquiry");
        if (change.State.Stage == CaseStage.Section47 || change.State.Regions.Enquiry.Status == EnquiryStatus.Open)
        {
            change.Warn("A section 47 enquiry is under way: this discussion is part of it, and its dates stay.");
            return change.Accept("Strategy discussion held: the enquiry goes on");
        }

        if (change.State.PlanInForce)
            change.Warn("The child protection plan stays in force; its conference dates do not change.");
        change.State = change.State with
        {
            Regions = change.State.Regions with
            {
                Enquiry = new EnquiryTrack { Status = EnquiryStatus.Open, StartedOn = change.OccurredOn },
            },
        };
        return change.Accept("Strategy discussion held: enquiry beside what is under way");
    }
}
