using System.Collections.Immutable;
using ChildProtection.Domain.Assessment;
using ChildProtection.Domain.Closure;
using ChildProtection.Domain.Deadlines;
using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.Kernel.Facts;
using ChildProtection.Domain.Kernel.Tracks;
using ChildProtection.Domain.Legal.England;
using ChildProtection.Domain.Plan;
using ChildProtection.Domain.Transfer;

namespace ChildProtection.Domain.Referral;

/// <summary>A referral is received, and within one working day a manager decides what happens (domain 3.6 A, E01 and E02).</summary>
internal static class Referrals
{
    public static Decision Open(OpeningSignal opening, CaseContext context)
    {
        var signal = opening.Referral;
        if (signal.Event is not IOpensCase opens)
            throw new ArgumentException(
                $"{EventNames.Of(signal.Event)} opens no case; send {ReferralReceived.WireName} or {TransferInNotified.WireName}.",
                nameof(opening));
        if (Validate(opens, signal, context) is { } rejected)
            return rejected;
        var change = new DecisionBuilder(NewCase(opening, opens, context), signal, context);
        LegalSteps.NoteRoute(change);
        Birthdays.OpenDeadlines(change);
        if (signal.Event is TransferInNotified transfer)
            return Transfers.Open(change, transfer);
        var referral = (ReferralReceived)signal.Event;
        change.OpenDeadline(DeadlineKinds.ReferralDecision, signal.OccurredOn);
        if (opening.PreviousPlans > 0)
            change.Warn($"The child had {opening.PreviousPlans} earlier child protection plan(s) with this authority.");
        return change.Accept($"Referral received from source {referral.ReferralSource}");
    }

    public static Decision Decide(DecisionBuilder change, ReferralDecision data)
    {
        if ((ValidateEnd(change.State, data.Outcome) ?? ValidateReason(change, data)) is { } rejected)
            return rejected;
        if (data.InformReferrer == true && !AgencyCodes.IsPartner(change.State.Referral.Agency))
            change.Warn("The referrer is no agency that gets messages; tell them by letter.");
        change.Meet(DeadlineKinds.ReferralDecision);
        return data.Outcome switch
        {
            ReferralOutcome.NoFurtherAction => Closing.Close(
                change, CaseOutcome.ReferralNoFurtherAction, null, "Referral: no further action"),
            ReferralOutcome.EarlyHelp => Closing.Close(
                change, CaseOutcome.ReferralNoFurtherAction, null, "Referral: passed on to early help"),
            ReferralOutcome.Assess => Assess(change),
            _ => DiscussStrategy(change),
        };
    }

    private static Decision Assess(DecisionBuilder change)
    {
        BeginFurtherAction(change);
        AssessmentDuty.OweInAssessing(change);
        return change.Accept("Referral: assessment under section 17");
    }

    private static Decision DiscussStrategy(DecisionBuilder change)
    {
        BeginFurtherAction(change);
        if (change.State.Stage is CaseStage.Assessing or CaseStage.StepDownCin)
        {
            change.State = change.State with { StageBeforeStrategy = change.State.Stage, Stage = CaseStage.StrategyPending };
            change.OpenDeadlineOnce(DeadlineKinds.StrategyDiscussion);
        }

        return change.Accept("Referral: strategy discussion");
    }

    /// <summary>
    /// Once the referral is decided, a discussion without enquiry leads back to the assessment, never to an undecided referral.
    /// </summary>
    private static void BeginFurtherAction(DecisionBuilder change)
    {
        var stage = change.State.Stage == CaseStage.Referred ? CaseStage.Assessing : change.State.Stage;
        var before = change.State.StageBeforeStrategy == CaseStage.Referred ? CaseStage.Assessing : change.State.StageBeforeStrategy;
        change.State = change.State with { Stage = stage, StageBeforeStrategy = before };
        AssessmentDuty.OweByReferral(change);
        Vacancies.Await(change);
    }

    /// <summary>A referral that ends without further action has no activity at all.</summary>
    private static Rejected? ValidateEnd(CaseState state, ReferralOutcome outcome)
    {
        const string rule = "census rules 8831, 8832, 4000";
        if (outcome is not (ReferralOutcome.NoFurtherAction or ReferralOutcome.EarlyHelp))
            return null;
        if (state.Stage != CaseStage.Referred)
            return DecisionBuilder.NotAllowed(
                rule,
                "A concern of significant harm was raised since the referral. Decide on an assessment or a strategy discussion.");
        return state.Assessment is not null
            ? DecisionBuilder.NotAllowed(
                rule, "An assessment was started since the referral. Decide on an assessment or a strategy discussion.")
            : null;
    }

    private static Rejected? ValidateReason(DecisionBuilder change, ReferralDecision data) =>
        data.Outcome is ReferralOutcome.NoFurtherAction or ReferralOutcome.EarlyHelp
            ? Reasons.Require(change, data.Reason, "why the referral needs no further action here")
            : null;

    private static CaseState NewCase(OpeningSignal opening, IOpensCase opens, CaseContext context) =>
        new()
        {
            CaseId = opening.CaseId,
            Stage = CaseStage.Referred,
            Sequence = 0,
            LastRecordedAt = context.Now,
            LastActivityOn = opening.Referral.OccurredOn,
            Profile = new ProfileStamp(context.Profile.Id, context.Profile.Version, context.Calendar.Id, context.Calendar.Version),
            Team = opens.Team!,
            Child = new ChildFacts
            {
                LocalId = opens.Child.LocalId,
                DateOfBirth = opens.Child.DateOfBirth,
                ExpectedDateOfBirth = opens.Child.ExpectedDateOfBirth,
                PreferredLanguage = opens.Child.PreferredLanguage,
            },
            Parents =
            [
                .. (opens.Parents ?? []).Select(
                    (parent, index) => new ParentFacts(PlanParties.ParentId(index), parent.KnownToAdultServices == true)),
            ],
            Referral = new ReferralFacts
            {
                ReceivedOn = opening.Referral.OccurredOn,
                Source = (opens as ReferralReceived)?.ReferralSource ?? Transfers.ReferralSource,
                PrimaryNeed = opens is ReferralReceived referral ? referral.PrimaryNeed : Transfers.PrimaryNeed,
                Agency = opening.Referral.Actor.Agency,
            },
            PreviousPlans = opening.PreviousPlans,
            PreviousPlanEndedOn = opening.PreviousPlanEndedOn,
            Regions = new CaseTracks
            {
                Birth = new BirthTrack { Status = opens.Child.DateOfBirth is null ? BirthStatus.Unborn : BirthStatus.NotApplicable },
            },
            Deadlines = [],
            DeadlineNumbers = ImmutableSortedDictionary<string, int>.Empty,
        };

    private static Rejected? Validate(IOpensCase opens, EventSignal signal, CaseContext context)
    {
        var today = context.Profile.Zone.DateOf(context.Now);
        if (signal.OccurredOn > today)
            return DecisionBuilder.Invalid("/receivedAt", "domain 3.2, late recording", "must not be in the future");
        if (signal.OccurredOn.Year < context.Calendar.FirstYear)
            return DecisionBuilder.Invalid(
                "/receivedAt",
                "domain 5.1, R1",
                $"must not be before {context.Calendar.FirstYear}, the first year of calendar {context.Calendar.Id}");
        if (string.IsNullOrEmpty(opens.Team))
            return DecisionBuilder.Invalid("/team", "domain 3.2, E01", "is required: choose an open team");
        return ReferredChildren.Validate(opens.Child, signal.OccurredOn, today);
    }
}
