using System.Net;
using Azure;
using Azure.Core.Pipeline;
using Azure.Data.Tables;
using ChildProtection.Functions.Platform.Tables;
using Moq;

namespace ChildProtection.Functions.Tests.Platform.Tables;

/// <summary>The limits of a whole transaction, of which Azurite keeps but a few.</summary>
public sealed class TransactionLimitsTests
{
    private const int LimitOfTheService = 4 * 1024 * 1024;

    [Fact]
    public async Task Transaction_OfNothing_IsAMistakeOfTheCode() =>
        await Assert.ThrowsAsync<InvalidOperationException>(() => Unreachable().WriteTogetherAsync([], default));

    [Fact]
    public async Task Transaction_OverTwoPartitions_IsRefusedAtTheFirstStranger() =>
        await RefusedAsync("Action 1", [new("p", "a"), new("q", "b")]);

    [Fact]
    public async Task Transaction_WithOneRowTwice_IsRefusedAtTheSecond() =>
        await RefusedAsync("Action 2", [new("p", "a"), new("p", "b"), new("p", "a")]);

    [Fact]
    public async Task Transaction_Of101Actions_IsRefused() =>
        await RefusedAsync("101 actions", [.. Enumerable.Range(0, 101).Select(number => new TableEntity("p", $"{number}"))]);

    [Fact]
    public async Task Transaction_WithARowOverALimit_IsRefused() =>
        await RefusedAsync("'Text'", [new("p", "a"), new("p", "b") { ["Text"] = new string('x', 40_000) }]);

    [Fact]
    public async Task Transaction_WithAForbiddenKey_IsRefused() => await RefusedAsync("U+002F", [new("p", "a"), new("p", "b/c")]);

    [Fact]
    public async Task Transaction_Over4MiBAsItIsWritten_IsRefused() => await RefusedAsync("4 MiB", Rows(5, '家'));

    [Theory]
    [InlineData('x')]
    [InlineData('家')]
    [InlineData('"')]
    public async Task Transaction_AsLargeAsIsTaken_IsSentWithinTheServicesLimit(char letter)
    {
        using var network = new MeasuringHandler();
        var options = new TableClientOptions { Transport = new HttpClientTransport(network), Retry = { MaxRetries = 0 } };
        var table = new TableClient(
            new Uri("https://account.table.core.windows.net"), "Cases", new TableSharedKeyCredential("account", "a2V5"), options);
        var rows = Enumerable.Range(1, TransactionLimits.MaxActions).Select(count => Rows(count, letter)).TakeWhile(IsTaken).Last();

        await Assert.ThrowsAsync<RequestFailedException>(() => table.WriteTogetherAsync(Actions(rows), default));

        Assert.InRange(network.Sent, LimitOfTheService / 4, LimitOfTheService);
    }

    private static bool IsTaken(TableEntity[] rows)
    {
        try
        {
            TransactionLimits.Check(Actions(rows));
            return true;
        }
        catch (TableLimitException)
        {
            return false;
        }
    }

    private static TableEntity[] Rows(int count, char letter) =>
    [
        .. Enumerable.Range(0, count).Select(number =>
        {
            var row = new TableEntity("p", $"{number}");
            for (var property = 0; property < 15; property++)
                row[$"P{property}"] = new string(letter, 10_000);
            return row;
        }),
    ];

    private static TableTransactionAction[] Actions(IEnumerable<TableEntity> rows) =>
        [.. rows.Select(row => new TableTransactionAction(TableTransactionActionType.UpsertReplace, row))];

    private static TableClient Unreachable() => new Mock<TableClient>(MockBehavior.Strict).Object;

    private static async Task RefusedAsync(string said, TableEntity[] rows)
    {
        var failure = await Assert.ThrowsAsync<TableLimitException>(() => Unreachable().WriteTogetherAsync(Actions(rows), default));

        Assert.Contains(said, failure.Message, StringComparison.Ordinal);
    }

    /// <summary>Refuses everything, and knows how much was sent.</summary>
    private sealed class MeasuringHandler : HttpMessageHandler
    {
        public long Sent { get; private set; }

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Sent = (await request.Content!.ReadAsByteArrayAsync(cancellationToken)).Length;
            return new HttpResponseMessage(HttpStatusCode.BadRequest);
        }
    }
}
