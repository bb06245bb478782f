using ChildProtection.Domain.Approvals;
using ChildProtection.Domain.Assessment;
using ChildProtection.Domain.Closure;
using ChildProtection.Domain.Deadlines;
using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.Kernel.Facts;

namespace ChildProtection.Domain.Enquiry;

/// <summary>
/// An enquiry ends without a conference only when a second person agrees (N-14). Until then it goes on, and its dates run.
/// </summary>
internal static class EnquiryEndings
{
    public const string Rule = "N-14";

    private static readonly ApprovalKind[] Kinds = [ApprovalKind.EnquiryClosure, ApprovalKind.NoConference];

    /// <summary>Nobody raises it: the day until which an agency could object has passed.</summary>
    private static readonly Actor System = new() { Subject = "system", Role = Role.Administrator };

    /// <summary>What waits while an agency may ask for a conference.</summary>
    private static readonly EnquiryEndingRequest Unopposed = new(EnquiryOutcome.SubstantiatedNoConference, EnquiryNext.Close);

    /// <summary>Who decides on it; null when it takes effect at once.</summary>
    public static Role? Decider(DecisionBuilder change, EnquiryEndingRequest ending)
    {
        var byManager = change.Signal.Actor.Role == Role.TeamManager;
        if (change.Signal.Rules is null)
            return null;
        if (ending.Outcome == EnquiryOutcome.SubstantiatedNoConference)
            return byManager || ending.Next == EnquiryNext.Close ? Role.ServiceManager : Role.TeamManager;
        return ending.Next == EnquiryNext.Close && !byManager ? Role.TeamManager : null;
    }

    public static Decision Propose(DecisionBuilder change, EnquiryEndingRequest ending, Role decider)
    {
        var substantiated = ending.Outcome == EnquiryOutcome.SubstantiatedNoConference;
        ApprovalRequests.Raise(
            change,
            substantiated ? ApprovalKind.NoConference : ApprovalKind.EnquiryClosure,
            decider,
            0,
            new ApprovalSubject(null, substantiated ? "Section 47 enquiry without a conference" : "Section 47 enquiry to be closed", null),
            substantiated
                ? $"A concern that is substantiated goes to a conference, unless {Words(decider)} agrees that none is needed."
                : "An enquiry closes a case only when a team manager agrees with the social worker.",
            enquiry: ending);
        change.State = change.State with { Enquiry = change.State.Enquiry! with { Proposed = ending.Outcome } };
        change.Warn($"The enquiry goes on, and its dates run, until {Words(decider)} agrees.");
        return change.Accept($"Section 47 enquiry: {Words(ending.Next)} proposed, without a conference");
    }

    /// <summary>What was proposed takes effect on the day of the decision.</summary>
    public static Decision Approve(DecisionBuilder change, EnquiryEndingRequest ending)
    {
        change.AnchorEvent = Section47Concluded.WireName;
        if (ending != Unopposed
            || !change.Context.Profile.Applies(DeadlineKinds.NoConferenceObjection))
            return TakeEffect(change, ending);
        change.OpenDeadline(DeadlineKinds.NoConferenceObjection, change.OccurredOn);
        // The fact of this decision tells the agencies; whether they took it is looked up by its number.
        change.State = change.State with { Enquiry = change.State.Enquiry! with { ToldBy = change.State.Sequence + 1 } };
        return change.Accept("Section 47 enquiry: the case closes without a conference unless an agency asks for one");
    }

    /// <summary>The enquiry goes on as if nothing had been proposed.</summary>
    public static void GoOn(DecisionBuilder change) =>
        change.State = change.State with { Enquiry = change.State.Enquiry! with { Proposed = null } };

    /// <summary>A conference is needed after all, whatever was proposed; its date stays.</summary>
    public static void TurnToConference(DecisionBuilder change)
    {
        foreach (var kind in Kinds)
            ApprovalRequests.Withdraw(change, kind);
        change.Cancel(DeadlineKinds.NoConferenceObjection);
        change.State = change.State with
        {
            Stage = CaseStage.ConferencePending,
            Enquiry = change.State.Enquiry! with
            {
                ConcludedOn = change.OccurredOn,
                Outcome = EnquiryOutcome.ConferenceNeeded,
                Proposed = null,
                ConferenceNotRequired = false,
            },
        };
    }

    public static Decision TakeEffect(DecisionBuilder change, EnquiryEndingRequest ending)
    {
        change.State = change.State with
        {
            Enquiry = change.State.Enquiry! with
            {
                ConcludedOn = change.OccurredOn,
                Outcome = ending.Outcome,
                Proposed = null,
                ConferenceNotRequired = true,
            },
        };
        change.Cancel(DeadlineKinds.Icpc, DeadlineKinds.PrebirthConference);
        const string summary = "Section 47 enquiry concluded: no conference";
        return ending.Next switch
        {
            EnquiryNext.Assessment => BackToAssessment(change, summary),
            EnquiryNext.ChildInNeed => StepDown.Begin(change, summary + ", child in need"),
            _ => Closing.Close(change, CaseOutcome.Section47NoFurtherAction, "RC7", summary),
        };
    }

    /// <summary>No agency asked for a conference in time: the case closes.</summary>
    /// <param name="state">The case.</param>
    /// <param name="objection">T41.</param>
    /// <param name="on">The last day on which one could ask, or the later day on which all agencies have taken the notice.</param>
    /// <param name="context">The moment.</param>
    public static Decision Reach(CaseState state, Deadline objection, DateOnly on, CaseContext context)
    {
        var concluded = new EventSignal
        {
            EventId = objection.Id,
            OccurredOn = on,
            ReceivedAt = context.Now,
            Rules = EventSignal.CurrentRules,
            Actor = System,
            Event = new Section47Concluded { Outcome = Unopposed.Outcome, Next = Unopposed.Next },
        };
        return CloseUnopposed(new DecisionBuilder(state, concluded, context));
    }

    /// <summary>The case closes on the day of what is being decided.</summary>
    public static Decision CloseUnopposed(DecisionBuilder change)
    {
        change.AnchorEvent = Section47Concluded.WireName;
        change.Meet(DeadlineKinds.NoConferenceObjection);
        return TakeEffect(change, Unopposed);
    }

    /// <summary>The case does not close after all; the enquiry may end another way.</summary>
    public static void TakeBack(DecisionBuilder change)
    {
        change.Cancel(DeadlineKinds.NoConferenceObjection);
        GoOn(change);
    }

    private static Decision BackToAssessment(DecisionBuilder change, string summary)
    {
        change.State = change.State with { Stage = CaseStage.Assessing, StageBeforeStrategy = null };
        AssessmentDuty.OweInAssessing(change);
        return change.Accept(summary + ", assessment goes on");
    }

    private static string Words(Role decider) => decider == Role.ServiceManager ? "a service manager" : "a team manager";

    private static string Words(EnquiryNext next) => next switch
    {
        EnquiryNext.Assessment => "assessment",
        EnquiryNext.ChildInNeed => "child in need",
        _ => "closing",
    };
}
