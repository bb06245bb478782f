using ChildProtection.Domain.Deadlines;
using ChildProtection.Domain.Difficulties;
using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.Kernel.Facts;
using ChildProtection.Domain.Kernel.Tracks;

namespace ChildProtection.Domain.Enquiry;

/// <summary>The enquiry ends in a conference or without one (E06).</summary>
internal static class Section47Enquiry
{
    public static Decision Decide(DecisionBuilder change, Section47Concluded data) =>
        change.State.Stage == CaseStage.Section47 ? ConcludeMain(change, data) : ConcludeBeside(change, data);

    private static Decision ConcludeMain(DecisionBuilder change, Section47Concluded data)
    {
        if (Validate(change, data) is { } rejected)
            return rejected;
        if (data.Outcome == EnquiryOutcome.ConferenceNeeded)
        {
            EnquiryEndings.TurnToConference(change);
            return change.Accept("Section 47 enquiry concluded: conference needed");
        }

        var ending = new EnquiryEndingRequest(data.Outcome, data.Next!.Value);
        return EnquiryEndings.Decider(change, ending) is { } decider
            ? EnquiryEndings.Propose(change, ending, decider)
            : EnquiryEndings.TakeEffect(change, ending);
    }

    /// <summary>
    /// Beside a plan the review conference answers; once the plan has ended, an initial one does, within the days that ran from the
    /// enquiry's start.
    /// </summary>
    private static Decision ConcludeBeside(DecisionBuilder change, Section47Concluded data)
    {
        var startedOn = change.State.Regions.Enquiry.StartedOn!.Value;
        if (change.OccurredOn < startedOn)
            return DecisionBuilder.Invalid(
                "/occurredOn", "census rule 8615", $"must not be before the enquiry started on {DateText.Date(startedOn)}");
        if (ValidateReason(change, data) is { } silent)
            return silent;
        change.State = change.State with { Regions = change.State.Regions with { Enquiry = new EnquiryTrack() } };
        if (data.Outcome != EnquiryOutcome.ConferenceNeeded)
            return change.Accept("Section 47 enquiry beside what is under way concluded: no conference");
        if (change.State.Stage == CaseStage.StepDownCin)
        {
            change.State = change.State with
            {
                Stage = CaseStage.ConferencePending,
                Enquiry = new EnquiryFacts { StartedOn = startedOn, ConcludedOn = change.OccurredOn, Outcome = data.Outcome },
            };
            change.OpenDeadline(DeadlineKinds.Icpc, startedOn, anchorEvent: AnchorEvents.StrategyDiscussionHeld);
        }
        else if (change.State.HasCoreGroup)
        {
            EarlyReviews.Request(change);
        }

        return change.Accept("Section 47 enquiry beside what is under way concluded: conference needed");
    }

    private static Rejected? Validate(DecisionBuilder change, Section47Concluded data)
    {
        var needed = data.Outcome == EnquiryOutcome.ConferenceNeeded;
        if (change.OccurredOn < change.State.Enquiry!.StartedOn)
            return DecisionBuilder.Invalid(
                "/occurredOn",
                "census rule 8615",
                $"must not be before the enquiry started on {DateText.Date(change.State.Enquiry.StartedOn)}");
        if (!needed && data.Next is null)
            return DecisionBuilder.Invalid(
                "/data/next",
                "domain 3.2, fields that guards need",
                "is required when no conference is needed: assessment, childInNeed or close");
        if (needed && data.Next is not null)
            return DecisionBuilder.Invalid(
                "/data/next", "domain 3.2, fields that guards need", "must be left out when a conference is needed");
        if (data.IcpcNotRequired is { } notRequired && notRequired == needed)
            return DecisionBuilder.Invalid(
                "/data/icpcNotRequired", "census guide 4.12", $"must be {(needed ? "false" : "true")}, as the outcome says");
        if (!needed && change.State.Enquiry.Proposed is not null)
            return DecisionBuilder.NotAllowed(
                EnquiryEndings.Rule, "It is proposed already that the enquiry ends without a conference. Wait for the decision.");
        return ValidateReason(change, data);
    }

    private static Rejected? ValidateReason(DecisionBuilder change, Section47Concluded data) =>
        data.Outcome == EnquiryOutcome.ConferenceNeeded ? null : Reasons.Require(change, data.Reason, "why no conference is needed");
}
