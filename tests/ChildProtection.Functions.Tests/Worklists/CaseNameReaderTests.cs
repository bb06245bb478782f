using System.Text;
using System.Text.Json;
using ChildProtection.Functions.Platform.Http;
using ChildProtection.Functions.Platform.Tables;
using ChildProtection.Functions.RecordStore.Lists;
using ChildProtection.Functions.Tests.RecordStore;
using ChildProtection.Functions.Worklists;

namespace ChildProtection.Functions.Tests.Worklists;

public sealed class CaseNameReaderTests(StoreFixture store) : IClassFixture<StoreFixture>
{
    [Theory]
    [InlineData("Quillback", "quill")]
    [InlineData("Zoe\u0308llner", "Zoëllner")]
    [InlineData("Žižková", "Z\u030ciz\u030ckova\u0301")]
    [InlineData("O’Dowda", "O'Dowda")]
    [InlineData("O'Halla", "O’Halla")]
    [InlineData("O’Kelly", "kelly")]
    [InlineData("O’Neill", "ONeill")]
    [InlineData("Van  der Bergh", "Van der Bergh")]
    [InlineData("Van der Velde", "velde")]
    [InlineData("Mac\u00a0Leod", "Mac Leod")]
    [InlineData("Mac Intyre", "MacIntyre")]
    [InlineData("MacArthur", "Mac Arthur")]
    [InlineData("CP-Smithson", "CP-Smithson")]
    [InlineData("Fenwick-Ames", "Ames")]
    [InlineData("Fenwick-Bell", "Fenwick Bell")]
    [InlineData("Šimůnek", "Simunek")]
    [InlineData("Simunkova", "Šimůnková")]
    [InlineData("Weißhaupt", "WEISSHAUPT")]
    [InlineData("WEISSMANN", "weiß")]
    [InlineData("Παπαδόπουλος", "ΠΑΠΑΔΟΠΟΥΛΟΣ")]
    [InlineData("Işık", "ISIK")]
    [InlineData("சுப்பிரமணியன்", "சுப்")]
    [InlineData("Quartz", "Robinetta Quartz")]
    [InlineData("Quarrel", "quarrel rob")]
    [InlineData("Quayle", "Robinetta")]
    public async Task Search_TheSameNameWrittenOtherwise_FindsTheCaseOnce(string family, string asked)
    {
        var story = await store.NamedAsync("Robinetta", family);

        var found = await SearchAsync(asked);

        Assert.Single(found.Items, item => item.CaseId == story.CaseId);
    }

    [Theory]
    [InlineData("Bramble", "ramble")]
    [InlineData("Brook", "Brooks")]
    [InlineData("Brand", "Brand Xavier")]
    public async Task Search_AnotherName_DoesNotFindTheCase(string family, string asked)
    {
        var story = await store.NamedAsync("Robin", family);

        Assert.DoesNotContain((await SearchAsync(asked)).Items, item => item.CaseId == story.CaseId);
    }

