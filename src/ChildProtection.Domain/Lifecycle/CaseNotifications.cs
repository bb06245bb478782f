using ChildProtection.Domain.Definitions;
using ChildProtection.Domain.Kernel;

namespace ChildProtection.Domain.Lifecycle;

/// <summary>
/// The notifications of a decision. Pure: the same decision always gives the same. A notice has one of three causes: the event that was
/// decided, a deadline that opened, or a checkpoint or an approval.
/// </summary>
public static class CaseNotifications
{
    /// <summary>Notices that no event declares: of deadlines that open, remind or escalate, and of approvals.</summary>
    public static IReadOnlyList<Notice> WithoutEvent { get; } = [.. OfStages, .. CheckpointNotices.All];

    private static IEnumerable<Notice> OfStages => EventCatalogue.Stages.SelectMany(stage => stage.Notices);

    /// <summary>The notifications of a decision, each recipient once per kind, or once for each thing it is about.</summary>
    /// <param name="before">The case before the decision; null for the referral that opened it.</param>
    /// <param name="signal">What was decided.</param>
    /// <param name="decision">The decision.</param>
    public static IReadOnlyList<Notification> Of(CaseState? before, CaseSignal signal, Accepted decision)
    {
        var decided = new Decided(before, signal, decision);
        var told = CausedBy(decision).SelectMany(notice => notice.After(decided));
        return [.. told.DistinctBy(one => (one.Kind.Name, one.To.Code, one.About))];
    }

    /// <summary>The birthday is an event, though a checkpoint causes it; its deadline sends no notice of its own.</summary>
    private static IEnumerable<Notice> CausedBy(Accepted decision) =>
        [.. EventCatalogue.Find(decision.Fact.Type)?.Notices ?? CheckpointNotices.All, .. OfStages];
}
