using System.Text;
using ChildProtection.Domain.Cases;
using ChildProtection.Domain.Cases.Events;
using ChildProtection.Domain.Plans;
using ChildProtection.Domain.Tests.Cases.Support;
using FsCheck;
using FsCheck.Fluent;

namespace ChildProtection.Domain.Tests.Cases.Properties;

/// <summary>What travels and what is kept: complete, repeatable, bounded, and without a word about the family.</summary>
public sealed class StateAndSignalProperties
{
    [Fact]
    public void Replay_SameSignalsThroughText_GivesTheSameState() => ForEveryWalk(walk =>
    {
        var opened = (Accepted)CaseLifecycle.Decide(null, CaseSignal.FromJson(walk.Opening.ToJson()), CaseDriver.At(walk.Opening.Referral.ReceivedAt));
        var state = opened.State;
        Assert.Equal(CaseStateJson.Serialize(walk.Opened.State), CaseStateJson.Serialize(state));
        foreach (var step in walk.Passed)
        {
            var decision = CaseLifecycle.Decide(CaseStateJson.Load(CaseStateJson.Serialize(state)), CaseSignal.FromJson(step.Signal.ToJson()), CaseDriver.At(state, step.Now));
            Assert.IsType(step.Decision.GetType(), decision);
            state = decision is Accepted accepted ? accepted.State : state;
            Assert.Equal(CaseStateJson.Serialize(step.After), CaseStateJson.Serialize(state));
        }
    });

    [Fact]
    public void Text_OfStatesSignalsAndFacts_HoldsNoWords() => ForEveryWalk(walk =>
    {
        Assert.DoesNotContain(Plausible.Marker, walk.Opening.ToJson(), StringComparison.Ordinal);
        foreach (var step in walk.Passed)
        {
            Assert.DoesNotContain(Plausible.Marker, step.Signal.ToJson(), StringComparison.Ordinal);
            if (step.Decision is Rejected rejected)
                Assert.DoesNotContain(Plausible.Marker, rejected.Reason, StringComparison.Ordinal);
        }

        foreach (var accepted in walk.Accepted)
        {
            Assert.DoesNotContain(Plausible.Marker, CaseStateJson.Serialize(accepted.State), StringComparison.Ordinal);
            Assert.DoesNotContain(Plausible.Marker, accepted.Fact.Summary + string.Concat(accepted.Warnings), StringComparison.Ordinal);
        }
    });

    [Fact]
    public void Signal_Text_ReadsBackAsItself() => ForEveryWalk(walk =>
        Assert.All(walk.Passed, step => Assert.Equal(step.Signal.ToJson(), CaseSignal.FromJson(step.Signal.ToJson()).ToJson())));

    /// <summary>A walk leaves undone for months what a case would never owe all at once, so its bound is larger than that of a case that is looked after.</summary>
    [Fact]
    public void State_AnyWalk_StaysUnder48KiB() => ForEveryWalk(walk => Assert.All(walk.States, state => Fits(state, 48)));

    [Fact]
    public void State_AfterFortyPlans_StaysUnder32KiB()
    {
        var driver = CaseDriver.Open("2021-01-04 10:00").Raise("2021-01-04 11:00", Some.Decision(ReferralOutcome.Assess));
        var day = new DateOnly(2021, 1, 5);
        for (var plan = 1; plan <= 40; plan++)
        {
            driver.Raise(Text(day), Some.Concern()).Raise(Text(day), Some.Discussion()).Raise(Text(day), Some.ConferenceNeeded());
            driver.Raise(Text(day), Some.Plan(Text(day.AddDays(7)), Text(day.AddDays(28)))).Raise(Text(day.AddDays(7)), Some.CoreGroup(1)).Raise(Text(day.AddDays(14)), Some.Visit());
            Fits(driver.State);
            driver.Raise(Text(day.AddDays(28)), Some.Review(ConferenceDecision.End, NextPlan.ChildInNeed)).Raise(Text(day.AddDays(29)), new EndNoticesSent());
            Fits(driver.State);
            day = day.AddDays(35);
        }

        Assert.Equal((40, 39), (driver.State.Plan!.Number, driver.State.PreviousPlans));
    }

    /// <summary>Each action is a deadline of its own, so the longest plan there may be has a larger bound; the store splits such a state over properties.</summary>
    [Fact]
    public void State_WithAsManyActionsAsAPlanMayHave_StaysUnder128KiB()
    {
        var action = SomePlan.Full.Actions![0];
        var driver = Tests.Cases.Support.Cases.OutlinePlan().Raise("2026-03-06", Some.CoreGroup(1) with
        {
            Plan = SomePlan.Full with { Actions = [.. Enumerable.Range(1, PlanAction.Most).Select(number => action with { ActionId = $"action-{number}" })] },
            ReasonsForMissing = null,
        }).AdvanceTo("2026-04-30 12:00");
        Assert.Equal(PlanAction.Most, driver.State.Deadlines.Count(deadline => deadline.Kind == "planAction"));
        Fits(driver.State, 128);
    }

    private static void Fits(CaseState state) => Fits(state, 32);

    private static void Fits(CaseState state, int limit) => Assert.InRange(Encoding.UTF8.GetByteCount(CaseStateJson.Serialize(state)), 1, limit * 1024);

    private static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", null);

    private static void ForEveryWalk(Action<Walk> check) => Check.One(Walk.Seeded, Prop.ForAll(Walk.Steps, steps => check(Walk.Along(steps))));
}
