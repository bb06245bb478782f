using ChildProtection.Tests.Support;

namespace ChildProtection.Tests.Architecture.Obligations;

/// <summary>
/// Every numbered obligation of the procedure is proved by a test, or stands with its reason among the few duties of people that leave no
/// record.
/// </summary>
public sealed class ObligationTests
{
    [Fact]
    public void Marks_InTests_NameKnownObligationsAndStandOnTests()
    {
        Assert.Empty(
            ObligationMarks
                .All.Where(mark => ObligationList.All.All(one => one.Id != mark.Id) && ObligationList.Rules.All(one => one.Id != mark.Id))
                .Select(mark => $"{mark.Path}: there is no obligation {mark.Id}"));
        Assert.Empty(
            ObligationMarks.All.Where(mark => !mark.Runs).Select(mark => $"{mark.Path}: {mark.Id} stands on {mark.Test}, which is no test")
        );
    }

    [Fact]
    public void List_Obligations_IsTheWholeTable()
    {
        // The five sources have 44, 53, 32, 69 and 24 rows, of which 5 only give context; seven of S3 lost their list in the source.
        var all = ObligationList.All;
        Assert.Equal([44, 53, 32, 69, 24], all.GroupBy(one => one.Id[..2]).Select(source => source.Count()));
        Assert.Equal(all.Select(one => one.Id).Distinct().Order(StringComparer.Ordinal), all.Select(one => one.Id));
        Assert.Equal((217, 7), (all.Count(one => one.Normative), all.Count(one => one.ListLost)));
    }

    [Fact]
    public void Obligations_Each_IsProvedByATestOrOutsideSoftwareAndNeverBoth()
    {
        var marked = ObligationMarks.All.Select(mark => mark.Id).ToHashSet();
        var outside = ObligationList.Outside.Select(one => one.Id).ToHashSet();
        var neither = ObligationList
            .All.Where(one => one.Normative && !marked.Contains(one.Id) && !outside.Contains(one.Id))
            .Select(one => $"{one.Id} {one.Title}");
        Assert.True(!neither.Any(), $"These have no test: {string.Join("; ", neither)}");
        Assert.True(
            !marked.Overlaps(outside), $"These have a test; take them out of outside.json: {string.Join(", ", marked.Intersect(outside))}");
    }

    [Fact]
    public void Rules_OfTheProduct_AreEachProvedByATest()
    {
        var marked = ObligationMarks.All.Select(mark => mark.Id).ToHashSet();
        var ids = ObligationList.Rules.Select(one => one.Id).ToArray();
        Assert.Equal(ids.Distinct().Order(StringComparer.Ordinal), ids);
        Assert.Empty(ObligationList.Rules.Where(one => !marked.Contains(one.Id)).Select(one => $"{one.Id} {one.Title} has no test"));
    }

    [Fact]
    public void Outside_List_IsShortAndEachRowHasItsReason()
    {
        var outside = ObligationList.Outside;
        Assert.InRange(outside.Count, 1, ObligationList.MostOutside);
        Assert.Equal(outside.Select(one => one.Id).Distinct().Order(StringComparer.Ordinal), outside.Select(one => one.Id));
        Assert.All(
            outside,
            one => Assert.True(ObligationList.All.Any(known => known.Id == one.Id && known.Normative) && one.Reason.Length > 40, one.Id));
    }

    [Fact]
    public void Page_Obligations_IsWhatTheTestsSay() => GeneratedPage.Check("docs/obligations.md", ObligationsPage.Make());
}
