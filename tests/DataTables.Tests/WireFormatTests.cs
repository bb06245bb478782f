using System.Net;
using Azure;
using Azure.Data.Tables;
using static DataTables.Tests.RecordingHandler;

namespace DataTables.Tests;

/// <summary>Every request byte for byte as recorded, so that a change of the protocol is seen and wanted. CR is shown as ␍.</summary>
public sealed class WireFormatTests
{
    private static readonly ETag Version = new("W/\"datetime'2026-04-03T08%3A59%3A58.1234567Z'\"");

    private static TableEntity Entity => new("case 1", "it's 50%") { ["Text"] = "Zoë \"x\"", ["Whole"] = 5, ["Truth"] = true };

    [Fact]
    public Task AddEntity_Request_IsAsRecorded() => SentAsync(
        "add-entity",
        table => table.AddEntityAsync(new TableEntity("p", "r")
        {
            ["Text"] = "Zoë's \"quote\"",
            ["Whole"] = 5,
            ["Big"] = 5_000_000_000L,
            ["Real"] = 5.0,
            ["NotANumber"] = double.NaN,
            ["Truth"] = true,
            ["Moment"] = new DateTimeOffset(2026, 4, 3, 10, 0, 0, TimeSpan.FromHours(1)),
            ["Id"] = Guid.Parse("5c2f0a9e-6d4b-4d0f-9a43-0f6d1b0d2c11"),
            ["Bytes"] = new byte[] { 1, 2, 255 },
            ["Nothing"] = null,
        }));

    [Fact]
    public Task UpdateEntity_Merge_IsAsRecorded() => SentAsync("update-merge", table => table.UpdateEntityAsync(Entity, Version));

    [Fact]
    public Task UpsertEntity_Replace_IsAsRecorded() =>
        SentAsync("upsert-replace", table => table.UpsertEntityAsync(Entity, TableUpdateMode.Replace));

    [Fact]
    public Task DeleteEntity_AnyVersion_IsAsRecorded() => SentAsync("delete-entity", table => table.DeleteEntityAsync("case 1", "it's 50%"));

    [Fact]
    public Task CreateIfNotExists_Request_IsAsRecorded() => SentAsync("create-table", table => table.CreateIfNotExistsAsync());

    [Fact]
    public Task DeleteTable_Request_IsAsRecorded() => SentAsync("delete-table", table => table.DeleteAsync());

    [Fact]
    public Task GetEntity_Select_IsAsRecorded() => SentAsync(
        "get-entity", table => table.GetEntityIfExistsAsync<TableEntity>("case 1", "it's 50%", ["Text", "Whole"]), HttpStatusCode.NotFound);

