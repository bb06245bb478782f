using ChildProtection.Tests.Support;

namespace EndToEnd.Costs;

/// <summary>The page on costs stands on counts: those it is computed from are those of the app as it is.</summary>
[Collection(StoryACollection.Name)]
public sealed class CostTests(StoryATold told)
{
    /// <summary>How far a count may be from the page before the page must be made anew.</summary>
    private const double Tolerance = 0.15;

    [Fact]
    public void Page_Costs_IsWhatTheDataGive() => GeneratedPage.Check("docs/cost.md", CostPage.Make());

    [Fact]
    public void Counts_OfAStory_AreThoseOfThePage()
    {
        var counted = (double)told.TableRequests.Values.Sum() / told.Facts.Count;
        var kept = CostPage.Data["measured"]!["tableRequestsPerSignal"]!.GetValue<double>();

        Assert.True(
            Math.Abs(counted - kept) <= kept * Tolerance,
            $"{counted:N1} requests a signal, docs/cost.json says {kept}. {told.Facts.Count} signals: {string.Join(", ", told.TableRequests.OrderByDescending(one => one.Value).Select(one => $"{one.Key} {one.Value}"))}");
    }
}
