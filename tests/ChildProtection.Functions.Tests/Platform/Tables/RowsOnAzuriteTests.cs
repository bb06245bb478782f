using Azure;
using Azure.Data.Tables;
using ChildProtection.Functions.Platform.Tables;
using ChildProtection.Functions.Tests.RecordStore;

namespace ChildProtection.Functions.Tests.Platform.Tables;

/// <summary>What the app relies on in the client and the service, tried on Azurite.</summary>
public sealed class RowsOnAzuriteTests(StoreFixture store) : IClassFixture<StoreFixture>
{
    private TableClient Table => store.Tables.Cases;

    [Fact]
    public async Task Row_OfManyForeignLetters_ComesBackAsItWas()
    {
        // A body over 64 KiB travels in pieces; a letter of several bytes must not break on the edge of one.
        var text = string.Concat(Enumerable.Repeat("é家🧒", 8_000));

        await Table.PutAsync(new TableEntity("rows", "foreign") { ["One"] = text, ["Two"] = text, ["Three"] = text }, default);
        var read = (await Table.FindAsync("rows", "foreign", default))!;

        Assert.All(["One", "Two", "Three"], name => Assert.Equal(text, read.GetString(name)));
    }

    [Fact]
    public async Task Transaction_WhoseLastRowWasChangedMeanwhile_WritesNothing()
    {
        await Table.PutAsync(new TableEntity("rows", "changed"), default);
        var read = (await Table.FindAsync("rows", "changed", default))!;
        await Table.PutAsync(new TableEntity("rows", "changed") { ["By"] = "another" }, default);

        var failure = await Assert.ThrowsAsync<TableTransactionFailedException>(() =>
            Table.WriteTogetherAsync(
                [
                    new(TableTransactionActionType.Add, new TableEntity("rows", "with it")),
                    new(TableTransactionActionType.UpdateReplace, read, read.ETag),
                ],
                default));

        Assert.Equal(412, failure.Status);
        Assert.Null(await Table.FindAsync("rows", "with it", default));
    }

    [Fact]
    public async Task TryAdd_RowThatIsThere_SaysSoAndLeavesIt()
    {
        Assert.True(await Table.TryAddAsync(new TableEntity("rows", "first") { ["By"] = "one" }, default));

        Assert.False(await Table.TryAddAsync(new TableEntity("rows", "first") { ["By"] = "another" }, default));

        Assert.Equal("one", (await Table.FindAsync("rows", "first", default))!.GetString("By"));
    }

    [Fact]
    public async Task Delete_RowThatIsGone_IsNoError()
    {
        await Table.DeleteEntityAsync("rows", "never there");

        await Assert.ThrowsAsync<RequestFailedException>(() =>
            Table.ReplaceAsync(new TableEntity("rows", "never there"), ETag.All, default));
    }
}
