using ChildProtection.Domain.Closure;
using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.Kernel.Facts;
using ChildProtection.Domain.Plan;
using ChildProtection.Domain.PlanDocument;
using ChildProtection.Domain.Tests.Support;
using ChildProtection.Domain.Visits;

namespace ChildProtection.Domain.Tests.Properties;

/// <summary>The plan: versions, answers of its parties, actions, who leads it, its end; and visits.</summary>
internal static partial class Plausible
{
    private static readonly PlanContent Whole = SamplePlan.About(Marker);

    private static CaseEvent? OfPlan(string type, CaseState state, DateOnly on, int variant) =>
        type switch
        {
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
            "LswNamed" => new LeadSocialWorkerNamed { LeadSocialWorker = Worker(state.LeadSocialWorker ?? "sw.1", variant) },
            "LswChanged" => new LeadSocialWorkerChanged
            {
                LeadSocialWorker = Worker(variant % 2 == 0 ? "sw.1" : "sw.2", variant),
                Reason = Words,
            },
            "WorkerAllocated" => new WorkerAllocated
            {
                Worker = new() { Id = $"sw.{(variant % 4) + 1}", Qualified = variant % 5 > 0 },
                Role = variant % 3 > 0 ? AllocationRole.Lead : Pick<AllocationRole>(variant / 3),
                From = on,
                Reason = variant % 7 > 0 ? Words : null,
            },
            "WorkerReleased" => new WorkerReleased
            {
                WorkerId = variant % 4 == 0 || state.Allocation is not { Workers: [var other, ..] }
                    ? state.LeadSocialWorker ?? "sw.1"
                    : other.Id,
                Reason = Words,
            },
            "PlanEnded" => new PlanEnded
            {
                Reason = Pick<PlanEndReason>(variant),
                NextPlan = variant % 5 == 4 ? NextPlan.Care : NextPlan.None,
                AgenciesConsulted = variant % 6 == 0 ? [] : ["school"],
            },
            _ => null,
        };

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

    private static LeadSocialWorker Worker(string id, int variant) =>
        new()
        {
            Id = id,
            Name = Words,
            Qualified = variant % 6 > 0,
        };
}
