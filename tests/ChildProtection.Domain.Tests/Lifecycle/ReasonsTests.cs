using ChildProtection.Domain.Assessment;
using ChildProtection.Domain.Closure;
using ChildProtection.Domain.Enquiry;
using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.Kernel.Facts;
using ChildProtection.Domain.Lifecycle;
using ChildProtection.Domain.Referral;
using ChildProtection.Domain.Tests.Support;
using ChildProtection.Tests.Support;
using static ChildProtection.Domain.Tests.Calendar.Dates;

namespace ChildProtection.Domain.Tests.Lifecycle;

/// <summary>N-13: whoever ends work for a child says why.</summary>
public sealed class ReasonsTests
{
    private static readonly Dictionary<string, (Func<CaseDriver> Case, CaseEvent Silent)> Ends = new()
    {
        ["no further action"] = (SampleCases.Referred, new ReferralDecision { Outcome = ReferralOutcome.NoFurtherAction }),
        ["early help"] = (SampleCases.Referred, new ReferralDecision { Outcome = ReferralOutcome.EarlyHelp }),
        ["assessed"] = (SampleCases.Assessing, new AssessmentSubmitted { Conclusion = AssessmentConclusion.NoFurtherAction }),
        ["closed"] = (SampleCases.Assessing, new CaseClosed { ClosureCode = "RC8" }),
        ["plan ended"] = (SampleCases.StepDownCin, new CinPlanEnded { Outcome = CinPlanOutcome.NoFurtherAction }),
        ["enquiry"] = (
            SampleCases.Section47,
            new Section47Concluded { Outcome = EnquiryOutcome.NotSubstantiated, Next = EnquiryNext.Assessment }),
        ["enquiry beside the plan"] = (
            () => SampleCases.PlanActive().Raise("2026-05-26", Sample.Concern()).Raise("2026-05-27", Sample.Discussion()),
            new Section47Concluded { Outcome = EnquiryOutcome.SubstantiatedNoConference }),
    };

    public static TheoryData<string> Named { get; } = [.. Ends.Keys];

    [Theory]
    [MemberData(nameof(Named))]
    [Obligation("N-13")]
    public void Decide_WithoutReason_IsRefused(string end)
    {
        var (life, silent) = Ends[end];

        var refused = life().Refuse("2026-06-16", silent);

        Assert.Equal((RejectionKind.Invalid, "/data/reason", "N-13"), (refused.Kind, refused.Field, refused.Rule));
    }

    [Fact]
    public void Decide_WhatGoesOnWithoutReason_IsAccepted()
    {
        Assert.Equal(
            CaseStage.Assessing,
            SampleCases.Referred().Raise("2026-02-03", new ReferralDecision { Outcome = ReferralOutcome.Assess }).Stage);
        Assert.Equal(
            CaseStage.ConferencePending,
            SampleCases.Section47().Raise("2026-02-11", new Section47Concluded { Outcome = EnquiryOutcome.ConferenceNeeded }).Stage);
    }

    /// <summary>A history that an earlier release left says nothing of rules, and must end where it ended.</summary>
    [Fact]
    public void Decide_RecordedBeforeTheRule_IsDecidedAsItWas()
    {
        var state = SampleCases.Assessing().State;
        var recorded = new EventSignal
        {
            EventId = "closed",
            OccurredOn = Date("2026-02-10"),
            ReceivedAt = CaseDriver.Local("2026-02-10 12:00"),
            Rules = null,
            Actor = new() { Subject = "mgr.1", Role = Role.TeamManager },
            Event = new CaseClosed { ClosureCode = "RC8" },
        };

        var replayed = CaseLifecycle.Decide(
            state, CaseSignal.FromJson(recorded.ToJson()), CaseDriver.At(state, CaseDriver.Local("2026-02-10 12:00")));

        Assert.Equal(CaseStage.Closed, Assert.IsType<Accepted>(replayed).State.Stage);
    }
}
