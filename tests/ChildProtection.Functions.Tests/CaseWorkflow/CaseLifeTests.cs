using ChildProtection.Tests.Support;

namespace ChildProtection.Functions.Tests.CaseWorkflow;

/// <summary>F20 on the app's own orchestrator.</summary>
public sealed class CaseLifeTests
{
    [Fact]
    public async Task Case_OfEighteenYearsWithFortyPlans_IsTheSameTwice_AndItsHistoryStaysShort()
    {
        var (once, story, longest) = await LiveAsync();

        Assert.Equal((CaseLife.Plans, CaseLife.Plans - 1), (once.State.Plan!.Number, once.State.PreviousPlans));
        // At rest there is nothing but the start, what it waits for, and the hops of a long timer.
        Assert.InRange(longest, 3, 12);
        Assert.Equal(story, (await LiveAsync()).Story);
    }

    private static async Task<(CaseOnSimulator Life, IReadOnlyList<string> Story, int Longest)> LiveAsync()
    {
        var life = new CaseOnSimulator();
        await using var simulation = await Simulation.StartAsync(life.Functions(), begin: CaseLife.Begin);
        var told = new CaseLife(life, simulation);
        await told.TellAsync();
        return (life, [.. life.Decisions.Select(static decision => decision.ToJson())], told.Longest);
    }
}
