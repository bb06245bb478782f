using ChildProtection.Functions.Platform.Tables;
using ChildProtection.Functions.RecordStore;
using ChildProtection.Functions.SubmitEvent;
using ChildProtection.Functions.Worklists;

namespace ChildProtection.Functions.Tests.RecordStore;

/// <summary>What people typed goes into keys of any script and length: nothing of a case is lost for it.</summary>
public sealed class LongKeysTests(StoreFixture store) : IClassFixture<StoreFixture>
{
    public static TheoryData<string, string, int> Texts => new()
    {
        { "Tamil", "ஶ", 200 },
        { "Arabic", "م", 200 },
        { "Cyrillic", "Ж", 200 },
        { "Latin", "R", 200 },
        { "emoji", "😀", 100 },
        { "underlines", "_", 200 },
    };

    [Theory]
    [MemberData(nameof(Texts))]
    public async Task Publish_TextsOfAnyScriptAtFullLength_ShowTheCaseInEveryList(string script, string letter, int times)
    {
        var text = string.Concat(Enumerable.Repeat(letter, times));
        var team = $"{script} {text}"[..200];
        var story = new StoredStory(store.Tables, CaseIds.Of("tests", script), $"{script} {text}"[..64], team)
        {
            GivenName = text,
            FamilyName = $"x{text}",
            Family = text,
        };

        await story.OpenAsync();
        await story.Projection.PublishAllAsync(story.CaseId, default);

        Assert.Empty(await store.Tables.Cases.RowsAsync(story.CaseId, CaseKeys.OutboxPrefix, default).ToListAsync());
        Assert.Equal([story.CaseId], await ListedAsync(new CaseQuery { Team = team, Reader = new("sw.1", false), Limit = 5 }));
        Assert.Equal([story.CaseId], await ListedAsync(new CaseQuery { Q = story.LocalId, Reader = new("sw.1", false), Limit = 5 }));
        var worklist = await new WorklistReader(store.Tables).ListAsync(
            new WorklistQuery { Team = team, Reader = new("sw.1", false), Limit = 5 }, default);
        Assert.NotEmpty(worklist.Items);
    }

    [Fact]
    public async Task Reserve_LongIdsThatBeginAlike_AreTwoChildren()
    {
        var id = string.Concat(Enumerable.Repeat("ஶ", 63));

        Assert.Equal("one", await ChildReservation.ReserveAsync(store.Tables.Index, id + "1", "one", default));
        Assert.Equal("two", await ChildReservation.ReserveAsync(store.Tables.Index, id + "2", "two", default));
    }

    [Theory]
    [InlineData(" D-É-1")]
    [InlineData("D-É-1\u00a0")]
    [InlineData("D-E\u0301-1")]
    public async Task Reserve_TheSameIdWrittenOtherwise_IsOneChild(string written)
    {
        await ChildReservation.ReserveAsync(store.Tables.Index, "D-É-1", "first", default);

        Assert.Equal("first", await ChildReservation.ReserveAsync(store.Tables.Index, written, "second", default));
    }

    private async Task<IEnumerable<string>> ListedAsync(CaseQuery query) =>
        (await new CaseIndexReader(store.Tables).ListAsync(query, default)).Items.Select(item => item.CaseId);
}