    [Fact]
    public async Task Search_ExactAndFoldedForms_ComeInThatOrderOverPages()
    {
        var (plain, marked) = (new List<string>(), new List<string>());
        foreach (var given in new[] { "Ada", "Bea", "Cleo" })
        {
            plain.Add((await store.NamedAsync(given, "Muchova")).CaseId);
            marked.Add((await store.NamedAsync(given, "Múchová")).CaseId);
        }

        List<string> seen = [];
        for (string? cursor = null; ;)
        {
            var page = await SearchAsync("múch", limit: 2, cursor: cursor);
            seen.AddRange(page.Items.Select(item => item.CaseId));
            Assert.DoesNotContain("much", page.NextCursor ?? "", StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain(
                Convert.ToHexStringLower(Encoding.UTF8.GetBytes("much")), page.NextCursor ?? "", StringComparison.Ordinal);
            if ((cursor = page.NextCursor) is null)
                break;
        }

        Assert.Equal(marked.Order(), seen[..3].Order());
        Assert.Equal(plain.Order(), seen[3..].Order());
    }

    [Fact]
    public async Task Search_NamesLongerThanAKey_FindsTheOneThatIsMeant()
    {
        var beginning = string.Concat(Enumerable.Repeat("மீ", 60));
        var (one, other) = (await store.NamedAsync("Robin", beginning + "அ"), await store.NamedAsync("Robin", beginning + "ஆ"));

        Assert.Equal([one.CaseId], (await SearchAsync(beginning + "அ")).Items.Select(item => item.CaseId));
        Assert.Equal(
            new[] { one.CaseId, other.CaseId }.Order(), (await SearchAsync(beginning)).Items.Select(item => item.CaseId).Order());
    }

    [Fact]
    public async Task Search_WithADateOfBirth_LeavesOutThoseWithAnother()
    {
        var (same, other) = (await store.NamedAsync("Robin", "Dater"), await store.NamedAsync("Robin", "Dater", "2018-01-02"));
        var unborn = await store.NamedAsync("Robin", "Dater", born: null);

        var found = (await SearchAsync("Dater", born: "2019-05-14")).Items.Select(item => item.CaseId).ToArray();

        Assert.Equal(new[] { same.CaseId, unborn.CaseId }.Order(), found.Order());
        Assert.DoesNotContain(other.CaseId, found);
    }

    [Fact]
    public async Task Search_OfOneTeam_ShowsNoOther()
    {
        var (north, south) = (await store.NamedAsync("Robin", "Teamed"), await store.NamedAsync("Robin", "Teamed", team: "south"));

        Assert.Equal([north.CaseId], (await SearchAsync("Teamed", team: "north")).Items.Select(item => item.CaseId));
        Assert.Equal(2, (await SearchAsync("Teamed", team: null)).Items.Count);
        await RefusedAsync("Teamed", $"0-{Guid.Parse(south.CaseId):N}");
    }

    [Theory]
    [InlineData("zz")]
    [InlineData("0-")]
    [InlineData("9-0b1d4a1c9f275c4b9c520b6b6a1b6f00")]
    [InlineData("0-0b1d4a1c9f275c4b9c520b6b6a1b6f00")]
    public Task Search_ForeignCursor_IsRefused(string cursor) => RefusedAsync("Quince", cursor);

    [Fact]
    public async Task Search_CursorOfACaseOfAnotherName_IsRefused()
    {
        var story = await store.NamedAsync("Robin", "Elsewhere");

        await RefusedAsync("Quince", $"0-{Guid.Parse(story.CaseId):N}");
    }

    [Theory]
    [InlineData("""{ }""", "/name")]
    [InlineData("""{ "name": "  " }""", "/name")]
    [InlineData("""{ "name": "\u200b" }""", "/name")]
    [InlineData("""{ "name": "'-" }""", "/name")]
    [InlineData("""{ "name": "a", "dateOfBirth": "14/05/2019" }""", "/dateOfBirth")]
    [InlineData("""{ "name": "a", "limit": 0 }""", "/limit")]
    [InlineData("""{ "name": "a", "limit": 501 }""", "/limit")]
    [InlineData("""{ "name": "a", "limit": "many" }""", "/limit")]
    [InlineData("""{ "name": "a", "team": "north" }""", "/team")]
    public void Read_WrongField_NamesItsPlace(string body, string place)
    {
        var refused = Assert.Throws<ProblemException>(() => CaseSearchBody.Read(JsonDocument.Parse(body).RootElement));

        Assert.Equal([place], ((IReadOnlyDictionary<string, List<string>>)refused.Problem.Fields["errors"]!).Keys);
    }

    private async Task RefusedAsync(string name, string cursor)
    {
        var refused = await Assert.ThrowsAsync<ProblemException>(() => SearchAsync(name, cursor: cursor));

        Assert.Contains("/cursor", ((IReadOnlyDictionary<string, List<string>>)refused.Problem.Fields["errors"]!).Keys);
    }

    private Task<Page<CaseListItem>> SearchAsync(
        string name, int limit = 500, string? cursor = null, string? born = null, string? team = "north")
    {
        var body = JsonSerializer.SerializeToElement(new { name, limit, cursor, dateOfBirth = born });
        return new CaseNameReader(store.Tables).SearchAsync(CaseSearchBody.Read(body), team, new("sw.1", false), default);
    }
}
