using ChildProtection.Domain.Assessment;
using ChildProtection.Domain.Calendar;
using ChildProtection.Domain.Closure;
using ChildProtection.Domain.Conference;
using ChildProtection.Domain.CoreGroup;
using ChildProtection.Domain.Deadlines;
using ChildProtection.Domain.Definitions;
using ChildProtection.Domain.Difficulties;
using ChildProtection.Domain.Enquiry;
using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.Kernel.Facts;
using ChildProtection.Domain.Oversight;
using ChildProtection.Domain.Plan;
using ChildProtection.Domain.PlanDocument;
using ChildProtection.Domain.Profiles;
using ChildProtection.Domain.Referral;
using ChildProtection.Domain.Tests.Support;
using ChildProtection.Domain.Text;
using ChildProtection.Domain.Visits;

namespace ChildProtection.Domain.Tests.Properties;

/// <summary>Data for an event of any type that fits the state more often than not; <c>variant</c> picks among what may be said.</summary>
internal static class Plausible
{
    /// <summary>Stands in every text, so that words which leak are found.</summary>
    public const string Marker = "Wrenfield";

    private static readonly FreeText Words = Sample.Text(Marker);
    private static readonly PlanContent Whole = SamplePlan.About(Marker);

    private static readonly IReadOnlyList<string> Profiles = ProcedureLibrary.Ids;

