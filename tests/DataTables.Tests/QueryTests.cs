using Azure;
using Azure.Data.Tables;

namespace DataTables.Tests;

[Collection(AzuriteTests.Name)]
public sealed class QueryTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task Query_MoreThanAThousandRows_BringsAllInKeyOrder()
    {
        var table = await azurite.NewTableAsync();
        await FillAsync(table, 1_050);

        var keys = new List<string>();
        var pages = 0;
        await foreach (var page in table.QueryAsync<TableEntity>("PartitionKey eq 'p'").AsPages())
        {
            pages++;
            keys.AddRange(page.Values.Select(row => row.RowKey));
        }

        Assert.Equal(2, pages);
        Assert.Equal(1_050, keys.Distinct().Count());
        Assert.Equal(keys.Order(StringComparer.Ordinal), keys);
    }

    [Fact]
    public async Task Query_ContinuationTokenGivenBack_GoesOnWhereThePageEnded()
    {
        var table = await azurite.NewTableAsync();
        await FillAsync(table, 25);

        var first = await FirstPageAsync(table.QueryAsync<TableEntity>(maxPerPage: 10).AsPages());
        var second = await FirstPageAsync(table.QueryAsync<TableEntity>().AsPages(first.ContinuationToken, 10));
        var third = await FirstPageAsync(table.QueryAsync<TableEntity>().AsPages(second.ContinuationToken));

        Assert.Equal(["00000", "00010", "00020"], new[] { first, second, third }.Select(page => page.Values[0].RowKey));
        Assert.Equal(5, third.Values.Count);
        Assert.Null(third.ContinuationToken);
    }

    [Fact]
    public async Task Query_Select_BringsOnlyTheColumnsNamed()
    {
        var table = await azurite.NewTableAsync();
        await table.AddEntityAsync(new Visit { PartitionKey = "p", RowKey = "r", Place = "home", Minutes = 9 });

        var row = Assert.Single(await AllAsync(table.QueryAsync<Visit>(select: ["RowKey", "Place"])));

        Assert.Equal(("r", "home", 0), (row.RowKey, row.Place, row.Minutes));
    }

    [Theory]
    [InlineData("O'Brien")]
    [InlineData("' or PartitionKey ne '")]
    [InlineData("Zoë & 家族 + 100% #?/\\")]
    [InlineData("")]
    public async Task CreateQueryFilter_HostileString_FindsItsRowAlone(string text)
    {
        var table = await azurite.NewTableAsync();
        await table.AddEntityAsync(new TableEntity("p", "wanted") { ["Name"] = text });
        await table.AddEntityAsync(new TableEntity("p", "other") { ["Name"] = "another" });

        var rows = await AllAsync(table.QueryAsync<TableEntity>(TableClient.CreateQueryFilter($"PartitionKey eq {"p"} and Name eq {text}")));

        Assert.Equal("wanted", Assert.Single(rows).RowKey);
    }

    [Fact]
    public async Task CreateQueryFilter_EachType_FindsTheRow()
    {
        var table = await azurite.NewTableAsync();
        var id = Guid.Parse("5c2f0a9e-6d4b-4d0f-9a43-0f6d1b0d2c11");
        var moment = new DateTimeOffset(2026, 4, 3, 9, 30, 0, TimeSpan.FromHours(1));
        await table.AddEntityAsync(new TableEntity("p", "r")
        {
            ["Whole"] = 7,
            ["Big"] = 5_000_000_000L,
            ["Real"] = 2.5,
            ["Truth"] = true,
            ["Id"] = id,
            ["Moment"] = moment,
        });
        string[] filters =
        [
            TableClient.CreateQueryFilter($"Whole eq {7}"),
            TableClient.CreateQueryFilter($"Big eq {5_000_000_000L}"),
            TableClient.CreateQueryFilter($"Real gt {2.0} and Real lt {3.0}"),
            TableClient.CreateQueryFilter($"Truth eq {true}"),
            TableClient.CreateQueryFilter($"Id eq {id}"),
            TableClient.CreateQueryFilter($"Moment eq {moment}"),
            TableClient.CreateQueryFilter($"Moment ge {moment.UtcDateTime} and not (Whole lt {7})"),
        ];

        foreach (var filter in filters)
            Assert.True((await AllAsync(table.QueryAsync<TableEntity>(filter))).Count == 1, filter);
    }

    [Fact]
    public async Task Query_BrokenFilter_Is400()
    {
        var table = await azurite.NewTableAsync();

        var failure = await Assert.ThrowsAsync<RequestFailedException>(() => AllAsync(table.QueryAsync<TableEntity>("PartitionKey equals")));

        Assert.Equal(400, failure.Status);
    }

    [Fact]
    public async Task Query_NoTable_Is404TableNotFound()
    {
        var failure = await Assert.ThrowsAsync<RequestFailedException>(
            () => AllAsync(azurite.Service.GetTableClient("Nowhere").QueryAsync<TableEntity>()));

        Assert.Equal((404, "TableNotFound"), (failure.Status, failure.ErrorCode));
    }

    private static async Task FillAsync(TableClient table, int rows)
    {
        foreach (var hundred in Enumerable.Range(0, rows).Chunk(100))
        {
            await table.SubmitTransactionAsync(hundred.Select(
                number => new TableTransactionAction(TableTransactionActionType.Add, new TableEntity("p", $"{number:D5}") { ["N"] = number })));
        }
    }

    private static async Task<List<T>> AllAsync<T>(AsyncPageable<T> rows)
        where T : notnull
    {
        var list = new List<T>();
        await foreach (var row in rows)
            list.Add(row);
        return list;
    }

    private static async Task<Page<T>> FirstPageAsync<T>(IAsyncEnumerable<Page<T>> pages)
    {
        await foreach (var page in pages)
            return page;
        throw new InvalidOperationException("A query has at least one page.");
    }
}
