using ChildProtection.Domain.Calendar;
using ChildProtection.Domain.Deadlines;
using ChildProtection.Domain.Definitions;
using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.Profiles;
using static ChildProtection.Domain.Definitions.NotificationKind;

namespace ChildProtection.Domain.Enquiry;

/// <summary>Notices about a concern for the child.</summary>
internal static class EnquiryNotices
{
    /// <summary>Told when it is proposed and again when it is agreed: an agency may ask for the conference meanwhile (N-14).</summary>
    public static Notice Concluded { get; } = Notice.Of(
        ForBoth<EnquiryConcludedNotice>("enquiryConcluded", "A section 47 enquiry is to end without a conference",
            "Ask for a conference if you think that the child needs one.").AtOnce()
            .ToBeTakenWhen<EnquiryConcludedNotice>(told => told.ObjectBy is not null),
        decided => decided.Decision.Approvals
            .Where(approval => approval.EnquiryEnding is not null && IsNews(approval))
            .SelectMany(approval => Concerned(decided.After).Telling(new EnquiryConcludedNotice
            {
                Child = decided.Child,
                Outcome = approval.EnquiryEnding!.Outcome,
                Next = approval.EnquiryEnding.Next,
                Agreed = approval.Status == ApprovalStatus.Approved,
                OccurredOn = decided.OccurredOn,
                ObjectBy = decided.After.DueOn(DeadlineKinds.NoConferenceObjection),
            })));

    /// <summary>In place of the usual notices of a late duty, which would not say what to do.</summary>
    public static Notice NotTaken { get; } = Notice.Of(
        ForPeople<EnquiryNoticeUntakenNotice>("enquiryNoticeUntaken", "Agencies have not taken the notice that a case is to close",
            "Ring each agency, and say that it may ask for a conference. Then decide whether the case closes.").AtOnce(),
        decided => UntakenNotices.Of(decided.Signal) is { Count: > 0 } untaken && Objection(decided) is { Next: { } fired } objection
            ? Audience.Roles(decided.After, [RoleCodes.LeadSocialWorker, objection.Responsible, .. fired.To])
                .Telling(new EnquiryNoticeUntakenNotice
                {
                    Child = decided.Child,
                    Untaken = untaken,
                    Title = CountingText.List(untaken),
                    DueOn = objection.DueOn,
                })
            : []);

    /// <summary>The deadline as it was before the moment fired.</summary>
    private static Deadline? Objection(Decided decided) => decided.Before?.FindOpenDeadline(DeadlineKinds.NoConferenceObjection);

    private static bool IsNews(Approval approval) =>
        approval is { Status: ApprovalStatus.Open, Tier: 0 } or { Status: ApprovalStatus.Approved };

    private static IEnumerable<Recipient> Concerned(CaseState state) =>
        Audience.Agencies([.. state.Enquiry?.Agencies ?? [], state.Referral.Agency])
            .Concat(Audience.Roles(state, RoleCodes.ConferenceChair, RoleCodes.ConferenceManager));

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