    public static CaseEvent Data(EventDefinition type, CaseState state, DateOnly on, int variant) =>
        type.Name switch
        {
            "ReferralReceived" => OfReferral(),
            "ReferralDecision" => new ReferralDecision
            {
                Outcome = Pick<ReferralOutcome>(variant % 10 == 0 ? 0 : 2 + (variant % 2)),
                Reason = Words,
                InformReferrer = variant % 2 == 0,
            },
            "NewConcern" => new NewConcern { SignificantHarm = variant % 3 > 0, Concern = Words },
            "AssessmentStarted" => new AssessmentStarted(),
            "AssessmentSubmitted" => new AssessmentSubmitted
            {
                Conclusion = Pick<AssessmentConclusion>(variant % 5 == 0 ? variant : 0),
                Factors = variant % 7 == 0 ? ["21"] : ["18B"],
            },
            "AssessmentCounterSigned" => new AssessmentCounterSigned { Comment = Words },
            "AssessmentReturned" => new AssessmentReturned { Comment = Words },
            "StrategyDiscussionHeld" => new StrategyDiscussionHeld
            {
                Attendees = ["csc", "police", "health"],
                S47Initiated = variant % 4 > 0,
                EmergencyAction = Words,
            },
            "Section47Concluded" => variant % 4 > 0
                ? new Section47Concluded { Outcome = EnquiryOutcome.ConferenceNeeded, Reason = Words }
                : new Section47Concluded
                {
                    Outcome = EnquiryOutcome.NotSubstantiated,
                    Next = Pick<EnquiryNext>(variant / 4 % 5 == 0 ? 2 : variant / 4 % 2),
                },
            "ConferenceBooked" => new ConferenceBooked
            {
                ScheduledOn = on.AddDays(variant % 20),
                Place = Words,
                ExcludedParents = variant % 3 == 0 ? Words : null,
                ConferenceId = variant % 5 == 0 ? $"booking-{variant}" : null,
            },
            "ReportShared" => new ReportShared { SharedWith = [Pick<ReportReader>(variant % 3 == 0 ? 2 : 0)] },
            "ConferenceRescheduled" => new ConferenceRescheduled { NewOn = on.AddDays(variant % 20), Reason = Words },
            "ConferenceInquorate" => new ConferenceInquorate
            {
                PresentAgencies = ["csc"],
                Decision = Pick<InquorateDecision>(variant),
                Reason = Words,
            },
            "ConferenceHeld" => Conference(state, on, variant),
            "CoreGroupBooked" => new CoreGroupBooked { ScheduledOn = on.AddDays(variant % 60) },
            "CoreGroupRescheduled" => new CoreGroupRescheduled
            {
                NewOn = on.AddDays(variant % 60),
                Reason = Words,
                WrittenConfirmationSentOn = variant % 2 == 0 ? on : null,
            },
            "CoreGroupHeld" => new CoreGroupHeld
            {
                ProgressReviewed = variant % 11 > 0,
                ChangesConsidered = true,
                PlanVersionAgreed = variant % 3 > 0 ? state.Plan?.Version + 1 : null,
                Plan = variant % 3 > 0 ? Plan(on, variant) : null,
                ReasonsForMissing = variant % 3 == 2 ? [new() { Field = "needsOfParents", Reason = Words }] : null,
                Disagreements =
                [
                    new()
                    {
                        Who = Words,
                        What = Words,
                        Reason = Words,
                    },
                ],
                FutureDates = variant % 2 == 0 ? [on.AddDays(30)] : null,
                ChangesDecided =
                    variant % 4 == 0 && Subject(state, DeadlineKinds.ChangeProposalAnswer) is { } proposal
                        ?
                        [
                            new()
                            {
                                ProposalId = proposal,
                                Accepted = true,
                                Reason = Words,
                            },
                        ]
                        : null,
                NeedForEarlyReview = variant % 13 == 0,
                ParentsContribution = Words,
            },
            "CoreGroupNotesCirculated" => new CoreGroupNotesCirculated { CoreGroupNumber = variant % 4 == 0 ? 1 : null },
            "PlanVersionPublished" => new PlanVersionPublished
            {
                Plan = variant % 6 == 0 ? new PlanContent { Concerns = Words } : Plan(on, variant),
                ChangeReason = Words,
            },
            "PlanAccepted" => new PlanAccepted
            {
                Party = Pick<PlanPartyKind>(variant),
                Agency = variant % 3 == 0 ? "school" : null,
                Method = Pick<AcceptanceMethod>(variant),
                Evidence = variant % 7 == 0 ? null : Filed(on),
                Reservation = variant % 4 == 0 ? Words : null,
            },
            "PlanDeclined" => new PlanDeclined
            {
                Party = Pick<PlanPartyKind>(variant),
                Agency = variant % 3 == 0 ? "school" : null,
                Reason = Words,
                Renegotiation = variant % 4 == 0 ? Words : null,
            },
            "PlanExplained" => new PlanExplained
            {
                To = Pick<ExplainedTo>(variant),
                Understood = Pick<Understanding>(variant),
                ChildVersion =
                    variant % 4 == 0
                        ? new()
                        {
                            Text = Words,
                            ReadingLevel = Words,
                            Language = variant % 8 == 0 ? "en" : "cy",
                            ReasonForOtherLanguage = variant % 3 == 0 ? Words : null,
                        }
                        : null,
            },
            "AdultRecordCopied" => new AdultRecordCopied { ParentId = variant % 5 == 0 ? "parent-9" : "parent-1" },
            "ActionCompleted" => new ActionCompleted { ActionId = ActionOf(state, variant), Result = Words },
            "ActionOverrun" => new ActionOverrun
            {
                ActionId = ActionOf(state, variant),
                Reason = Words,
                ExpectedOn = on.AddDays((variant % 9) - 1),
            },
            "ActionVaried" => new ActionVaried
            {
                ActionId = ActionOf(state, variant),
                Reason = Words,
                NewOn = on.AddDays((variant % 20) - 1),
            },
            "VisitMade" => new VisitMade
            {
                Place = Pick<VisitPlace>(variant),
                ChildSeen = variant % 5 > 0,
                HomeConditions = Words,
            },
            "VisitFailed" => new VisitFailed
            {
                Reason = Pick<VisitFailure>(variant),
                Purpose = variant % 9 == 0 ? VisitPurpose.Other : null,
                Attempt = variant % 5 == 0 ? 2 : null,
                Details = Words,
            },
            "AccessDifficultyReported" => new AccessDifficultyReported { Description = Words, OnBehalfOf = Someone(variant) },
            "AccessActionPlanAgreed" => new AccessActionPlanAgreed
            {
                AgreedWith = variant % 8 == 0 ? ["school"] : ["police", "school"],
                CoreGroupAgreed = true,
                Actions = [Words],
                ConferenceConsidered = variant % 2 == 0,
                ConferenceReason = Words,
            },
            "ImplementationDifficulty" => new ImplementationDifficulty
            {
                Description = Words,
                Kind = Pick<DifficultyKind>(variant),
                ImmediateRisk = variant % 2 == 0,
                OnBehalfOf = Someone(variant),
            },
            "ChangeProposed" => new ChangeProposed
            {
                Text = Words,
                Reason = Words,
                OnBehalfOf = Someone(variant),
            },
            "ChangeDecided" => new ChangeDecided
            {
                ProposalId = Subject(state, DeadlineKinds.ChangeProposalAnswer),
                Accepted = variant % 3 == 0,
                Reason = variant % 7 == 0 ? null : Words,
            },
            "UnexpectedEvent" => new UnexpectedEvent { Description = Words },
            "UnexpectedEventDecided" => new UnexpectedEventDecided
            {
                UnexpectedEventId = state.Regions.UnexpectedEvents.Waiting is [var first, ..] ? first.Id : null,
                Decision = Pick<UnexpectedEventDecision>(variant),
                DecidedWith = state.LeadSocialWorker ?? "sw.1",
                Reason = Words,
            },
            "EscalatedToManager" => new EscalatedToManager { Reason = Words, DecisionNeededBy = variant % 2 == 0 ? on.AddDays(2) : null },
            "PlanNotWorking" => new PlanNotWorking { Reasons = Words, Urgent = variant % 3 == 0 },
            "EarlyReviewRequested" => new EarlyReviewRequested { Reason = Words, OnBehalfOf = Someone(variant) },
            "EarlyReviewDecided" => new EarlyReviewDecided { Granted = variant % 3 == 0, Reason = variant % 8 == 0 ? null : Words },
            "DisputeRaised" => new DisputeRaised
            {
                Kind = Pick<DisputeKind>(variant),
                Agencies = ["school", "health"],
                Summary = Words,
            },
            "DisputeStageOutcome" => new DisputeStageOutcome
            {
                DisputeId = state.Regions.Disputes is { Count: > 0 } disputes ? disputes[variant % disputes.Count].Id : null,
                Resolved = variant % 2 == 0,
                Summary = Words,
            },
            "ComplaintReceived" => new ComplaintReceived { Subject = Words, OnBehalfOf = Someone(variant) },
            "ComplaintAnswered" => new ComplaintAnswered
            {
                ComplaintId = state.Regions.Complaints.Waiting is [var oldest, ..] ? oldest.Id : null,
                Answer = Words,
            },
            "LswNamed" => new LeadSocialWorkerNamed { LeadSocialWorker = Worker(state.LeadSocialWorker ?? "sw.1", variant) },
            "LswChanged" => new LeadSocialWorkerChanged
            {
                LeadSocialWorker = Worker(variant % 2 == 0 ? "sw.1" : "sw.2", variant),
                Reason = Words,
            },
            "CaseClosed" => new CaseClosed { ClosureCode = variant % 2 == 0 ? "RC7" : "RC8", Reason = Words },
            "CinPlanReviewed" => new CinPlanReviewed { Summary = Words },
            "CinPlanEnded" => new CinPlanEnded { Reason = Words },
            "DecisionLetterSent" => new DecisionLetterSent(),
            "ConferenceRecordIssued" => new ConferenceRecordIssued(),
            "PlanEnded" => new PlanEnded
            {
                Reason = Pick<PlanEndReason>(variant),
                NextPlan = variant % 5 == 4 ? NextPlan.Care : NextPlan.None,
                AgenciesConsulted = variant % 6 == 0 ? [] : ["school"],
            },
            "ApprovalDecided" => Decided(state, on, variant),
            "CaseRestricted" => new CaseRestricted { Change = state.RestrictionChanges + 1 },
            "RestrictionReviewed" => new RestrictionReviewed { Change = state.RestrictionChanges + (variant % 4 > 0 ? 1 : 0) },
            "RestrictionLifted" => new RestrictionLifted { Change = state.RestrictionChanges + 1 },
            "ProfileChanged" => new ProfileChanged
            {
                ProfileId = Profiles[variant % Profiles.Count],
                Version = "1.0",
                Reason = Words,
            },
            "CalendarChanged" => new CalendarChanged { Version = variant % 2 == 0 ? "2026.1" : "2026.2", Reason = Words },
            "EndNoticesSent" => new EndNoticesSent(),
            _ => PlausibleStatus.Data(type, state, on, variant)
                ?? throw new ArgumentException($"Say here what a plausible {type.Name} looks like.", nameof(type)),
        };

