using ChildProtection.Domain.Cases.Events;
using ChildProtection.Domain.Deadlines;

namespace ChildProtection.Domain.Cases.Stages;

/// <summary>A concern of significant harm leads to a strategy discussion, which may start a section 47 enquiry (E50, E05).</summary>
internal static class StrategyDiscussion
{
    public static Decision Decide(CaseChange change, NewConcern data)
    {
        if (!data.SignificantHarm)
            return change.Accept("New concern recorded");
        switch (change.State.Stage)
        {
            case CaseStage.Referred or CaseStage.Assessing or CaseStage.StepDownCin:
                change.State = change.State with { StageBeforeStrategy = change.State.Stage, Stage = CaseStage.StrategyPending };
                ArmOnce(change);
                break;
            case CaseStage.OutlinePlan or CaseStage.PlanActive or CaseStage.ReviewInSession or CaseStage.LookedAfter:
                ArmOnce(change);
                break;
            default:
                change.Warn($"The case is {change.State.Stage}: take the concern into what is already under way.");
                break;
        }

        return change.Accept("New concern of significant harm");
    }

    public static Decision Decide(CaseChange change, StrategyDiscussionHeld data)
    {
        if (change.Open(DeadlineKinds.StrategyDiscussion)!.Anchor.On > change.On)
            return CaseChange.Invalid("/occurredOn", "domain 3.6 A, E05", "must not be before the concern that it is held for");
        if (data.S47Initiated && change.State.Enquiry?.ConcludedOn is { } concluded && change.On < concluded)
            return CaseChange.Invalid("/occurredOn", "census rules 8890, 8839", $"must not be before {Words.Date(concluded)}, when the enquiry before this one ended");
        change.Meet(DeadlineKinds.StrategyDiscussion);
        Difficulties.Address(change);
        if (data.S47Initiated && !(data.Attendees.Contains("csc") && data.Attendees.Contains("police") && data.Attendees.Contains("health")))
            change.Warn("An enquiry is decided with social care, police and health; attendees does not name all of csc, police, health.");
        if (change.State.Stage == CaseStage.StrategyPending)
            return data.S47Initiated ? StartEnquiry(change) : GoBack(change);
        // The plan that the discussion was called for may have ended meanwhile.
        return data.S47Initiated && change.State.Stage == CaseStage.StepDownCin ? StartEnquiry(change) : BesidePlan(change, data);
    }

    /// <summary>One discussion is owed, however many concerns call for it; it counts from the first.</summary>
    public static void ArmOnce(CaseChange change)
    {
        if (!change.IsOpen(DeadlineKinds.StrategyDiscussion))
            change.Arm(DeadlineKinds.StrategyDiscussion, change.On);
    }

    /// <summary>The clock of the conference runs from this discussion; later ones do not restart it (census guide 4.12.2).</summary>
    private static Decision StartEnquiry(CaseChange change)
    {
        change.State = change.State with { Stage = CaseStage.Section47, Enquiry = new EnquiryFacts { StartedOn = change.On } };
        change.Arm(DeadlineKinds.Icpc, change.On);
        return change.Accept("Strategy discussion held: section 47 enquiry started");
    }

    private static Decision GoBack(CaseChange change)
    {
        change.State = change.State with { Stage = change.State.StageBeforeStrategy ?? CaseStage.Assessing, StageBeforeStrategy = null };
        return change.Accept("Strategy discussion held: no enquiry");
    }

    private static Decision BesidePlan(CaseChange change, StrategyDiscussionHeld data)
    {
        if (data.S47Initiated && change.State.PlanInForce)
            change.Warn("The child protection plan stays in force; its conference dates do not change.");
        return change.Accept(data.S47Initiated ? "Strategy discussion held: enquiry beside what is under way" : "Strategy discussion held: no enquiry");
    }
}
