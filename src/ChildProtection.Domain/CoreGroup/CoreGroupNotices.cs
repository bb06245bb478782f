using ChildProtection.Domain.Deadlines;
using ChildProtection.Domain.Definitions;
using ChildProtection.Domain.Difficulties;
using static ChildProtection.Domain.Definitions.NotificationKind;

namespace ChildProtection.Domain.CoreGroup;

/// <summary>Notices about core groups, to their members.</summary>
internal static class CoreGroupNotices
{
    public static Notice Booked { get; } = Notice.Of<CoreGroupBooked>(
        ForBoth<CoreGroupInvitation>("coreGroupInvitation", "Invitation to a core group",
            "Keep this day free for the core group."),
        (decided, data) => Audience.CoreGroup(decided.After).Telling(new CoreGroupInvitation
        {
            Child = decided.Child,
            ScheduledOn = data.ScheduledOn,
        }));

    public static Notice Rescheduled { get; } = Notice.Of<CoreGroupRescheduled>(
        ForBoth<CoreGroupRescheduledNotice>("coreGroupDateConfirmed", "Written confirmation of a core group's new date",
            "Note the new day of the core group."), TellRescheduled);

    public static Notice NotesDue { get; } = Notice.OfOpened(
        ForBoth<CoreGroupNotesDueNotice>("coreGroupNotesDue", "Notes of a core group are due",
            "Send the core group's notes to its members."), [DeadlineKinds.CoreGroupNotes],
        (decided, notes) => Audience.CoreGroup(decided.After).Telling(new CoreGroupNotesDueNotice
        {
            Child = decided.Child,
            CoreGroupOn = notes.Anchor.On,
            DueOn = notes.DueOn,
        }));

    /// <summary>A core group may answer several at once; an answer without an id is to the only one that waited.</summary>
    public static Notice ProposalsDecided { get; } = Notice.Of<CoreGroupHeld>(ProposalNotices.Answer,
        (decided, data) => ProposalNotices.Answered(decided).SelectMany(proposal => (data.ChangesDecided ?? [])
            .Where(answer => answer.ProposalId is null || answer.ProposalId == proposal).Take(1)
            .SelectMany(answer => ProposalNotices.Told(decided, proposal, answer.Accepted))
            .Select(message => message with { About = proposal })));

    /// <summary>The message is the written confirmation: none goes out before the lead social worker has given it (S3-59).</summary>
    private static IEnumerable<Message> TellRescheduled(Decided decided, CoreGroupRescheduled data)
    {
        if (data.WrittenConfirmationSentOn is null)
            return [];
        return Audience.CoreGroup(decided.After).Telling(new CoreGroupRescheduledNotice
        {
            Child = decided.Child,
            OldOn = data.OldOn ?? decided.Before?.Plan?.NextCoreGroupOn,
            NewOn = data.NewOn,
        });
    }
}
