using ChildProtection.Tests.Support;

namespace ChildProtection.Domain.Tests.Properties;

/// <summary>The stages change as the table of domain 3.6 says, in what thousands of lives do; the picture is drawn from it.</summary>
[Collection(Lives.Collection)]
public sealed class StateGraphTests(Lives lives)
{
    [Fact]
    public void Table_EveryRow_IsTaken()
    {
        var missing = from row in StateTable.Rows.Concat(StateTable.Reasons)
                      where !StateTable.Rare.Contains(row.Id)
                      where !StateTable.Arrows(row).Any(lives.Coverage.Transitions.ContainsKey)
                      select $"{row.Id} {row.Event} to {row.To}";
        Assert.Empty(missing);
    }

    [Fact]
    public void Lives_EveryChangeOfStage_IsARow()
    {
        var arrows = StateTable.Rows.Concat(StateTable.Reasons).SelectMany(StateTable.Arrows).ToHashSet();
        Assert.Empty(lives.Coverage.Transitions.Keys.Except(arrows).Select(taken => $"{taken.From} {taken.Event} {taken.To}"));
    }

    [Fact]
    public void Table_NoArrow_IsTwoRowsButForTheirGuards() =>
        Assert.Empty(
            StateTable
                .Rows.Concat(StateTable.Reasons)
                .SelectMany(StateTable.Arrows)
                .GroupBy(arrow => arrow)
                .Where(same => same.Count() > 1)
                .Select(same => $"{same.Key}"));

    [Fact]
    public void Picture_StateGraph_IsWhatTheTableGives() => GeneratedPage.Check("docs/state-graph.svg", StateGraph.Draw());
}
