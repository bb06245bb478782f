using System.Text;
using ChildProtection.Domain.Conference;
using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.PlanDocument;
using ChildProtection.Domain.Referral;
using ChildProtection.Domain.Tests.Support;

namespace ChildProtection.Domain.Tests.Properties;

/// <summary>A state does not grow with the age of its case; the largest that there may be is known.</summary>
public sealed class StateBoundTests
{
    [Fact]
    public void State_AfterFortyPlans_StaysUnder32KiB()
    {
        var driver = CaseDriver.Open("2021-01-04 10:00").Raise("2021-01-04 11:00", Sample.Decision(ReferralOutcome.Assess));
        var day = new DateOnly(2021, 1, 5);
        for (var plan = 1; plan <= 40; plan++)
        {
            driver.Raise(Text(day), Sample.Concern()).Raise(Text(day), Sample.Discussion()).Raise(Text(day), Sample.ConferenceNeeded());
            driver
                .Raise(Text(day), Sample.Plan(Text(day.AddDays(7)), Text(day.AddDays(28))))
                .Raise(Text(day.AddDays(7)), Sample.CoreGroup(1))
                .Raise(Text(day.AddDays(14)), Sample.Visit());
            Fits(driver.State);
            driver.Raise(Text(day.AddDays(28)), Sample.Review(ConferenceDecision.End, NextPlan.ChildInNeed));
            Papers.Give(driver, Text(day.AddDays(29)));
            Fits(driver.State);
            day = day.AddDays(35);
        }

        Assert.Equal((40, 39), (driver.State.Plan!.Number, driver.State.PreviousPlans));
    }

    /// <summary>
    /// Each action is a deadline of its own, so the longest plan there may be has a larger bound; the store splits such a state over
    /// properties.
    /// </summary>
    [Fact]
    public void State_WithAsManyActionsAsAPlanMayHave_StaysUnder128KiB()
    {
        var action = SamplePlan.Full.Actions![0];
        var driver = SampleCases
            .OutlinePlan()
            .Raise(
                "2026-03-06",
                Sample.CoreGroup(1) with
                {
                    Plan = SamplePlan.Full with
                    {
                        Actions = [.. Enumerable.Range(1, PlanAction.Most).Select(number => action with { ActionId = $"action-{number}" })],
                    },
                    ReasonsForMissing = null,
                })
            .AdvanceTo("2026-04-30 12:00");
        Assert.Equal(PlanAction.Most, driver.State.Deadlines.Count(deadline => deadline.Kind == "planAction"));
        Fits(driver.State, 128);
    }

    private static void Fits(CaseState state, int limit = 32) =>
        Assert.InRange(Encoding.UTF8.GetByteCount(CaseStateJson.Serialize(state)), 1, limit * 1024);

    private static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", null);
}