    public static ReferralReceived OfReferral()
    {
        var referral = Sample.Referral();
        return referral with
        {
            Concern = Words,
            Child = referral.Child with { GivenName = Words, FamilyName = Words },
            Parents = [new() { Name = Words, Relation = Words }],
        };
    }

    private static Evidence Filed(DateOnly on) =>
        new()
        {
            Uri = Words,
            Sha256 = new string('a', 64),
            DatedOn = on,
        };

    private static string ActionOf(CaseState state, int variant) =>
        state.Plan is { Actions: { Count: > 0 } actions } && variant % 11 > 0 ? actions[variant % actions.Count].Id : "no-such-action";

    private static PlanContent Plan(DateOnly on, int variant) =>
        Whole with
        {
            NeedsOfParents = variant % 3 == 2 ? null : Whole.NeedsOfParents,
            CoreGroup = variant % 9 == 4 ? [Member("school"), Member($"health-{variant % 3}")] : null,
            Parents =
            [
                new()
                {
                    ParentId = "parent-1",
                    Name = Words,
                    KnownToAdultServices = variant % 5 < 3,
                },
            ],
            Actions =
            [
                .. Enumerable
                    .Range(variant % 4, 3)
                    .Select(number => Whole.Actions![0] with { ActionId = $"action-{number}", DueOn = on.AddDays(7 * number) }),
            ],
        };

