using ChildProtection.Domain.Definitions;
using ChildProtection.Domain.Profiles;
using static ChildProtection.Domain.Definitions.NotificationKind;

namespace ChildProtection.Domain.Enquiry;

/// <summary>Notices about a concern for the child.</summary>
internal static class EnquiryNotices
{
    public static Notice NewConcern { get; } = Notice.Of<NewConcern>(
        ForPeople<NewConcernNotice>("newConcernReported", "A new concern was reported",
            "Read the concern and decide what it changes for the child.")
            .AtOnceWhen<NewConcernNotice>(concern => concern.SignificantHarm),
        (decided, data) => Audience.Roles(decided.After, RoleCodes.LeadSocialWorker, RoleCodes.TeamManager).Telling(new NewConcernNotice
        {
            Child = decided.Child,
            OccurredOn = decided.OccurredOn,
            SignificantHarm = data.SignificantHarm,
            From = decided.From,
        }));
}
