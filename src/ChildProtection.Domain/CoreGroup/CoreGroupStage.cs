using ChildProtection.Domain.Deadlines;
using ChildProtection.Domain.Definitions;
using ChildProtection.Domain.Difficulties;
using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.Plan;

namespace ChildProtection.Domain.CoreGroup;

/// <summary>The core group's meetings.</summary>
internal static class CoreGroupStage
{
    public static StageDefinition Definition { get; } = new()
    {
        Events =
        [
            new EventDefinition<CoreGroupBooked>
            {
                Title = "Core group booked",
                Roles = [Role.SocialWorker],
                ForSeveralChildren = true,
                Allowed = Precondition.CoreGroup("S3-08"),
                Handler = CoreGroups.Decide,
                Notices = [CoreGroupNotices.Booked],
                OnPlan = false,
            },
            new EventDefinition<CoreGroupRescheduled>
            {
                Title = "Core group rescheduled",
                Roles = [Role.SocialWorker],
                ForSeveralChildren = true,
                Allowed = Precondition.CoreGroup("S3-59"),
                Handler = CoreGroups.Decide,
                Notices = [CoreGroupNotices.Rescheduled],
                OnPlan = false,
            },
            new EventDefinition<CoreGroupHeld>
            {
                Title = "Core group held",
                Roles = [Role.SocialWorker],
                ForSeveralChildren = true,
                Allowed = Precondition.CoreGroup("S3-43"),
                Handler = CoreGroups.Decide,
                Notices =
                [
                    PlanNotices.Made, PlanNotices.Published, CoreGroupNotices.ProposalsDecided, DifficultyNotices.EarlyReviewRequested,
                ],
                OnPlan = true,
            },
            new EventDefinition<CoreGroupNotesCirculated>
            {
                Title = "Core group notes circulated",
                Roles = [Role.SocialWorker],
                ForSeveralChildren = true,
                Allowed = new("The notes of a core group must be due.", "S3-26", state => state.Has(DeadlineKinds.CoreGroupNotes)),
                Handler = CoreGroupNotes.Decide,
                Notices = [],
                OnPlan = true,
            },
        ],
        Notices = [CoreGroupNotices.NotesDue],
    };
}
