using ChildProtection.Domain.Definitions;
using ChildProtection.Domain.Kernel;
using static ChildProtection.Domain.Kernel.Tracks.LegalStatus;

namespace ChildProtection.Domain.Legal.Guernsey;

/// <summary>Guernsey's way: Convenor, tribunal and Juvenile Court.</summary>
internal static class GuernseyStage
{
    public static StageDefinition Definition { get; } = new()
    {
        Events =
        [
            new EventDefinition<ConvenorReferralMade>
            {
                Title = "Referred to the Children's Convenor",
                Roles = [Role.SocialWorker, Role.TeamManager, Role.Agency],
                AgencyKinds = AgencyKinds.Convenor,
                Allowed = new("Guernsey's legal route must apply, with no step of it under way.", "S1-51",
                    state => state is { Underway: true, Regions.Legal.ThroughConvenor: true }
                        && state.Regions.Legal.Status is not (ConvenorReferred or CyctHearing or JuvenileCourt)),
                Handler = (change, _) => ConvenorSteps.Refer(change),
                Notices = [],
                OnPlan = false,
            },
            new EventDefinition<ConvenorDecision>
            {
                Title = "Convenor's decision",
                Roles = [Role.TeamManager, Role.Agency],
                AgencyKinds = AgencyKinds.Convenor,
                Allowed = new(
                    "The child must be referred to the Convenor. Record that referral first.", "domain 3.6 B, Guernsey legal",
                    state => state is { Underway: true, Regions.Legal.Status: ConvenorReferred }),
                Handler = ConvenorSteps.Decide,
                Notices = [],
                OnPlan = false,
            },
            new EventDefinition<TribunalDecision>
            {
                Title = "Tribunal's decision",
                Roles = [Role.TeamManager, Role.Agency],
                AgencyKinds = AgencyKinds.Convenor,
                Allowed = new("The case must be before the tribunal.", "domain 3.6 B, Guernsey legal",
                    state => state is { Underway: true, Regions.Legal.Status: CyctHearing }),
                Handler = ConvenorSteps.Decide,
                Notices = [],
                OnPlan = false,
            },
            new EventDefinition<JuvenileCourtDecision>
            {
                Title = "Juvenile Court's decision",
                Roles = [Role.TeamManager, Role.Agency],
                AgencyKinds = AgencyKinds.Convenor,
                Allowed = new("The case must be before the Juvenile Court.", "S1-52",
                    state => state is { Underway: true, Regions.Legal.Status: JuvenileCourt }),
                Handler = ConvenorSteps.Decide,
                Notices = [],
                OnPlan = false,
            },
        ],
    };
}
