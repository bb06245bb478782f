using ChildProtection.Domain.Conference;
using ChildProtection.Domain.Deadlines;
using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.Kernel.Facts;
using ChildProtection.Domain.Referral;
using ChildProtection.Domain.Transfer;

namespace ChildProtection.Domain.Tests.Support;

/// <summary>Cases that have come to a stage in time, on the dates of the first acceptance scenario (domain 7.1, S-A).</summary>
internal static class SampleCases
{
    public static CaseDriver Referred() => CaseDriver.Open("2026-02-02 10:15");

    public static CaseDriver Assessing() =>
        Referred().Raise("2026-02-03 08:30", Sample.Decision(ReferralOutcome.Assess), actor: "mgr.1", role: Role.TeamManager);

    public static CaseDriver StrategyPending() => Assessing().Raise("2026-02-04", Sample.Concern());

    public static CaseDriver Section47() =>
        StrategyPending().Raise("2026-02-05", Sample.Discussion(), actor: "mgr.1", role: Role.TeamManager);

    public static CaseDriver ConferencePending() => Section47().Raise("2026-02-11", Sample.ConferenceNeeded());

    public static CaseDriver Booked() => ConferencePending().Raise("2026-02-12", Sample.Booked("2026-02-24"));

    /// <summary>The conference has just made a plan; its parties are asked to accept it.</summary>
    public static CaseDriver PlanMade() => Booked()
        .Raise("2026-02-20", Sample.ReportToParents())
        .Raise("2026-02-24", Sample.Plan("2026-03-06", "2026-05-20"), actor: "chair.1", role: Role.ConferenceChair);

    public static CaseDriver OutlinePlan() => PlanMade().SignedOff("2026-02-24 15:00");

    /// <summary>The first core group has just agreed the detailed plan; its parties are asked again.</summary>
    public static CaseDriver PlanAgreed() => OutlinePlan().Raise("2026-03-06", Sample.CoreGroup(versionAgreed: 1, "2026-04-15"));

    public static CaseDriver PlanActive() => PlanAgreed().SignedOff("2026-03-06 15:00");

    /// <summary>A review was opened on 20 May 2026; nothing else was recorded since 6 March.</summary>
    public static CaseDriver ReviewInSession() =>
        PlanActive().Raise("2026-05-20", Sample.Review(null), actor: "chair.1", role: Role.ConferenceChair);

    /// <summary>The child moved on 20 April 2026; the other authority was told in writing on that day.</summary>
    public static CaseDriver TransferredOut() =>
        PlanActive()
            .Raise(
                "2026-04-20",
                new ChildMoved
                {
                    Kind = MoveKind.Permanent,
                    NewAuthority = "authority-dorset",
                    NotifiedOn = new DateOnly(2026, 4, 20),
                    NoticeInWriting = true,
                });

    public static CaseDriver StepDownCin() => PlanActive()
        .Raise("2026-05-20", Sample.Review(ConferenceDecision.End, NextPlan.ChildInNeed), actor: "chair.1", role: Role.ConferenceChair);

    public static CaseDriver LookedAfter() => PlanActive()
        .Raise("2026-05-20", Sample.Review(ConferenceDecision.End, NextPlan.Care), actor: "chair.1", role: Role.ConferenceChair);

    public static CaseDriver Closed() => Section47().AsManager("2026-02-13", Sample.NoConference(EnquiryNext.Close));

    /// <summary>
    /// Everyone who was asked accepts the plan at that moment, and the child has its own version: no answer is due any more.
    /// </summary>
    public static CaseDriver SignedOff(this CaseDriver driver, string when)
    {
        foreach (var asked in driver.State.Deadlines.Where(deadline => deadline.Kind == DeadlineKinds.Acceptance).ToArray())
            driver.Raise(when, Sample.Acceptance(asked.Subject!));
        return driver.State.Has(DeadlineKinds.ChildVersionGiven) ? driver.Raise(when, Sample.ChildVersion()) : driver;
    }

    public static CaseDriver In(CaseStage stage) => stage switch
    {
        CaseStage.Referred => Referred(),
        CaseStage.Assessing => Assessing(),
        CaseStage.StrategyPending => StrategyPending(),
        CaseStage.Section47 => Section47(),
        CaseStage.ConferencePending => ConferencePending(),
        CaseStage.OutlinePlan => OutlinePlan(),
        CaseStage.PlanActive => PlanActive(),
        CaseStage.ReviewInSession => ReviewInSession(),
        CaseStage.TransferredOutPending => TransferredOut(),
        CaseStage.StepDownCin => StepDownCin(),
        CaseStage.LookedAfter => LookedAfter(),
        CaseStage.Closed => Closed(),
        _ => throw new ArgumentOutOfRangeException(nameof(stage)),
    };
}
