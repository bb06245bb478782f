using Azure;
using Azure.Data.Tables;
using Azure.Data.Tables.Models;

namespace DataTables.Tests;

[Collection(AzuriteTests.Name)]
public sealed class EntityCrudTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task AddEntity_NewRow_IsReadBackWithTimestampAndETag()
    {
        var table = await azurite.NewTableAsync();

        var added = await table.AddEntityAsync(new Visit { PartitionKey = "p", RowKey = "r", Place = "home", Minutes = 40, Seen = true });
        var read = (await table.GetEntityAsync<Visit>("p", "r")).Value;

        Assert.Equal(204, added.Status);
        Assert.Equal(("p", "r", "home", 40, true), (read.PartitionKey, read.RowKey, read.Place, read.Minutes, read.Seen));
        Assert.NotNull(read.Timestamp);
        Assert.Equal(added.Headers.ETag, read.ETag);
    }

    [Fact]
    public async Task AddEntity_RowIsThere_Is409EntityAlreadyExists()
    {
        var table = await azurite.NewTableAsync();
        await table.AddEntityAsync(new TableEntity("p", "r"));

        var failure = await Assert.ThrowsAsync<RequestFailedException>(() => table.AddEntityAsync(new TableEntity("p", "r")));

        Assert.Equal(409, failure.Status);
        Assert.True(failure.ErrorCode == TableErrorCode.EntityAlreadyExists);
    }

    [Fact]
    public async Task AddEntity_NoTable_Is404TableNotFound()
    {
        var failure = await Assert.ThrowsAsync<RequestFailedException>(
            () => azurite.Service.GetTableClient("Nowhere").AddEntityAsync(new TableEntity("p", "r")));

        Assert.Equal((404, "TableNotFound"), (failure.Status, failure.ErrorCode));
    }

    [Fact]
    public async Task GetEntity_NoRow_Is404ResourceNotFound()
    {
        var table = await azurite.NewTableAsync();

        var failure = await Assert.ThrowsAsync<RequestFailedException>(() => table.GetEntityAsync<Visit>("p", "r"));

        Assert.Equal((404, "ResourceNotFound"), (failure.Status, failure.ErrorCode));
    }

    [Fact]
    public async Task GetEntityIfExists_NoRowThenRow_TellsByHasValue()
    {
        var table = await azurite.NewTableAsync();

        var before = await table.GetEntityIfExistsAsync<Visit>("p", "r");
        await table.AddEntityAsync(new Visit { PartitionKey = "p", RowKey = "r", Minutes = 5 });
        var after = await table.GetEntityIfExistsAsync<Visit>("p", "r");

        Assert.False(before.HasValue);
        Assert.Equal(404, before.GetRawResponse().Status);
        Assert.Throws<InvalidOperationException>(() => before.Value);
        Assert.True(after.HasValue);
        Assert.Equal(5, after.Value!.Minutes);
    }

    [Fact]
    public async Task GetEntity_Select_BringsOnlyTheColumnsNamed()
    {
        var table = await azurite.NewTableAsync();
        await table.AddEntityAsync(new TableEntity("p", "r") { ["A"] = "a", ["B"] = "b" });

        var read = (await table.GetEntityAsync<TableEntity>("p", "r", ["RowKey", "B"])).Value;

        Assert.Equal(("r", "b"), (read.RowKey, read.GetString("B")));
        Assert.False(read.ContainsKey("A"));
    }

    [Theory]
    [InlineData(TableUpdateMode.Merge, true)]
    [InlineData(TableUpdateMode.Replace, false)]
    public async Task UpdateEntity_PropertyNotNamed_StaysOnMergeOnly(TableUpdateMode mode, bool stays)
    {
        var table = await azurite.NewTableAsync();
        var added = await table.AddEntityAsync(new TableEntity("p", "r") { ["A"] = 1, ["B"] = 2 });

        await table.UpdateEntityAsync(new TableEntity("p", "r") { ["B"] = 3 }, added.Headers.ETag!.Value, mode);
        var read = (await table.GetEntityAsync<TableEntity>("p", "r")).Value;

        Assert.Equal(3, read.GetInt32("B"));
        Assert.Equal(stays ? 1 : null, read.GetInt32("A"));
    }

    [Fact]
    public async Task UpdateEntity_VersionHasChanged_Is412AndChangesNothing()
    {
        var table = await azurite.NewTableAsync();
        var first = (await table.AddEntityAsync(new TableEntity("p", "r") { ["A"] = 1 })).Headers.ETag!.Value;
        var second = (await table.UpdateEntityAsync(new TableEntity("p", "r") { ["A"] = 2 }, first)).Headers.ETag;

        var failure = await Assert.ThrowsAsync<RequestFailedException>(
            () => table.UpdateEntityAsync(new TableEntity("p", "r") { ["A"] = 3 }, first, TableUpdateMode.Replace));
        var read = (await table.GetEntityAsync<TableEntity>("p", "r")).Value;

        Assert.Equal((412, "UpdateConditionNotSatisfied"), (failure.Status, failure.ErrorCode));
        Assert.Equal(2, read.GetInt32("A"));
        Assert.Equal(second, read.ETag);
    }

    [Fact]
    public async Task UpdateEntity_NoRow_Is404()
    {
        var table = await azurite.NewTableAsync();

        var failure = await Assert.ThrowsAsync<RequestFailedException>(() => table.UpdateEntityAsync(new TableEntity("p", "r"), ETag.All));

        Assert.Equal((404, "ResourceNotFound"), (failure.Status, failure.ErrorCode));
    }

    [Fact]
    public async Task UpdateEntity_NoETag_IsRefused()
    {
        var table = await azurite.NewTableAsync();

        await Assert.ThrowsAsync<ArgumentException>(() => table.UpdateEntityAsync(new TableEntity("p", "r"), default));
    }

    [Fact]
    public async Task UpsertEntity_TwiceWithReplace_LeavesTheSecond()
    {
        var table = await azurite.NewTableAsync();

        await table.UpsertEntityAsync(new TableEntity("p", "r") { ["A"] = 1 });
        await table.UpsertEntityAsync(new TableEntity("p", "r") { ["B"] = 2 }, TableUpdateMode.Replace);
        var read = (await table.GetEntityAsync<TableEntity>("p", "r")).Value;

        Assert.Null(read.GetInt32("A"));
        Assert.Equal(2, read.GetInt32("B"));
    }

    [Fact]
    public async Task DeleteEntity_RowNoRowAndOldVersion_AnswersAsAzure()
    {
        var table = await azurite.NewTableAsync();
        var old = (await table.AddEntityAsync(new TableEntity("p", "r") { ["A"] = 1 })).Headers.ETag!.Value;
        await table.UpsertEntityAsync(new TableEntity("p", "r") { ["A"] = 2 });

        var stale = await Assert.ThrowsAsync<RequestFailedException>(() => table.DeleteEntityAsync("p", "r", old));
        var deleted = await table.DeleteEntityAsync(new TableEntity("p", "r"));
        var missing = await table.DeleteEntityAsync("p", "r");

        Assert.Equal((412, "UpdateConditionNotSatisfied"), (stale.Status, stale.ErrorCode));
        Assert.Equal((204, 404), (deleted.Status, missing.Status));
    }

    [Theory]
    [InlineData("with space")]
    [InlineData("it's \"quoted\"")]
    [InlineData("100%25 %41")]
    [InlineData("Zoë 家族 🧒")]
    [InlineData("a+b&c=d;e,f(g)~!@$^*[]{}|<>`:")]
    [InlineData("")]
    public async Task Key_OfAnyAllowedCharacters_NamesItsRowInEveryOperation(string key)
    {
        var table = await azurite.NewTableAsync();

        await table.AddEntityAsync(new TableEntity(key, key) { ["A"] = 1 });
        await table.UpdateEntityAsync(new TableEntity(key, key) { ["A"] = 2 }, ETag.All);
        await table.SubmitTransactionAsync([new(TableTransactionActionType.UpdateMerge, new TableEntity(key, key) { ["B"] = 3 }, ETag.All)]);
        var read = (await table.GetEntityAsync<TableEntity>(key, key)).Value;
        var deleted = await table.DeleteEntityAsync(key, key);

        Assert.Equal((key, key, 2, 3), (read.PartitionKey, read.RowKey, read.GetInt32("A"), read.GetInt32("B")));
        Assert.Equal(204, deleted.Status);
        Assert.False((await table.GetEntityIfExistsAsync<TableEntity>(key, key)).HasValue);
    }

    [Fact]
    public async Task CreateTableIfNotExists_Twice_IsFineAndSoIsDeletingTwice()
    {
        var first = await azurite.Service.CreateTableIfNotExistsAsync("Twice");
        var second = await azurite.Service.CreateTableIfNotExistsAsync("Twice");
        var deleted = await azurite.Service.DeleteTableAsync("Twice");
        var missing = await azurite.Service.DeleteTableAsync("Twice");

        Assert.Equal(("Twice", 409), (second.Value.Name, second.GetRawResponse().Status));
        Assert.NotEqual(409, first.GetRawResponse().Status);
        Assert.Equal((204, 404), (deleted.Status, missing.Status));
    }
}
