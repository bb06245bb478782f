using ChildProtection.Domain.Deadlines;
using ChildProtection.Domain.Difficulties;
using ChildProtection.Domain.Enquiry;
using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.Kernel.Tracks;
using ChildProtection.Domain.Unborn;

namespace ChildProtection.Domain.Conference;

/// <summary>A conference is asked for by a manager, or by an agency whose senior manager supports it (E07).</summary>
internal static class ConferenceRequests
{
    private const string Rule = "domain 3.2, E07";

    public static Decision Decide(DecisionBuilder change, ConferenceRequested data)
    {
        if (change.Signal.Actor.Role == Role.Agency && data.SupportedBySeniorManager != true)
            return DecisionBuilder.Invalid(
                "/data/supportedBySeniorManager",
                Rule,
                "must be true: an agency asks for a conference with the support of its senior manager");
        return data.ConferenceType switch
        {
            ConferenceType.PreBirth => PreBirth(change),
            ConferenceType.Initial => Initial(change),
            ConferenceType.TransferIn => change.HasOpenDeadline(DeadlineKinds.TransferInConference)
                ? change.Accept("Transfer-in conference requested")
                : DecisionBuilder.Invalid("/data/conferenceType", Rule, "no transfer in is pending; record its notice first"),
            _ => change.State.HasCoreGroup
                ? Review(change, data.ConferenceType)
                : DecisionBuilder.Invalid("/data/conferenceType", Rule, "no plan is in force that could be reviewed"),
        };
    }

    /// <summary>A review is due anyway; only the chair decides to bring it forward (E30).</summary>
    private static Decision Review(DecisionBuilder change, ConferenceType type)
    {
        if (type == ConferenceType.EarlyReview)
            EarlyReviews.Request(change);
        return change.Accept("Review conference requested");
    }

    private static Decision PreBirth(DecisionBuilder change)
    {
        if (change.State.Regions.Birth.Status != BirthStatus.Unborn)
            return DecisionBuilder.Invalid("/data/conferenceType", Rule, "the child is born: ask for an initial conference");
        if (IsProposedWithout(change))
        {
            EnquiryEndings.TurnToConference(change);
            return change.Accept("Pre-birth conference requested instead of the end that was proposed");
        }

        if (change.State.PlanInForce || change.HasOpenDeadline(DeadlineKinds.PrebirthConference))
            return change.Accept("Pre-birth conference requested");
        Births.OpenConferenceDeadline(change);
        if (change.State.Stage is CaseStage.Assessing or CaseStage.StepDownCin)
            change.State = change.State with { Stage = CaseStage.ConferencePending };
        return change.Accept("Pre-birth conference requested");
    }

    /// <summary>
    /// An initial conference follows an enquiry, which follows a strategy discussion: the request makes that discussion due.
    /// </summary>
    private static Decision Initial(DecisionBuilder change)
    {
        if (change.State.PlanInForce)
            return DecisionBuilder.Invalid("/data/conferenceType", Rule, "a plan is in force: ask for a review");
        if (IsProposedWithout(change))
        {
            EnquiryEndings.TurnToConference(change);
            return change.Accept("Initial conference requested instead of the end that was proposed");
        }

        if (change.State.Stage is not (CaseStage.Section47 or CaseStage.ConferencePending))
            StrategyDiscussion.Call(change);
        return change.Accept("Initial conference requested");
    }

    /// <summary>Any agency may ask for the conference that an enquiry is to end without (N-14).</summary>
    private static bool IsProposedWithout(DecisionBuilder change) =>
        change.State is { Stage: CaseStage.Section47, Enquiry.Proposed: not null };
}
