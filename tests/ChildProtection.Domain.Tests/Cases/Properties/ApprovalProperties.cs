using ChildProtection.Domain.Cases;
using ChildProtection.Domain.Cases.Events;
using FsCheck;
using FsCheck.Fluent;

namespace ChildProtection.Domain.Tests.Cases.Properties;

/// <summary>What holds for the approvals of every case.</summary>
public sealed class ApprovalProperties
{
    [Fact]
    public void Open_AnyWalk_AreNumberedAndAskOnceAboutWhatIsStillOwed() => ForEveryWalk(walk => Assert.All(walk.States, state =>
    {
        Assert.Equal(state.Approvals.Select(one => one.Number).Distinct().Order(), state.Approvals.Select(one => one.Number));
        Assert.All(state.Approvals, one => Assert.True(one.Status == ApprovalStatus.Open && one.Decision is null && one.EndedAt is null && one.Number <= state.ApprovalNumber));
        var about = state.Approvals.Select(one => one.About.DeadlineId).OfType<string>().Concat(state.Recoveries.Select(one => one.DeadlineId)).ToArray();
        Assert.Subset(state.Deadlines.Select(deadline => deadline.Id).ToHashSet(), about.ToHashSet());
        Assert.Distinct(state.Approvals.Select(one => one.About.DeadlineId).OfType<string>());
    }));

    [Fact]
    public void Approval_AnyWalk_IsRaisedOnceEndsAtMostOnceAndNeverByWhoAsked() => ForEveryWalk(walk =>
    {
        var ended = new HashSet<int>();
        var tiers = new Dictionary<int, int>();
        foreach (var approval in walk.Accepted.SelectMany(accepted => accepted.Approvals))
        {
            Assert.DoesNotContain(approval.Number, ended);
            Assert.True(tiers.GetValueOrDefault(approval.Number) <= approval.Tier);
            tiers[approval.Number] = approval.Tier;
            if (approval.Status == ApprovalStatus.Open)
                continue;
            ended.Add(approval.Number);
            Assert.Equal(approval.Status == ApprovalStatus.Withdrawn, approval.Decision is null);
            if (approval.Decision is { } decision)
            {
                Assert.NotEqual(approval.RequestedBy, decision.By);
                // A manager who signs by the event itself does what is owed, to whomever the question has climbed.
                Assert.True(approval.Kind == ApprovalKind.CounterSignature || ApprovalRules.MayDecide(approval.Role, decision.Role));
            }
        }

        Assert.Equal(Enumerable.Range(1, tiers.Count), tiers.Keys.Order());
    });

    [Fact]
    public void Decision_AnyWalk_MovesNoDueDate() => ForEveryWalk(walk =>
    {
        foreach (var step in walk.Passed.Where(step => step is { Signal: EventSignal { Event: ApprovalDecided }, Decision: Accepted }))
        {
            var before = step.Before.Deadlines.ToDictionary(deadline => deadline.Id, deadline => deadline.DueOn);
            Assert.All(((Accepted)step.Decision).Deadlines.Select(change => change.Deadline).Concat(step.After.Deadlines).Where(deadline => before.ContainsKey(deadline.Id)),
                deadline => Assert.Equal(before[deadline.Id], deadline.DueOn));
        }
    });

    [Fact]
    public void Step_AnyWalk_WaitsForWhatNoDeadlineLiftsUntilTheLastTier() => ForEveryWalk(walk => Assert.All(walk.States, state =>
    {
        Assert.All(state.Approvals, one => Assert.Equal(one.About.DeadlineId is null && one.Tier < 3, one.Steps is { Count: > 0 }));
        var moments = state.Approvals.SelectMany(one => one.Steps ?? []).Select(step => step.At).Concat(state.Recoveries.Select(one => one.AskAgainAt!.Value));
        Assert.All(moments, at => Assert.True(state.NextCheckpointAt <= at));
        Assert.DoesNotContain(state.Recoveries, one => state.Approvals.Any(approval => approval.About.DeadlineId == one.DeadlineId));
    }));

    [Fact]
    public void TimedSignals_AnyWalk_AreOfEverySort()
    {
        // Keeps the generator honest.
        var seen = new HashSet<Type>();
        ForEveryWalk(walk => seen.UnionWith(walk.Passed.Select(step => step.Signal).OfType<TimedSignal>().Select(signal => signal.GetType())));
        Assert.Equal(3, seen.Count);
    }

    private static void ForEveryWalk(Action<Walk> check) => Check.One(Walk.Seeded, Prop.ForAll(Walk.Steps, steps => check(Walk.Along(steps))));
}
