using ChildProtection.LocalRuntime.Clock;

namespace DurableTask.Tests.RealCase;

/// <summary>F20 on the app's own case.</summary>
public sealed class CaseLifeTests
{
    [Fact]
    public async Task Case_OfEighteenYearsWithFortyPlans_IsTheSameTwice_AndItsHistoryStaysShort()
    {
        var (once, story, longest) = await LiveAsync();
        Assert.Equal((CaseLife.Plans, CaseLife.Plans - 1), (once.State.Plan!.Number, once.State.PreviousPlans));
        // At rest there is nothing but the state and what it waits for.
        Assert.Equal(3, longest);
        Assert.Equal(story, (await LiveAsync()).Story);
    }

    private static async Task<(CaseOnEngine Life, IReadOnlyList<string> Story, int Longest)> LiveAsync()
    {
        using var clock = new SimulatedClock(CaseLife.Begin);
        var life = new CaseOnEngine();
        await using var harness = await EngineHarness.StartAsync(life.Code, clock);
        using var limit = new CancellationTokenSource(EngineHarness.Limit * 4);
        var longest = await CaseLife.TellAsync(life, harness.Engine, clock, limit.Token);
        return (life, [.. life.Decisions.Select(static decision => decision.ToJson())], longest);
    }
}
