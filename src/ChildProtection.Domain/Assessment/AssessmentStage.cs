using ChildProtection.Domain.Definitions;
using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.Kernel.Facts;
using ChildProtection.Domain.Plan;
using static ChildProtection.Domain.Kernel.CaseStage;

namespace ChildProtection.Domain.Assessment;

/// <summary>The assessment of the child's needs.</summary>
internal static class AssessmentStage
{
    public static StageDefinition Definition { get; } = new()
    {
        Events =
        [
            new EventDefinition<AssessmentStarted>
            {
                Title = "Assessment started",
                Roles = [Role.SocialWorker],
                Allowed = new("Further action must be decided, and no other assessment may be open.", "census rule 8896",
                    state => state.Underway && state.Assessment is null or { Status: AssessmentStatus.CounterSigned }),
                Handler = Assessments.Decide,
                Notices = [PlanNotices.Made],
                OnPlan = true,
            },
            new EventDefinition<AssessmentSubmitted>
            {
                Title = "Assessment submitted",
                Roles = [Role.SocialWorker],
                Allowed = new("Further action must be decided, and the assessment must be in progress or returned.", "domain 3.2, E03",
                    state => state.Underway
                        && state.Assessment is null or { Status: AssessmentStatus.InProgress or AssessmentStatus.Returned }),
                Handler = Assessments.Decide,
                Notices = [PlanNotices.Made],
                OnPlan = true,
            },
            new EventDefinition<AssessmentCounterSigned>
            {
                Title = "Assessment counter-signed",
                Roles = [Role.TeamManager],
                Allowed = Unsigned("S0-35"),
                Handler = (change, _) => Assessments.CounterSign(change),
                Notices = [],
                OnPlan = true,
            },
            new EventDefinition<AssessmentReturned>
            {
                Title = "Assessment returned",
                Roles = [Role.TeamManager],
                Allowed = Unsigned("S0-35"),
                Handler = (change, _) => Assessments.Return(change),
                Notices = [],
                OnPlan = false,
            },
        ],
    };

    private static Precondition Unsigned(string rule) =>
        new("A submitted assessment must wait for the manager's signature.", rule,
            state => state.Stage != Closed && state.Assessment is { Status: AssessmentStatus.Submitted });
}
