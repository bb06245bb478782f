using ChildProtection.Domain.Kernel;
using static ChildProtection.Domain.Kernel.CaseStage;

namespace ChildProtection.Domain.Tests.Properties;

/// <summary>One row of the table in domain 3.6: from which stages what leads where.</summary>
/// <param name="Id">A01 and on: the main line (3.6 A); B01 and on: the special paths (3.6 B, 3.7); P01 and on: what the product adds, with
/// the reason.</param>
/// <param name="From">Empty for the opening of a case.</param>
/// <param name="Event">The type of the fact.</param>
/// <param name="To">Where it leads.</param>
/// <param name="When">The guard in words.</param>
internal sealed record StateRow(string Id, CaseStage[] From, string Event, CaseStage To, string When);

/// <summary>The table of domain 3.6, typed. Rows whose event changes no stage are proved by the tests of their stage.</summary>
internal static class StateTable
{
    private static readonly CaseStage[] Open =
    [
        Referred,
        Assessing,
        StrategyPending,
        Section47,
        ConferencePending,
        OutlinePlan,
        PlanActive,
        ReviewInSession,
        TransferredOutPending,
        StepDownCin,
        LookedAfter,
    ];
    private static readonly CaseStage[] Planned = [OutlinePlan, PlanActive, ReviewInSession, TransferredOutPending];

    public static IReadOnlyList<StateRow> Rows { get; } =
    [
        new("A01", [], "ReferralReceived", Referred, "a referral"),
        new("A02", [], "TransferInNotified", ConferencePending, "moved here for good"),
        new("A03", [Referred], "ReferralDecision", Closed, "no further action, early help"),
        new("A04", [Referred], "ReferralDecision", Assessing, "assess"),
        new("A05", [Referred, Assessing, StepDownCin], "ReferralDecision", StrategyPending, "strategy discussion"),
        new("A06", [Referred, Assessing, StepDownCin], "NewConcern", StrategyPending, "significant harm"),
        new("A07", [Assessing], "AssessmentCounterSigned", Closed, "not in need, early help"),
        new("A08", [Assessing], "AssessmentCounterSigned", StepDownCin, "child in need"),
        new("A09", [StrategyPending], "StrategyDiscussionHeld", Referred, "no enquiry: back"),
        new("A10", [StrategyPending], "StrategyDiscussionHeld", Assessing, "no enquiry: back"),
        new("A11", [StrategyPending], "StrategyDiscussionHeld", StepDownCin, "no enquiry: back"),
        new("A12", [StrategyPending], "StrategyDiscussionHeld", Section47, "enquiry started"),
        new("A13", [Section47], "Section47Concluded", Assessing, "no conference: assessment"),
        new("A14", [Section47], "Section47Concluded", StepDownCin, "no conference: child in need"),
        new("A15", [Section47], "Section47Concluded", Closed, "no conference: close, by the manager"),
        new("A16", [Section47], "Section47Concluded", ConferencePending, "conference needed"),
        new("A17", [ConferencePending], "ConferenceHeld", StepDownCin, "no plan, child in need"),
        new("A18", [ConferencePending], "ConferenceHeld", Closed, "no plan, no need"),
        new("A19", [ConferencePending], "ConferenceHeld", OutlinePlan, "plan, outcome complete"),
        new("A20", [OutlinePlan], "CoreGroupHeld", PlanActive, "detailed plan agreed"),
        new("A21", [OutlinePlan, PlanActive], "ConferenceHeld", ReviewInSession, "review opened"),
        new("A22", [ReviewInSession], "ConferenceHeld", PlanActive, "plan continues"),
        new("A23", [ReviewInSession], "ConferenceHeld", StepDownCin, "plan ends, child in need"),
        new("A24", [ReviewInSession], "ConferenceHeld", Closed, "plan ends, no need"),
        new("A25", [ReviewInSession], "ConferenceHeld", LookedAfter, "plan ends, looked after"),
        new("A26", [StepDownCin], "CinPlanEnded", Closed, "plan ended, no need"),
        new("A27", Open, "ChildDied", Closed, "death"),
        new("A28", [.. Open.Except([Referred])], "ChildTurned18", Closed, "eighteenth birthday"),

        new("B01", [.. Open], "PregnancyEnded", Closed, "T-14"),
        new("B02", [], "TransferInNotified", Referred, "temporary stay: listed only"),
        new("B03", [Referred], "TransferInNotified", ConferencePending, "listed child stays for good"),
        new("B04", [OutlinePlan, PlanActive], "ChildMoved", TransferredOutPending, "moved for good, written notice"),
        new("B05", [TransferredOutPending, ReviewInSession], "ReceivingConferenceHeld", Closed, "T-8: accepted in writing"),
        new("B06", [Referred, Assessing, StepDownCin], "PoliceProtectionTaken", StrategyPending, "always followed by a discussion"),
        new("B07", [Referred, Assessing, StepDownCin], "EpoMade", StrategyPending, "always followed by a discussion"),
        new("B08", [Assessing, StepDownCin], "ConferenceRequested", ConferencePending, "pre-birth conference"),
        new("B09", [Assessing, StepDownCin, LookedAfter], "LeftUkPermanently", Closed, "T-12"),
        new("B10", [Assessing, StepDownCin, LookedAfter, .. Planned], "OrderMade", Closed, "T-10: adoption, guardianship, arrangements"),
        new("B11", [TransferredOutPending], "ConferenceHeld", ReviewInSession, "the sending authority reviews"),
        new("B12", [ReviewInSession], "ConferenceHeld", TransferredOutPending, "plan continues until accepted"),
        new("B13", [Assessing, StepDownCin, LookedAfter], "CaseClosed", Closed, "E48: by the manager"),
    ];

