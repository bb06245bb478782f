using ChildProtection.Domain.Calendar;
using ChildProtection.Domain.Closure;
using ChildProtection.Domain.Conference;
using ChildProtection.Domain.CoreGroup;
using ChildProtection.Domain.Deadlines;
using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.PlanDocument;
using ChildProtection.Domain.Tests.Support;

namespace ChildProtection.Domain.Tests.Properties;

/// <summary>Conferences, core groups and their papers.</summary>
internal static partial class Plausible
{
    private static CaseEvent? OfMeetings(string type, CaseState state, DateOnly on, int variant) =>
        type switch
        {
            "ConferenceBooked" => new ConferenceBooked
            {
                ScheduledOn = on.AddDays(variant % 20),
                Place = Words,
                ExcludedParents = variant % 3 == 0 ? Words : null,
                ConferenceId = variant % 5 == 0 ? $"booking-{variant}" : null,
                Chair = variant % 4 == 0 ? null : Chair(variant),
            },
            "ReportShared" => new ReportShared { SharedWith = [Pick<ReportReader>(variant % 3 == 0 ? 2 : 0)] },
            "ConferenceRescheduled" => new ConferenceRescheduled { NewOn = on.AddDays(variant % 20), Reason = Words },
            "ConferenceInquorate" => new ConferenceInquorate
            {
                PresentAgencies = ["csc"],
                Decision = Pick<InquorateDecision>(variant),
                Reason = Words,
            },
            "ConferenceHeld" => Conference(state, on, variant) with
            {
                Chair = Chair(variant),
                RecordedFor = variant % 3 == 0 ? null : new() { Reason = Pick<RecordedForReason>(variant) },
                ChairChangeReason = variant % 4 == 0 ? null : Words,
            },
            "ConferenceRecordConfirmed" => new ConferenceRecordConfirmed
            {
                ConferenceId = state.Unconfirmed.Count > 1 ? state.Unconfirmed[variant % state.Unconfirmed.Count].ConferenceId : null,
                Agrees = variant % 2 == 0,
                Changes = Words,
            },
            "CoreGroupBooked" => new CoreGroupBooked { ScheduledOn = on.AddDays(variant % 60) },
            "CoreGroupRescheduled" => new CoreGroupRescheduled
            {
                NewOn = on.AddDays(variant % 60),
                Reason = Words,
                WrittenConfirmationSentOn = variant % 2 == 0 || state.Has(DeadlineKinds.CoreGroupRescheduleConfirmation) ? on : null,
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
            "CoreGroupNotesCirculated" => Notes(state, variant),
            "DecisionLetterSent" => new DecisionLetterSent { ConferenceId = Owed(state, DeadlineKinds.DecisionLetter, variant) },
            "ConferenceRecordIssued" => new ConferenceRecordIssued { ConferenceId = Owed(state, DeadlineKinds.ConferenceRecord, variant) },
            "EndNoticesSent" => new EndNoticesSent(),
            _ => null,
        };

    /// <summary>Mostly the account that raises the event, now and then a colleague or somebody of the case.</summary>
    private static ConferenceChair Chair(int variant) => new()
    {
        Id = (variant % 11) switch
        {
            0 => "sw.1",
            1 or 2 => "chair.1",
            _ => "ConferenceChair.1",
        },
        Independent = variant % 13 == 0 ? null : true,
    };

    /// <summary>The meeting whose paper is given, now and then none or one without a paper owed.</summary>
    private static string? Owed(CaseState state, string kind, int variant)
    {
        var owed = state.Deadlines.Where(deadline => deadline.Kind == kind).ToArray();
        if (variant % 7 == 0 || owed.Length == 0)
            return variant % 14 == 0 ? null : "conference-0";
        return owed[variant % owed.Length].Subject;
    }

    private static CoreGroupNotesCirculated Notes(CaseState state, int variant)
    {
        var meeting = Owed(state, DeadlineKinds.CoreGroupNotes, variant);
        return new()
        {
            CoreGroupNumber = meeting is null ? null : int.Parse(meeting.Split('-')[^1], null),
            PlanNumber = variant % 3 == 0 && meeting?.Split('-') is ["plan", var plan, ..] ? int.Parse(plan, null) : null,
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
}