    [Fact]
    public async Task Query_TwoPages_AreAsRecorded()
    {
        using var network = new RecordingHandler(
            () =>
            {
                var first = Answer(HttpStatusCode.OK, Recorded.Read("query-first-page.json"));
                first.Headers.Add("x-ms-continuation-NextPartitionKey", "1!8!Y2FzZSAx");
                first.Headers.Add("x-ms-continuation-NextRowKey", "1!12!aXQncyA1MCU-");
                return first;
            },
            () => Answer(HttpStatusCode.OK, """{"value":[]}"""));

        var rows = new List<TableEntity>();
        await foreach (var row in network.Table().QueryAsync<TableEntity>(TableClient.CreateQueryFilter($"PartitionKey eq {"case 1"} and Name eq {"O'Brien"}"), 2, ["Text"]))
            rows.Add(row);

        Recorded.Same("query.txt", string.Join("\n=====\n", network.Requests));
        var read = Assert.Single(rows);
        Assert.Equal(("case 1", "it's 50%", 5_000_000_000L), (read.PartitionKey, read.RowKey, read.GetInt64("Big")));
        Assert.Equal((Version, 5, 5.5), (read.ETag, read.GetInt32("Whole"), read.GetDouble("Real")));
        Assert.Equal(new DateTimeOffset(2026, 4, 3, 8, 59, 58, TimeSpan.Zero), read.Timestamp);
    }

    [Fact]
    public async Task SubmitTransaction_EveryKind_IsAsRecorded()
    {
        using var network = new RecordingHandler(() => Batch("transaction-done.txt"));

        var answer = await network.Table().SubmitTransactionAsync(
        [
            new(TableTransactionActionType.Add, new TableEntity("case 1", "a") { ["Text"] = "Zoë" }),
            new(TableTransactionActionType.UpdateMerge, new TableEntity("case 1", "b") { ["Whole"] = 1 }, Version),
            new(TableTransactionActionType.UpdateReplace, new TableEntity("case 1", "c") { ["Whole"] = 2 }),
            new(TableTransactionActionType.Delete, new TableEntity("case 1", "it's 50%")),
        ]);

        Recorded.Same("transaction.txt", network.Requests[0]);
        Assert.Equal([204, 204, 204, 204], answer.Value.Select(part => part.Status));
        Assert.Equal(Version, answer.Value[0].Headers.ETag);
        Assert.Null(answer.Value[3].Headers.ETag);
    }

    [Fact]
    public async Task SubmitTransaction_RefusedByAzure_TellsTheActionAndTheCode()
    {
        using var network = new RecordingHandler(() => Batch("transaction-refused.txt"));

        var failure = await Assert.ThrowsAsync<TableTransactionFailedException>(() => network.Table().SubmitTransactionAsync(
            Enumerable.Range(0, 4).Select(row => new TableTransactionAction(TableTransactionActionType.Add, new TableEntity("p", $"{row}")))));

        Assert.Equal((409, "EntityAlreadyExists", 3), (failure.Status, failure.ErrorCode, failure.FailedTransactionActionIndex));
    }

    [Theory]
    [InlineData("multipart/mixed; boundary=batchresponse_1", "--batchresponse_1\r\n")]
    [InlineData("multipart/mixed; boundary=batchresponse_1", "--batchresponse_1\r\nContent-Type: application/http\r\n\r\nnot a status line")]
    [InlineData("text/html", "<html>a proxy's page</html>")]
    public async Task SubmitTransaction_AnswerCutOff_IsNeverTakenForSuccess(string contentType, string body)
    {
        using var network = new RecordingHandler(() => Answer(HttpStatusCode.Accepted, body, contentType));

        await Assert.ThrowsAsync<InvalidDataException>(
            () => network.Table().SubmitTransactionAsync([new(TableTransactionActionType.Add, new TableEntity("p", "r"))]));
    }

    [Fact]
    public async Task Error_WithABody_GivesItsCodeAndMessage()
    {
        using var network = new RecordingHandler(() => Answer(HttpStatusCode.PreconditionFailed, Recorded.Read("error.json")));

        var failure = await Assert.ThrowsAsync<RequestFailedException>(() => network.Table().UpdateEntityAsync(Entity, Version));

        Assert.Equal((412, "UpdateConditionNotSatisfied"), (failure.Status, failure.ErrorCode));
        Assert.StartsWith("The update condition specified in the request was not satisfied.", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Error_WithAHeaderOnlyOrAForeignBody_StillHasStatusAndCode()
    {
        using var network = new RecordingHandler(
            () =>
            {
                var answer = Answer(HttpStatusCode.NotFound);
                answer.Headers.Add("x-ms-error-code", "TableNotFound");
                return answer;
            },
            () => Answer(HttpStatusCode.BadRequest, "<html>a proxy's page</html>"));

        var header = await Assert.ThrowsAsync<RequestFailedException>(() => network.Table().AddEntityAsync(Entity));
        var foreign = await Assert.ThrowsAsync<RequestFailedException>(() => network.Table().AddEntityAsync(Entity));

        Assert.Equal((404, "TableNotFound"), (header.Status, header.ErrorCode));
        Assert.Equal((400, null), (foreign.Status, foreign.ErrorCode));
    }

    private static HttpResponseMessage Batch(string recorded) => Answer(
        HttpStatusCode.Accepted,
        Recorded.Read(recorded).ReplaceLineEndings("\r\n"),
        "multipart/mixed; boundary=batchresponse_e6b9f3d0-4d1c-4d3e-8f60-2f4f3b6f2a51");

    private static async Task SentAsync(string recorded, Func<TableClient, Task> operation, HttpStatusCode status = HttpStatusCode.NoContent)
    {
        using var network = new RecordingHandler(() => Answer(status));
        await operation(network.Table());
        Recorded.Same($"{recorded}.txt", Assert.Single(network.Requests));
    }
}
