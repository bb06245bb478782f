using System.Collections.Immutable;
using ChildProtection.Domain.Cases.Events;
using ChildProtection.Domain.Deadlines;

namespace ChildProtection.Domain.Cases.Stages;

/// <summary>A referral is received, and within one working day a manager decides what happens (domain 3.6 A, E01 and E02).</summary>
internal static class Referral
{
    public static Decision Open(OpeningSignal opening, CaseContext context)
    {
        var signal = opening.Referral;
        if (signal.Event is not ReferralReceived referral)
            throw new ArgumentException($"A case is opened by {nameof(ReferralReceived)}, not by {signal.Event.GetType().Name}.", nameof(opening));
        if (WhyNot(referral, signal, context) is { } rejected)
            return rejected;
        var change = new CaseChange(NewCase(opening, referral, context), signal, context);
        change.Arm(DeadlineKinds.ReferralDecision, signal.OccurredOn);
        if (opening.PreviousPlans > 0)
            change.Warn($"The child had {opening.PreviousPlans} earlier child protection plan(s) with this authority.");
        return change.Accept($"Referral received from source {referral.ReferralSource}");
    }

    public static Decision Decide(CaseChange change, ReferralDecision data)
    {
        if (change.State.Stage != CaseStage.Referred && data.Outcome is ReferralOutcome.NoFurtherAction or ReferralOutcome.EarlyHelp)
            return CaseChange.NotAllowed("census rules 8831, 8832, 4000",
                $"A concern of significant harm was raised since the referral, so the case is {change.State.Stage}; decide assess or strategyDiscussion.");
        change.Meet(DeadlineKinds.ReferralDecision);
        return data.Outcome switch
        {
            ReferralOutcome.NoFurtherAction => Closing.Close(change, CaseOutcome.ReferralNoFurtherAction, null, "Referral: no further action"),
            ReferralOutcome.EarlyHelp => Closing.Close(change, CaseOutcome.ReferralNoFurtherAction, null, "Referral: passed on to early help"),
            ReferralOutcome.Assess => Assess(change),
            _ => DiscussStrategy(change),
        };
    }

    private static Decision Assess(CaseChange change)
    {
        ArmAssessment(change);
        if (change.State.Stage == CaseStage.Referred)
            change.State = change.State with { Stage = CaseStage.Assessing };
        else
            change.State = change.State with { StageBeforeStrategy = Resume(change.State.StageBeforeStrategy) };
        return change.Accept("Referral: assessment under section 17");
    }

    private static Decision DiscussStrategy(CaseChange change)
    {
        ArmAssessment(change);
        change.State = change.State with { StageBeforeStrategy = Resume(change.State.StageBeforeStrategy) };
        if (change.State.Stage == CaseStage.Referred)
        {
            change.State = change.State with { Stage = CaseStage.StrategyPending };
            change.Arm(DeadlineKinds.StrategyDiscussion, change.On);
        }

        return change.Accept("Referral: strategy discussion");
    }

    /// <summary>Once the referral is decided, a discussion without enquiry leads back to the assessment, never to an undecided referral.</summary>
    private static CaseStage Resume(CaseStage? before) => before is null or CaseStage.Referred ? CaseStage.Assessing : before.Value;

    private static void ArmAssessment(CaseChange change) => change.Arm(DeadlineKinds.Assessment, change.State.Referral.ReceivedOn);

    private static CaseState NewCase(OpeningSignal opening, ReferralReceived referral, CaseContext context) => new()
    {
        CaseId = opening.CaseId,
        Stage = CaseStage.Referred,
        Sequence = 0,
        LastRecordedAt = context.Now,
        LastActivityOn = opening.Referral.OccurredOn,
        Profile = new ProfileStamp(context.Profile.Id, context.Profile.Version, context.Calendar.Id, context.Calendar.Version),
        Team = referral.Team,
        Child = new ChildFacts
        {
            LocalId = referral.Child.LocalId,
            DateOfBirth = referral.Child.DateOfBirth,
            ExpectedDateOfBirth = referral.Child.ExpectedDateOfBirth,
        },
        Referral = new ReferralFacts
        {
            ReceivedOn = opening.Referral.OccurredOn,
            Source = referral.ReferralSource,
            PrimaryNeed = referral.PrimaryNeed,
        },
        PreviousPlans = opening.PreviousPlans,
        Deadlines = [],
        DeadlineNumbers = ImmutableSortedDictionary<string, int>.Empty,
    };

    private static Rejected? WhyNot(ReferralReceived referral, EventSignal signal, CaseContext context)
    {
        var today = context.Profile.Zone.DateOf(context.Now);
        if (signal.OccurredOn > today)
            return CaseChange.Invalid("/receivedAt", "domain 3.2, late recording", "must not be in the future");
        if (referral.Child.DateOfBirth is null == referral.Child.ExpectedDateOfBirth is null)
            return CaseChange.Invalid("/child/dateOfBirth", "census guide 2.1", "give either dateOfBirth or, for an unborn child, expectedDateOfBirth");
        if (referral.Child.DateOfBirth > today)
            return CaseChange.Invalid("/child/dateOfBirth", "census guide 2.1", "must not be in the future; give expectedDateOfBirth for an unborn child");
        return null;
    }
}