    /// <summary>Arrows that are no row of the table, with the reason why they are right.</summary>
    public static IReadOnlyList<StateRow> Reasons { get; } =
    [
        new(
            "P01",
            [OutlinePlan, PlanActive, TransferredOutPending],
            "ConferenceHeld",
            StepDownCin,
            "decided at once: passes through the review"),
        new(
            "P02",
            [OutlinePlan, PlanActive, TransferredOutPending],
            "ConferenceHeld",
            Closed,
            "decided at once: passes through the review"),
        new(
            "P03",
            [OutlinePlan, PlanActive, TransferredOutPending],
            "ConferenceHeld",
            LookedAfter,
            "decided at once: passes through the review"),
        new("P04", [ReviewInSession], "ConferenceHeld", OutlinePlan, "continues, detail not agreed yet"),
        new("P05", [Assessing], "ApprovalDecided", StepDownCin, "counter-signed by decision: child in need"),
        new("P06", [Assessing], "ApprovalDecided", Closed, "counter-signed by decision: not in need"),
        new("P07", Planned, "ApprovalDecided", Closed, "E46: end without a conference approved"),
        new("P08", Planned, "ApprovalDecided", LookedAfter, "E46: end approved, looked after"),
        new("P16", [Section47], "ApprovalDecided", Assessing, "no conference agreed: assessment"),
        new("P17", [Section47], "ApprovalDecided", StepDownCin, "no conference agreed: child in need"),
        new("P18", [Section47], "ApprovalDecided", Closed, "no conference agreed: close"),
        new("P19", [Section47], "ConferenceRequested", ConferencePending, "asked for instead of the end that was proposed"),
        new("P09", [Assessing, StepDownCin], "ConferenceRequested", StrategyPending, "initial conference: a discussion first"),
        new("P10", [Referred], "CaseClosed", Closed, "the temporary stay is over"),
        new("P11", [StepDownCin], "StrategyDiscussionHeld", Section47, "called for beside a plan that has ended"),
        new("P12", [StepDownCin], "Section47Concluded", ConferencePending, "enquiry that outlived its plan"),
        new("P13", [TransferredOutPending], "ChildMoved", OutlinePlan, "came back before the transfer"),
        new("P14", [TransferredOutPending], "ChildMoved", PlanActive, "came back before the transfer"),
        new("P15", [Referred], "ChildTurned18", Closed, "eighteenth birthday"),
    ];

    /// <summary>Each so rare that the lives of a run may miss it.</summary>
    public static IReadOnlySet<string> Rare { get; } =
        new HashSet<string> { "B01", "B10", "P06", "P07", "P08", "P09", "P13", "P14", "P15", "P16", "P17", "P18", "P19" };

    public static IEnumerable<Transition> Arrows(StateRow row) =>
        row.From.Length == 0 ? [new Transition(null, row.Event, row.To)] : row.From.Select(from => new Transition(from, row.Event, row.To));
}
