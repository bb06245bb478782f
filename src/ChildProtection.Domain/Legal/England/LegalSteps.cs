using ChildProtection.Domain.Closure;
using ChildProtection.Domain.Deadlines;
using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.Kernel.Facts;
using ChildProtection.Domain.Kernel.Tracks;

namespace ChildProtection.Domain.Legal.England;

/// <summary>
/// The way to court: legal planning, then England's pre-proceedings, proceedings and orders (E33 to E35). None of it suspends a plan; an
/// order that gives the child a new family for good ends it (domain 3.7, T-10).
/// </summary>
internal static class LegalSteps
{
    public const string Convenor = "GuernseyConvenor";

    /// <summary>The profile decides the case's legal route. The state keeps it, so that preconditions need only the state.</summary>
    public static void NoteRoute(DecisionBuilder change)
    {
        var convenor = change.Context.Profile.Code("legalRoute") == Convenor;
        if (change.State.Regions.Legal.ThroughConvenor != convenor)
            Set(change, change.State.Regions.Legal with { ThroughConvenor = convenor });
    }

    public static Decision Decide(DecisionBuilder change, LegalPlanningRequested data)
    {
        var urgent = data.Urgent ?? false;
        Ask(change, urgent);
        return change.Accept(urgent ? "Legal planning requested, urgently" : "Legal planning requested");
    }

    /// <summary>The meeting is owed from now on.</summary>
    public static void Ask(DecisionBuilder change, bool urgent)
    {
        change.OpenDeadline(
            new DeadlineTerms(DeadlineKinds.LegalPlanningMeeting, change.OccurredOn)
            {
                Parameter = urgent ? "legalPlanningMeetingUrgent" : null,
            });
        // New planning does not take back a letter or an application.
        if (
            Region(change).Status
            is not (
                LegalStatus.PreProceedings
                or LegalStatus.Proceedings
                or LegalStatus.CyctHearing
                or LegalStatus.JuvenileCourt
                or LegalStatus.ConvenorReferred))
            Set(
                change,
                Region(change) with
                {
                    Status = Region(change).ThroughConvenor ? LegalStatus.ThresholdMeeting : LegalStatus.LegalPlanning,
                });
    }

    public static Decision Decide(DecisionBuilder change, LegalPlanningHeld data)
    {
        if (Validate(change, data) is { } rejected)
            return rejected;
        change.Meet(DeadlineKinds.LegalPlanningMeeting);
        var next = data.Outcome switch
        {
            LegalPlanningOutcome.Issue when Region(change).ThroughConvenor => LegalStatus.JuvenileCourt,
            LegalPlanningOutcome.Issue or LegalPlanningOutcome.StartPreProceedings => Region(change).Status,
            _ when Region(change).Status is LegalStatus.LegalPlanning or LegalStatus.ThresholdMeeting => LegalStatus.None,
            _ => Region(change).Status,
        };
        Set(change, Region(change) with { Status = next });
        return change.Accept($"Legal planning held: {Name(data.Outcome)}");
    }

    public static Decision SendLetter(DecisionBuilder change)
    {
        change.OpenDeadline(DeadlineKinds.PreProceedings, change.OccurredOn);
        Set(change, Region(change) with { Status = LegalStatus.PreProceedings });
        return change.Accept("Letter before proceedings sent");
    }

    public static Decision Decide(DecisionBuilder change, PreProceedingsEnded data)
    {
        if (change.OccurredOn < change.FindOpenDeadline(DeadlineKinds.PreProceedings)!.Anchor.On)
            return DecisionBuilder.Invalid("/occurredOn", "domain 3.2, E34", "must not be before the letter was sent");
        change.Meet(DeadlineKinds.PreProceedings);
        var stepsDown = data.Outcome == PreProceedingsOutcome.SteppedDown;
        if (stepsDown)
            Set(change, Region(change) with { Status = LegalStatus.SteppedDown });
        return change.Accept(stepsDown ? "Pre-proceedings ended: stepped down" : "Pre-proceedings ended: proceedings are to be issued");
    }

    public static Decision Issue(DecisionBuilder change)
    {
        change.Meet(DeadlineKinds.PreProceedings);
        change.OpenDeadline(DeadlineKinds.CareProceedings, change.OccurredOn);
        Set(change, Region(change) with { Status = LegalStatus.Proceedings });
        return change.Accept("Care proceedings issued");
    }

