using ChildProtection.Domain.Assessment;
using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.Kernel.Facts;
using ChildProtection.Domain.Kernel.Tracks;

namespace ChildProtection.Domain.Tests.Properties.Laws;

/// <summary>The invariants of domain 3.8 that concern plans and conferences: numbers 1 to 8 and 13.</summary>
internal sealed class PlansKeepTheCensusRules : Law
{
    public override void Step(Passed step)
    {
        if (step.Decision is not Accepted)
            return;
        var (before, after) = (step.Before, step.After);
        if (after.PlanInForce && after.Plan!.Number != before.Plan?.Number)
            CheckStart(before, after);
        // 8840: no plan starts and ends on the same day. 8920: it ends no later than death. 8915: none starts after it.
        if (after.Plan is { EndedOn: { } ended } plan && (ended <= plan.StartedOn || ended > after.Child.DiedOn))
            Broken($"8840, 8920: the plan of {plan.StartedOn:O} ended on {ended:O}, death {after.Child.DiedOn:O}");
        if (after.Plan is { LastReviewOn: { } reviewed } reviewedPlan && reviewed <= reviewedPlan.StartedOn)
            Broken($"8841: reviewed on {reviewed:O}, started on {reviewedPlan.StartedOn:O}");
        // 4001, 4016, 4017, 4003: no Child in Need plan beside a child protection plan, and none that ends before it starts.
        if (after.PlanInForce && after.CinPlan is { EndedOn: null })
            Broken("4001: two plans at once");
        if (after.CinPlan is { EndedOn: { } over } need && over < need.StartedOn)
            Broken($"4003: a Child in Need plan from {need.StartedOn:O} to {over:O}");
        if (after.CinPlan is { } next && before.CinPlan?.StartedOn != next.StartedOn && after.Plan?.EndedOn > next.StartedOn)
            Broken($"4017: a Child in Need plan from {next.StartedOn:O}, before the plan ended on {after.Plan.EndedOn:O}");
    }

    private void CheckStart(CaseState before, CaseState after)
    {
        var start = after.Plan!.StartedOn;
        // 2885, 2884: the plan starts with the conference, which stands in one place alone; one that was asked for before a birth, without
        // an enquiry, in none.
        var (ofEnquiry, ofTransfer) = (after.Enquiry?.ConferenceOn == start, after.Regions.Transfer.ConferenceOn == start);
        if (ofEnquiry == ofTransfer && (ofEnquiry || after.Enquiry is { ConferenceNotRequired: false }))
            Broken(
                $"2885, 2884: the plan started on {start:O}, conferences of {after.Enquiry?.ConferenceOn:O} "
                + $"and {after.Regions.Transfer.ConferenceOn:O}");
        if (start.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday)
            Broken($"8875: a conference on {start:O}, a {start.DayOfWeek}");
        // 8615: the discussion is not later than the conference.
        if (after.Enquiry is { } enquiry && enquiry.ConferenceOn < enquiry.StartedOn)
            Broken($"8615: an enquiry of {enquiry.StartedOn:O} and its conference of {enquiry.ConferenceOn:O}");
        if (after.Enquiry is { ConferenceNotRequired: true, ConferenceOn: not null })
            Broken("4.12: a conference of an enquiry that needed none");
        // 8935, 8940: no two plans overlap.
        if (before.PlanInForce || before.Plan?.EndedOn > start)
            Broken($"8935, 8940: a plan until {before.Plan?.EndedOn:O}, the next from {start:O}");
        if (after.PreviousPlans != before.PreviousPlans + (before.Plan is null ? 0 : 1))
            Broken($"N00106: {before.PreviousPlans} plans before, then {after.PreviousPlans}");
    }
}

/// <summary>The invariants of domain 3.8 that concern closures, enquiries and assessments: numbers 9 to 15.</summary>
internal sealed class ClosuresKeepTheCensusRules : Law
{
    public override void Step(Passed step)
    {
        if (step.Decision is not Accepted)
            return;
        var state = step.After;
        // 8890, 8839: one enquiry at a time. 2889, 1104, 1105: none before the referral.
        if (state.Stage == CaseStage.Section47 && state.Regions.Enquiry.Status == EnquiryStatus.Open)
            Broken("8890: two enquiries at once");
        if (state.Enquiry?.StartedOn < state.Referral.ReceivedOn || state.Assessment?.StartedOn < state.Referral.ReceivedOn)
            Broken("2889, 1104, 1105: something began before the referral");
        // 8896: one assessment at a time. 8869: no factor stands alone.
        if (step.Signal is EventSignal { Event: AssessmentStarted }
            && step.Before.Assessment is { Status: not AssessmentStatus.CounterSigned })
            Broken("8896: two assessments at once");
        if (step.Signal is EventSignal { Event: AssessmentSubmitted { Factors: { Count: > 1 } factors } } && factors.Contains("21"))
            Broken("8869: factor 21 beside others");
        if (state.Closure is { } closure && step.Before.Closure is null)
            CheckClosure(state, closure);
    }

    private void CheckClosure(CaseState state, CaseClosure closure)
    {
        if (closure.On < state.LastActivityOn || closure.On < state.Plan?.EndedOn || closure.On < state.CinPlan?.EndedOn)
            Broken($"8565: closed on {closure.On:O}, last activity {state.LastActivityOn:O}");
        var referralOnly = closure.Outcome == CaseOutcome.ReferralNoFurtherAction;
        // T-15: the codes are England's.
        if ((referralOnly || state.Regions.Legal.ThroughConvenor) != closure.CensusCode is null)
            Broken($"8805, 8810: {closure}");
        var worked = state.Assessment is not null || state.Enquiry is not null || state.Plan is not null || state.CinPlan is not null;
        if (referralOnly && worked)
            Broken("8831, 8832, 4000: activity on a referral without further action");
        if (closure.CensusCode is "RC8" or "RC9"
            && (state.Enquiry is not null || state.Plan is not null || state.CinPlan is not null || state.ConferencesHeld > 0))
            Broken($"2990: {closure.CensusCode} after an enquiry, a conference or a plan");
        if (closure.Outcome == CaseOutcome.Died && (closure.CensusCode is not ("RC2" or null) || state.Child.DiedOn is null))
            Broken($"T-13: {closure}, died on {state.Child.DiedOn:O}");
    }
}
