using ChildProtection.Domain.Cases;
using ChildProtection.Domain.Cases.Events;

namespace ChildProtection.Domain.Tests.Cases.Support;

/// <summary>Cases that have come to a stage in time, on the dates of the first acceptance scenario (domain 7.1, S-A).</summary>
internal static class Cases
{
    public static CaseDriver Referred() => CaseDriver.Open("2026-02-02 10:15");

    public static CaseDriver Assessing() => Referred().Raise("2026-02-03 08:30", Some.Decision(ReferralOutcome.Assess), actor: "mgr.1", role: Role.TeamManager);

    public static CaseDriver StrategyPending() => Assessing().Raise("2026-02-04", Some.Concern());

    public static CaseDriver Section47() => StrategyPending().Raise("2026-02-05", Some.Discussion(), actor: "mgr.1", role: Role.TeamManager);

    public static CaseDriver ConferencePending() => Section47().Raise("2026-02-11", Some.ConferenceNeeded());

    public static CaseDriver Booked() => ConferencePending().Raise("2026-02-12", Some.Booked("2026-02-24"));

    public static CaseDriver OutlinePlan() => Booked()
        .Raise("2026-02-20", Some.ReportToParents())
        .Raise("2026-02-24", Some.Plan("2026-03-06", "2026-05-20"), actor: "chair.1", role: Role.ConferenceChair);

    public static CaseDriver PlanActive() => OutlinePlan()
        .Raise("2026-03-06", Some.CoreGroup(versionAgreed: 1, "2026-04-15"));

    /// <summary>A review was opened on 20 May 2026; nothing else was recorded since 6 March.</summary>
    public static CaseDriver ReviewInSession() => PlanActive().Raise("2026-05-20", Some.Review(null), actor: "chair.1", role: Role.ConferenceChair);

    /// <summary>The child moved on 20 April 2026; the other authority was told in writing on that day.</summary>
    public static CaseDriver TransferredOut() => PlanActive()
        .Raise("2026-04-20", new ChildMoved { Kind = MoveKind.Permanent, NewAuthority = "authority-dorset", NotifiedOn = new DateOnly(2026, 4, 20), NoticeInWriting = true });

    public static CaseDriver StepDownCin() => PlanActive()
        .Raise("2026-05-20", Some.Review(ConferenceDecision.End, NextPlan.ChildInNeed), actor: "chair.1", role: Role.ConferenceChair);

    public static CaseDriver LookedAfter() => PlanActive()
        .Raise("2026-05-20", Some.Review(ConferenceDecision.End, NextPlan.Care), actor: "chair.1", role: Role.ConferenceChair);

    public static CaseDriver Closed() => Section47().Raise("2026-02-13", Some.NoConference(EnquiryNext.Close));

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
