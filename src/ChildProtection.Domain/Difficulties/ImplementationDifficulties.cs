using ChildProtection.Domain.Deadlines;
using ChildProtection.Domain.Kernel;

namespace ChildProtection.Domain.Difficulties;

/// <summary>
/// The plan cannot be carried out as agreed (E27, S3-60 to S3-65): a core group reconsiders it, or a strategy discussion, or the review is
/// brought forward. One of them is owed, however many difficulties are reported meanwhile.
/// </summary>
internal static class ImplementationDifficulties
{
    public static Decision Decide(DecisionBuilder change, ImplementationDifficulty data)
    {
        if (OpenMatterRules.Validate(change, data) is { } rejected)
            return rejected;
        if (!change.HasOpenDeadline(DeadlineKinds.DifficultyMeeting))
            change.OpenDeadline(DeadlineKinds.DifficultyMeeting, change.OccurredOn);
        Set(change, Latest(change) > change.OccurredOn ? Latest(change) : change.OccurredOn);
        if (data.ImmediateRisk)
            change.Warn(
                "The child may be at immediate risk. Consider a strategy discussion now, for police action to gain access, "
                + "a section 47 enquiry or legal action. Record the new concern.");
        change.Warn("The lead social worker and the manager must consider a legal planning meeting.");
        return change.Accept($"Difficulty in carrying out the plan reported{(data.ImmediateRisk ? ", immediate risk" : "")}");
    }

    /// <summary>Deals with the difficulties reported up to that day. A later one still needs a meeting.</summary>
    public static void Address(DecisionBuilder change)
    {
        if (change.FindOpenDeadline(DeadlineKinds.DifficultyMeeting) is not { } owed || change.OccurredOn < owed.Anchor.On)
            return;
        change.Meet(DeadlineKinds.DifficultyMeeting);
        if (Latest(change) is { } latest && latest > change.OccurredOn)
            change.OpenDeadline(DeadlineKinds.DifficultyMeeting, latest, anchorEvent: ImplementationDifficulty.WireName);
        else
            Set(change, null);
    }

    private static DateOnly? Latest(DecisionBuilder change) => change.State.Regions.LatestDifficultyOn;

    private static void Set(DecisionBuilder change, DateOnly? latest) =>
        change.State = change.State with { Regions = change.State.Regions with { LatestDifficultyOn = latest } };
}
