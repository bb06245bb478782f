using Azure;
using Azure.Data.Tables;

namespace DataTables.Tests;

[Collection(AzuriteTests.Name)]
public sealed class TransactionTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task SubmitTransaction_EveryKindOfAction_AnswersInOrder()
    {
        var table = await azurite.NewTableAsync();
        var etags = new Dictionary<string, ETag>();
        foreach (var key in new[] { "merged", "replaced", "deleted" })
            etags[key] = (await table.AddEntityAsync(new TableEntity("p", key) { ["A"] = 1 })).Headers.ETag!.Value;

        var answer = await table.SubmitTransactionAsync(
        [
            new(TableTransactionActionType.Add, Row("added")),
            new(TableTransactionActionType.UpdateMerge, Row("merged"), etags["merged"]),
            new(TableTransactionActionType.UpdateReplace, Row("replaced"), etags["replaced"]),
            new(TableTransactionActionType.Delete, Row("deleted"), etags["deleted"]),
            new(TableTransactionActionType.UpsertMerge, Row("upserted")),
            new(TableTransactionActionType.UpsertReplace, Row("upserted-too")),
        ]);

        Assert.Equal(202, answer.GetRawResponse().Status);
        Assert.Equal([204, 204, 204, 204, 204, 204], answer.Value.Select(part => part.Status));
        Assert.Equal(answer.Value[1].Headers.ETag, (await table.GetEntityAsync<TableEntity>("p", "merged")).Value.ETag);
        Assert.Equal(
            ["added -/2", "merged 1/2", "replaced -/2", "upserted -/2", "upserted-too -/2"], await DescribeAsync(table));
    }

    [Fact]
    public async Task SubmitTransaction_OneActionFails_TellsWhichAndStoresNothing()
    {
        var table = await azurite.NewTableAsync();
        await table.AddEntityAsync(new TableEntity("p", "there") { ["A"] = 1 });

        var failure = await Assert.ThrowsAsync<TableTransactionFailedException>(() => table.SubmitTransactionAsync(
        [
            new(TableTransactionActionType.Add, Row("first")),
            new(TableTransactionActionType.UpsertReplace, Row("second")),
            new(TableTransactionActionType.Add, Row("there")),
            new(TableTransactionActionType.Add, Row("last")),
        ]));

        Assert.Equal((409, "EntityAlreadyExists", 2), (failure.Status, failure.ErrorCode, failure.FailedTransactionActionIndex));
        Assert.Equal(["there 1/-"], await DescribeAsync(table));
    }

    [Fact]
    public async Task SubmitTransaction_VersionHasChanged_Is412AndStoresNothing()
    {
        var table = await azurite.NewTableAsync();
        var old = (await table.AddEntityAsync(new TableEntity("p", "there") { ["A"] = 1 })).Headers.ETag!.Value;
        await table.UpsertEntityAsync(new TableEntity("p", "there") { ["A"] = 3 });

        var failure = await Assert.ThrowsAsync<TableTransactionFailedException>(() => table.SubmitTransactionAsync(
        [
            new(TableTransactionActionType.Add, Row("first")),
            new(TableTransactionActionType.UpdateReplace, Row("there"), old),
        ]));

        Assert.Equal((412, "UpdateConditionNotSatisfied", 1), (failure.Status, failure.ErrorCode, failure.FailedTransactionActionIndex));
        Assert.Equal(["there 3/-"], await DescribeAsync(table));
    }

    [Fact]
    public async Task SubmitTransaction_UpdateWithoutETag_InsertsAsTheServiceDoes()
    {
        var table = await azurite.NewTableAsync();
        var entity = Row("r");
        entity.ETag = new ETag("W/\"the entity's own is not looked at\"");

        await table.SubmitTransactionAsync([new(TableTransactionActionType.UpdateReplace, entity)]);

        Assert.Equal(["r -/2"], await DescribeAsync(table));
    }

    [Fact]
    public async Task SubmitTransaction_NoTable_IsTheServicesError()
    {
        var failure = await Assert.ThrowsAnyAsync<RequestFailedException>(
            () => azurite.Service.GetTableClient("Nowhere").SubmitTransactionAsync([new(TableTransactionActionType.Add, Row("r"))]));

        Assert.Equal((404, "TableNotFound"), (failure.Status, failure.ErrorCode));
    }

    [Fact]
    public async Task SubmitTransaction_HundredRowsWithAwkwardText_AreAllThere()
    {
        var table = await azurite.NewTableAsync();
        const string Text = "--changeset_\r\n\r\nHTTP/1.1 500 Zoë's \"家族\"\r\n";

        var answer = await table.SubmitTransactionAsync(Enumerable.Range(0, 100).Select(
            number => new TableTransactionAction(TableTransactionActionType.Add, new TableEntity("p", $"{number:D3}") { ["Text"] = Text })));

        Assert.Equal(100, answer.Value.Count);
        Assert.Equal(Text, (await table.GetEntityAsync<TableEntity>("p", "099")).Value.GetString("Text"));
    }

    private static TableEntity Row(string key) => new("p", key) { ["B"] = 2 };

    private static async Task<List<string>> DescribeAsync(TableClient table)
    {
        var rows = new List<string>();
        await foreach (var row in table.QueryAsync<TableEntity>())
            rows.Add($"{row.RowKey} {row["A"] ?? "-"}/{row["B"] ?? "-"}");
        return rows;
    }
}
