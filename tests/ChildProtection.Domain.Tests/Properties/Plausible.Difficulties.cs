using ChildProtection.Domain.Deadlines;
using ChildProtection.Domain.Difficulties;
using ChildProtection.Domain.Kernel;

namespace ChildProtection.Domain.Tests.Properties;

/// <summary>Difficulties, proposals, disputes, complaints and unexpected events.</summary>
internal static partial class Plausible
{
    private static CaseEvent? OfDifficulties(string type, CaseState state, DateOnly on, int variant) =>
        type switch
        {
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
            _ => null,
        };
}