    private static PlanMember Member(string agency) =>
        new()
        {
            Person = Words,
            Role = Words,
            Agency = agency,
            Kind = CoreGroupMemberKind.Professional,
        };

    private static OnBehalfOf? Someone(int variant) => variant % 2 == 0 ? new() { Party = Pick<Party>(variant), Person = Words } : null;

    private static LeadSocialWorker Worker(string id, int variant) =>
        new()
        {
            Id = id,
            Name = Words,
            Qualified = variant % 6 > 0,
        };

    private static string? Subject(CaseState state, string kind) =>
        state.Deadlines.FirstOrDefault(deadline => deadline.Kind == kind)?.Subject;

    private static ApprovalDecided Decided(CaseState state, DateOnly on, int variant)
    {
        var approval = state.Approvals.Count == 0 ? null : state.Approvals[variant % state.Approvals.Count];
        var late = approval is { Kind: ApprovalKind.Escalation or ApprovalKind.ConferenceOutOfTime };
        var verdict = Pick<ApprovalVerdict>(variant / 7 % 4 == 0 ? 0 : variant / 7);
        return new ApprovalDecided
        {
            ApprovalId = approval?.Id ?? "approval-1",
            Decision = verdict,
            Reason = Words,
            RecoverBy = late && verdict == ApprovalVerdict.Approve ? on.AddDays(variant % 15) : null,
        };
    }

    private static ConferenceHeld Conference(CaseState state, DateOnly on, int variant)
    {
        if (state.Stage is not (CaseStage.ConferencePending or CaseStage.Referred))
            return Sample.Review(
                (variant % 6) switch
                {
                    0 => null,
                    1 or 2 => ConferenceDecision.End,
                    _ => ConferenceDecision.Continue,
                },
                variant % 6 is 1 or 2 ? Pick<NextPlan>(variant / 6 % 2 == 0 ? variant / 12 : 0) : null
            ) with
            {
                Reason = Words,
                Dissent =
                [
                    new()
                    {
                        Agency = "school",
                        View = ViewOnPlan.Undecided,
                        Reason = Words,
                    },
                ],
                VisitInterval = variant % 5 == 0 ? Period.Weeks(1 + (variant % 3)) : null,
            };
        if (variant % 8 == 0)
            return First(state) with
            {
                Decision = variant % 16 == 0 ? ConferenceDecision.ChildInNeed : ConferenceDecision.NoFurtherAction,
                ParentsViews = Words,
            };
        if (variant % 5 == 0)
            return First(state) with { ChildViews = Words };
        return Sample.Plan(
            on.AddDays(10).ToString("yyyy-MM-dd", null),
            on.AddDays(80).ToString("yyyy-MM-dd", null),
            variant % 2 == 0 ? ["NEG"] : ["EMO", "PHY"]) with
        {
            ConferenceType = First(state).ConferenceType,
            CoreGroup =
            [
                new()
                {
                    Person = Words,
                    Role = Words,
                    Kind = CoreGroupMemberKind.Parent,
                },
                new()
                {
                    Person = Words,
                    Role = Words,
                    Agency = "school",
                    Kind = CoreGroupMemberKind.Professional,
                },
            ],
            // The conference names the core group itself.
            OutlinePlan = variant % 2 == 0 ? new PlanContent { Concerns = Words } : Plan(on, variant) with { CoreGroup = null },
        };
    }

    private static ConferenceHeld First(CaseState state) =>
        Sample.Initial(ConferenceDecision.Plan) with
        {
            ConferenceType = state.Has(DeadlineKinds.TransferInConference) ? ConferenceType.TransferIn : ConferenceType.Initial,
        };

    internal static T Pick<T>(int variant)
        where T : struct, Enum
    {
        var values = Enum.GetValues<T>();
        return values[variant % values.Length];
    }
}
