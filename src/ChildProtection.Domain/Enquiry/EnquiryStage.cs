using ChildProtection.Domain.Deadlines;
using ChildProtection.Domain.Definitions;
using ChildProtection.Domain.Difficulties;
using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.Kernel.Tracks;
using static ChildProtection.Domain.Kernel.CaseStage;

namespace ChildProtection.Domain.Enquiry;

/// <summary>Concerns of significant harm: the strategy discussion and the section 47 enquiry.</summary>
internal static class EnquiryStage
{
    public static StageDefinition Definition { get; } = new()
    {
        Events =
        [
            new EventDefinition<NewConcern>
            {
                Title = "New concern",
                Roles = [Role.SocialWorker, Role.TeamManager, Role.Agency],
                Allowed = Precondition.OpenCase("domain 3.2, E50"),
                Handler = StrategyDiscussion.Decide,
                Notices = [EnquiryNotices.NewConcern],
                OnPlan = false,
            },
            new EventDefinition<StrategyDiscussionHeld>
            {
                Title = "Strategy discussion held",
                Roles = [Role.TeamManager],
                ForSeveralChildren = true,
                Allowed = new(
                    "A strategy discussion must be due. For a concern of significant harm, record the new concern first.",
                    "domain 3.6 A, E05",
                    state => state.Has(DeadlineKinds.StrategyDiscussion)),
                Handler = StrategyDiscussion.Decide,
                Notices = [],
                OnPlan = false,
            },
            new EventDefinition<Section47Concluded>
            {
                Title = "Section 47 enquiry concluded",
                Roles = [Role.SocialWorker, Role.TeamManager],
                Allowed = new("A section 47 enquiry must be under way.", "domain 3.6 A, E06",
                    state => state.Stage == Section47 || state.Regions.Enquiry.Status == EnquiryStatus.Open),
                Handler = Section47Enquiry.Decide,
                Notices = [DifficultyNotices.EarlyReviewRequested],
                OnPlan = false,
            },
        ],
        Notices = [EnquiryNotices.Concluded, EnquiryNotices.NotTaken],
    };
}
