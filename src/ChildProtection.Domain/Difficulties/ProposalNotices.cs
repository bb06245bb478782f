using ChildProtection.Domain.Deadlines;
using ChildProtection.Domain.Definitions;
using ChildProtection.Domain.Kernel;
using static ChildProtection.Domain.Definitions.NotificationKind;

namespace ChildProtection.Domain.Difficulties;

/// <summary>A proposed change of the plan and its answer, told to the core group.</summary>
internal static class ProposalNotices
{
    internal static readonly NotificationKind Answer =
        ForBoth<ChangeDecidedNotice>("changeDecided", "A proposed change was answered",
            "Read the answer, and go on as it says.");

    public static Notice Proposed { get; } = Notice.OfOpened(
        ForBoth<ChangeProposedNotice>("changeProposed", "A change of the plan is proposed",
            "Answer the proposal."), [DeadlineKinds.ChangeProposalAnswer],
        (decided, proposal) => Audience.CoreGroup(decided.After).Telling(new ChangeProposedNotice
        {
            Child = decided.Child,
            ProposalId = proposal.Subject!,
            AnswerDueOn = proposal.DueOn,
        }));

    public static Notice Decided { get; } = Notice.Of<ChangeDecided>(Answer,
        (decided, data) => Answered(decided).SelectMany(proposal => Told(decided, proposal, data.Accepted)));

    /// <summary>The proposals that the decision answers.</summary>
    internal static IEnumerable<string> Answered(Decided decided) => decided.Decision.Deadlines
        .Where(one => one is { Change: DeadlineChangeKind.Met, Deadline.Kind: DeadlineKinds.ChangeProposalAnswer })
        .Select(one => one.Deadline.Subject!);

    internal static IEnumerable<Message> Told(Decided decided, string proposal, bool accepted) =>
        Audience.CoreGroup(decided.After).Telling(new ChangeDecidedNotice
        {
            Child = decided.Child,
            ProposalId = proposal,
            Accepted = accepted,
            DecidedOn = decided.OccurredOn,
        });
}
