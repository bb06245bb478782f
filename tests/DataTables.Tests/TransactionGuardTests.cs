using Azure.Data.Tables;

namespace DataTables.Tests;

/// <summary>The rules of a whole transaction that Azurite does not keep. Nothing is sent.</summary>
public sealed class TransactionGuardTests : IDisposable
{
    private readonly RecordingHandler network = new();

    public void Dispose() => network.Dispose();

    [Fact]
    public async Task Transaction_OfNothing_IsTheCallersMistake() =>
        await Assert.ThrowsAsync<InvalidOperationException>(() => network.Table().SubmitTransactionAsync([]));

    [Fact]
    public async Task Transaction_OverTwoPartitions_Is400AtTheFirstStranger() =>
        await RefusedAsync(400, "CommandsInBatchActOnDifferentPartitions", 1, [new("p", "a"), new("q", "b")]);

    [Fact]
    public async Task Transaction_WithOneRowTwice_Is400AtTheSecond() =>
        await RefusedAsync(400, "InvalidDuplicateRow", 2, [new("p", "a"), new("p", "b"), new("p", "a")]);

    [Fact]
    public async Task Transaction_Of101Actions_Is400InvalidInput() =>
        await RefusedAsync(400, "InvalidInput", 100, Enumerable.Range(0, 101).Select(number => new TableEntity("p", $"{number}")));

    [Fact]
    public async Task Transaction_WithAnEntityOverALimit_Is400AtThatAction() =>
        await RefusedAsync(400, "PropertyValueTooLarge", 1, [new("p", "a"), new("p", "b") { ["Text"] = new string('x', 40_000) }]);

    [Fact]
    public async Task Transaction_WithAForbiddenKey_Is400AtThatAction() =>
        await RefusedAsync(400, "OutOfRangeInput", 1, [new("p", "a"), new("p", "b/c")]);

    [Fact]
    public async Task Transaction_Over4MiB_Is413()
    {
        var large = Enumerable.Range(0, 5).Select(row =>
        {
            var entity = new TableEntity("p", $"{row}");
            for (var property = 0; property < 15; property++)
                entity[$"P{property}"] = new string('家', 32_000);
            return entity;
        });

        await RefusedAsync(413, "RequestBodyTooLarge", null, large);
    }

    private async Task RefusedAsync(int status, string code, int? index, IEnumerable<TableEntity> rows)
    {
        var actions = rows.Select(row => new TableTransactionAction(TableTransactionActionType.UpsertReplace, row));
        var failure = await Assert.ThrowsAsync<TableTransactionFailedException>(() => network.Table().SubmitTransactionAsync(actions));

        Assert.Equal((status, code, index), (failure.Status, failure.ErrorCode, failure.FailedTransactionActionIndex));
        Assert.Empty(network.Requests);
    }
}