    public static Decision Decide(DecisionBuilder change, OrderMade data)
    {
        var interim = data.OrderType == OrderType.InterimCare;
        change.Meet(DeadlineKinds.PreProceedings);
        if (!interim)
            change.Meet(DeadlineKinds.CareProceedings);
        Set(change, Region(change) with
        {
            Status = interim && Region(change).Status == LegalStatus.Proceedings ? LegalStatus.Proceedings : LegalStatus.OrderMade,
            Order = data.OrderType,
            OrderOn = change.OccurredOn,
        });
        return EndsCase(change, data) is { } end ? End(change, end) : change.Accept($"Order made: {Name(data.OrderType)}");
    }

    private static Decision End(DecisionBuilder change, (CaseOutcome Outcome, string Code, string Summary) end)
    {
        if (change.State.Plan is { EndedOn: null } plan)
        {
            if (change.OccurredOn <= plan.StartedOn)
                return DecisionBuilder.Invalid(
                    "/occurredOn",
                    "census rule 8840",
                    $"the plan started on {DateText.Date(plan.StartedOn)} and cannot end on that day or before it; "
                    + "set caseContinues and end the plan at a review");
            PlanEnding.End(change, change.OccurredOn);
        }

        return Closing.Close(change, end.Outcome, end.Code, end.Summary);
    }

    /// <summary>Only when no enquiry is open: an open concern comes first.</summary>
    private static (CaseOutcome Outcome, string Code, string Summary)? EndsCase(DecisionBuilder change, OrderMade data)
    {
        if (data.CaseContinues == true)
            return null;
        (CaseOutcome, string, string)? end = data.OrderType switch
        {
            OrderType.Adoption => (CaseOutcome.Adopted, "RC1", "Adoption order made"),
            OrderType.ChildArrangements => (CaseOutcome.ChildArrangements, "RC3", "Child arrangements order made"),
            OrderType.SpecialGuardianship => (CaseOutcome.SpecialGuardianship, "RC4", "Special guardianship order made"),
            _ => null,
        };
        var concern = change.State.Regions.Enquiry.Status == EnquiryStatus.Open || change.HasOpenDeadline(DeadlineKinds.StrategyDiscussion)
            || change.State.Stage is CaseStage.StrategyPending or CaseStage.Section47 or CaseStage.ConferencePending;
        if (end is null || !concern)
            return end;
        change.Warn("A concern of significant harm is still open, so the order does not end the case.");
        return null;
    }

    private static Rejected? Validate(DecisionBuilder change, LegalPlanningHeld data)
    {
        if (change.FindOpenDeadline(DeadlineKinds.LegalPlanningMeeting) is { } owed && change.OccurredOn < owed.Anchor.On)
            return DecisionBuilder.Invalid(
                "/occurredOn", "domain 3.2, E33", $"must not be before it was requested on {DateText.Date(owed.Anchor.On)}");
        if (Region(change).ThroughConvenor && data.Outcome == LegalPlanningOutcome.StartPreProceedings)
            return DecisionBuilder.Invalid(
                "/data/outcome",
                "domain 2.3, legalRoute",
                "must fit Guernsey's route, which has no pre-proceedings; refer to the Convenor or to the Juvenile Court");
        if (data.Outcome == LegalPlanningOutcome.Issue && data.SeparationRecommended is null)
            return DecisionBuilder.Invalid(
                "/data/separationRecommended",
                "S4-12",
                "is required to go to court: say if the child is recommended to live away from the family");
        return data.SeparationRecommended == true && data.OptionsExplored is null
            ? DecisionBuilder.Invalid(
                "/data/optionsExplored", "S4-12", "is required before a child is recommended to live away from the family")
            : null;
    }

    private static string Name(LegalPlanningOutcome outcome) => outcome switch
    {
        LegalPlanningOutcome.ContinuePlan => "plan continues",
        LegalPlanningOutcome.StartPreProceedings => "pre-proceedings",
        LegalPlanningOutcome.Issue => "proceedings",
        _ => "no legal step",
    };

    private static string Name(OrderType order) => order switch
    {
        OrderType.InterimCare => "interim care",
        OrderType.SpecialGuardianship => "special guardianship",
        OrderType.ChildArrangements => "child arrangements",
        _ => order.ToString().ToLowerInvariant(),
    };

    private static LegalTrack Region(DecisionBuilder change) => change.State.Regions.Legal;

    private static void Set(DecisionBuilder change, LegalTrack region) =>
        change.State = change.State with { Regions = change.State.Regions with { Legal = region } };
}
