using ChildProtection.Domain.Assessment;
using ChildProtection.Domain.Closure;
using ChildProtection.Domain.Conference;
using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.Kernel.Facts;
using ChildProtection.Domain.Referral;
using ChildProtection.Domain.Tests.Support;
using static ChildProtection.Domain.Tests.Calendar.Dates;

namespace ChildProtection.Domain.Tests.Lifecycle;

/// <summary>
/// The invariants of domain 3.8: what no case may record, each refused by the rule that it breaks. Those that no event can break are in the
/// properties.
/// </summary>
public sealed class CensusInvariantsTests
{
    private static readonly Dictionary<string, Func<Rejected>> Refused = new()
    {
        ["8875 a conference at a weekend"] = () => SampleCases.Booked().Refuse("2026-02-28", Sample.Plan("2026-03-06", "2026-05-20")),
        ["8840 a plan that ends on the day it starts"] = () =>
            SampleCases.OutlinePlan().Refuse("2026-02-25", Sample.Review(ConferenceDecision.End, NextPlan.None), "2026-02-24"),
        ["8841 a review on the day the plan starts"] = () =>
            SampleCases.OutlinePlan().Refuse("2026-02-25", Sample.Review(ConferenceDecision.Continue), "2026-02-24"),
        ["8935 a plan inside the one before"] = () =>
            SampleCases
                .StepDownCin()
                .Raise("2026-05-20", Sample.Concern())
                .Raise("2026-05-20", Sample.Discussion())
                .Raise("2026-05-20", Sample.ConferenceNeeded())
                .Refuse("2026-05-21", Sample.Plan("2026-06-01", "2026-08-10"), "2026-05-19"),
        ["8565 a closure before other activity"] = () =>
            SampleCases
                .StepDownCin()
                .Raise("2026-06-02", Sample.Visit())
                .Refuse("2026-06-03", Sample.CaseClosed(), "2026-06-01"),
        ["8831 activity after a referral without further action"] = () =>
            SampleCases
                .Referred()
                .Raise("2026-02-03", Sample.Decision(ReferralOutcome.NoFurtherAction))
                .Refuse("2026-02-04", Sample.Visit()),
        ["2990 RC8 after an enquiry"] = () => SampleCases.StepDownCin().Refuse("2026-06-01", Sample.CaseClosed("RC8")),
        ["8615 an enquiry before its conference"] = () =>
            SampleCases.Booked().Refuse("2026-02-24", Sample.Plan("2026-03-06", "2026-05-20"), "2026-02-04"),
        ["2889 an event before the referral"] = () => SampleCases.Assessing().Refuse("2026-02-04", Sample.Visit(), "2026-01-30"),
        ["8896 a second open assessment"] = () =>
            SampleCases.Assessing().Raise("2026-02-04", new AssessmentStarted()).Refuse("2026-02-05", new AssessmentStarted()),
        ["8869 factor 21 with another"] = () =>
            SampleCases.Assessing().Refuse("2026-02-16", Sample.Assessment(AssessmentConclusion.NoFurtherAction, "21", "18B")),
        ["4001 a plan before the Child in Need plan it ends"] = () =>
            SampleCases
                .StepDownCin()
                .Raise("2026-06-10", Sample.Concern())
                .Raise("2026-06-10", Sample.Discussion())
                .Raise("2026-06-10", Sample.ConferenceNeeded())
                .Refuse("2026-06-11", Sample.Plan("2026-06-20", "2026-09-01"), "2026-05-19"),
    };

    public static TheoryData<string> Rules => [.. Refused.Keys];

    [Theory]
    [MemberData(nameof(Rules))]
    public void WhatARuleForbids_IsRefusedAndNamesARule(string rule) => Assert.NotEmpty(Refused[rule]().Rule);

    [Fact]
    public void Plan_StartsWithItsConference_WhoseDateStandsInOnePlaceAlone()
    {
        // Rules 2885, 2884.
        var state = SampleCases.OutlinePlan().State;
        Assert.Equal(
            (Date("2026-02-24"), Date("2026-02-24"), null),
            (state.Plan!.StartedOn, state.Enquiry!.ConferenceOn!.Value, state.Regions.Transfer.ConferenceOn));
    }

    [Fact]
    public void Death_BeforeTheLatestEvent_EndsThePlanThatDayAndClosesTheCaseOnTheEvents()
    {
        // Rules 8920 and 8565 at once: the plan ends no later than the death, the case closes no earlier than its activity.
        var driver = SampleCases
            .PlanActive()
            .Raise("2026-03-12", Sample.Visit(seen: false))
            .Raise("2026-03-13", new ChildDied(), "2026-03-11");
        Assert.Equal((Date("2026-03-11"), Date("2026-03-12")), (driver.State.Plan!.EndedOn!.Value, driver.State.Closure!.On));
    }
}
