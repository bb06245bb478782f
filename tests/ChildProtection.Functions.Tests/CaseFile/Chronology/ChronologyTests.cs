using Azure;
using Azure.Data.Tables;
using ChildProtection.Domain.Enquiry;
using ChildProtection.Functions.Platform.Tables;
using ChildProtection.Functions.RecordStore;
using ChildProtection.Functions.Tests.RecordStore;

namespace ChildProtection.Functions.Tests.CaseFile.Chronology;

/// <summary>A chronology after tampering names the first bad fact.</summary>
public sealed class ChronologyTests(StoreFixture store) : IClassFixture<StoreFixture>
{
    private static readonly DateTimeOffset Now = new(2026, 2, 3, 8, 30, 0, TimeSpan.Zero);

    [Fact]
    public async Task Verify_Untouched_IsIntact()
    {
        var story = await WithFiveFactsAsync();

        Assert.Equal(new ChainVerification(true, 5, null), await story.Reader.VerifyAsync(story.CaseId, default));
    }

    [Fact]
    public async Task Verify_FactAltered_NamesIt()
    {
        var story = await WithFiveFactsAsync();
        await ChangeAsync(
            story, CaseKeys.Fact(3), row => row["Fact"] = row.Need("Fact").Replace("New concern", "No concern", StringComparison.Ordinal));

        Assert.Equal(new ChainVerification(false, 5, 3), await story.Reader.VerifyAsync(story.CaseId, default));
    }

    [Fact]
    public async Task Verify_WordsOfAnEventAltered_NamesItsFact()
    {
        var story = await WithFiveFactsAsync();
        var fact = await store.Tables.Cases.FindAsync(story.CaseId, CaseKeys.Fact(4), default);
        await ChangeAsync(
            story,
            fact!.Need("SignalKey"),
            row => CompressedText.Write(row, "Data", """{"significantHarm":false,"concern":"rewritten"}"""));

        Assert.Equal(new ChainVerification(false, 5, 4), await story.Reader.VerifyAsync(story.CaseId, default));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(5)]
    public async Task Verify_FactRemoved_NamesIt(long sequence)
    {
        var story = await WithFiveFactsAsync();
        await store.Tables.Cases.DeleteEntityAsync(story.CaseId, CaseKeys.Fact(sequence));

        Assert.Equal(new ChainVerification(false, 5, sequence), await story.Reader.VerifyAsync(story.CaseId, default));
    }

    [Fact]
    public async Task Verify_FactsSwapped_NamesTheFirst()
    {
        var story = await WithFiveFactsAsync();
        var (second, third) = (
            await store.Tables.Cases.FindAsync(story.CaseId, CaseKeys.Fact(2), default),
            await store.Tables.Cases.FindAsync(story.CaseId, CaseKeys.Fact(3), default));
        foreach (var (row, key) in new[] { (second!, CaseKeys.Fact(3)), (third!, CaseKeys.Fact(2)) })
            await store.Tables.Cases.UpsertEntityAsync(new TableEntity(row) { RowKey = key }, TableUpdateMode.Replace);

        Assert.Equal(new ChainVerification(false, 5, 2), await story.Reader.VerifyAsync(story.CaseId, default));
    }

    private async Task<StoredStory> WithFiveFactsAsync()
    {
        var story = store.NewStory();
        await story.OpenAsync();
        for (var number = 1; number <= 4; number++)
            await story.RaiseAsync(
                StoredStory.Request($"concern-{number}", new DateOnly(2026, 2, 3), new NewConcern { SignificantHarm = false }), Now);
        return story;
    }

    private async Task ChangeAsync(StoredStory story, string rowKey, Action<TableEntity> change)
    {
        var row = await store.Tables.Cases.FindAsync(story.CaseId, rowKey, default);
        change(row!);
        await store.Tables.Cases.UpdateEntityAsync(row!, ETag.All, TableUpdateMode.Replace);
    }
}
