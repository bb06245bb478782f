using ChildProtection.Domain.Kernel;

namespace ChildProtection.Domain.Tests.Properties;

/// <summary>What a fact does to the deadlines of a kind.</summary>
internal enum DeadlineEffect
{
    Opens,

    /// <summary>An open one is replaced by another count.</summary>
    CountsAgain,

    Meets,
}

internal static class DeadlineEffects
{
    public static IEnumerable<(string Deadline, DeadlineEffect Effect)> Of(Accepted decision)
    {
        var replaced = decision
            .Deadlines.Where(one => one.Change == DeadlineChangeKind.Superseded)
            .Select(one => one.Deadline.Kind)
            .ToHashSet();
        foreach (var (deadline, change) in decision.Deadlines)
        {
            if (change == DeadlineChangeKind.Met)
                yield return (deadline.Kind, DeadlineEffect.Meets);
            if (change == DeadlineChangeKind.Opened)
                yield return (deadline.Kind, replaced.Contains(deadline.Kind) ? DeadlineEffect.CountsAgain : DeadlineEffect.Opens);
        }
    }
}
