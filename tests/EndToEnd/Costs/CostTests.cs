using System.Text.Json.Nodes;
using EndToEnd.Harness;

namespace EndToEnd.Costs;

/// <summary>The page on costs (docs/cost.md) stands on counts: those it is computed from are those of the app as it is.</summary>
[Collection(StoryACollection.Name)]
public sealed class CostTests(StoryATold told)
{
    /// <summary>How far a count may differ from the page before the page must be regenerated.</summary>
    private const double Tolerance = 0.15;

    [Fact]
    public void Counts_OfAStory_AreThoseOfThePage()
    {
        var counted = (double)told.TableRequests.Values.Sum() / told.Facts.Count;
        var data = JsonNode.Parse(File.ReadAllText(Path.Combine(Checkout.Root, "docs", "cost.json")))!;
        var kept = data["measured"]!["tableRequestsPerSignal"]!.GetValue<double>();

        Assert.True(
            Math.Abs(counted - kept) <= kept * Tolerance,
            $"{counted:N1} requests a signal, docs/cost.json says {kept}. {told.Facts.Count} signals: "
            + string.Join(", ", told.TableRequests.OrderByDescending(one => one.Value).Select(one => $"{one.Key} {one.Value}"))
        );
    }
}
