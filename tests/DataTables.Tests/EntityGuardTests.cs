using Azure;
using Azure.Data.Tables;

namespace DataTables.Tests;

/// <summary>What Azure refuses and Azurite lets through. Nothing is sent: the handler has no answer to give.</summary>
public sealed class EntityGuardTests : IDisposable
{
    private readonly RecordingHandler network = new();

    public void Dispose() => network.Dispose();

    private TableClient Table => network.Table();

    [Theory]
    [InlineData("a/b")]
    [InlineData("a\\b")]
    [InlineData("a#b")]
    [InlineData("a?b")]
    [InlineData("a\tb")]
    [InlineData("a\nb")]
    [InlineData("a\u0000b")]
    [InlineData("a\u007fb")]
    [InlineData("a\u0085b")]
    public async Task Key_WithAForbiddenCharacter_Is400OutOfRangeInput(string key)
    {
        await RefusedAsync("OutOfRangeInput", () => Table.AddEntityAsync(new TableEntity("p", key)));
        await RefusedAsync("OutOfRangeInput", () => Table.UpsertEntityAsync(new TableEntity(key, "r")));
        await RefusedAsync("OutOfRangeInput", () => Table.UpdateEntityAsync(new TableEntity(key, "r"), ETag.All));
        await RefusedAsync("OutOfRangeInput", () => Table.GetEntityAsync<TableEntity>("p", key));
        await RefusedAsync("OutOfRangeInput", () => Table.GetEntityIfExistsAsync<TableEntity>(key, "r"));
        await RefusedAsync("OutOfRangeInput", () => Table.DeleteEntityAsync("p", key));
    }

    [Fact]
    public async Task Key_OverOneKiB_Is400KeyValueTooLarge() =>
        await RefusedAsync("KeyValueTooLarge", () => Table.AddEntityAsync(new TableEntity("p", new string('é', 513))));

    // Many rows are added at once with Task.WhenAll: one bad row must not keep the caller from seeing the others' tasks.
    [Fact]
    public async Task Refusal_OfARow_ComesWithTheTaskAndNotBeforeIt()
    {
        var task = Table.AddEntityAsync(new TableEntity("p", "a/b"));

        await Assert.ThrowsAsync<RequestFailedException>(() => task);
    }

    [Fact]
    public async Task Key_OfNull_IsTheCallersMistake() =>
        await Assert.ThrowsAsync<ArgumentNullException>(() => Table.AddEntityAsync(new TableEntity { PartitionKey = "p" }));

    [Fact]
    public async Task Entity_Of253OwnProperties_Is400TooManyProperties() =>
        await RefusedAsync("TooManyProperties", () => Table.AddEntityAsync(Filled(253, _ => 1)));

    [Fact]
    public async Task Entity_Over1MiB_Is400EntityTooLarge() =>
        await RefusedAsync("EntityTooLarge", () => Table.UpsertEntityAsync(Filled(17, _ => new string('x', 32_000))));

    [Fact]
    public async Task String_Over32KiCharacters_Is400PropertyValueTooLarge() =>
        await RefusedAsync("PropertyValueTooLarge", () => Table.AddEntityAsync(Filled(1, _ => new string('x', 32_769))));

    [Fact]
    public async Task Binary_Over64KiB_Is400PropertyValueTooLarge() =>
        await RefusedAsync("PropertyValueTooLarge", () => Table.AddEntityAsync(Filled(1, _ => new byte[65_537])));

    [Fact]
    public async Task Time_Before1601_Is400OutOfRangeInput() =>
        await RefusedAsync("OutOfRangeInput", () => Table.AddEntityAsync(Filled(1, _ => DateTimeOffset.MinValue)));

    [Theory]
    [InlineData("with space", "PropertyNameInvalid")]
    [InlineData("1st", "PropertyNameInvalid")]
    [InlineData("dash-ed", "PropertyNameInvalid")]
    [InlineData("", "PropertyNameInvalid")]
    public async Task PropertyName_NotAnIdentifier_Is400(string name, string code) =>
        await RefusedAsync(code, () => Table.AddEntityAsync(new TableEntity("p", "r") { [name] = 1 }));

    [Fact]
    public async Task PropertyName_Over255Characters_Is400PropertyNameTooLong() =>
        await RefusedAsync("PropertyNameTooLong", () => Table.AddEntityAsync(new TableEntity("p", "r") { [new string('n', 256)] = 1 }));

    [Fact]
    public async Task Value_OfATypeWithoutColumnType_SaysSo()
    {
        var failure = await Assert.ThrowsAsync<NotSupportedException>(() => Table.AddEntityAsync(Filled(1, _ => 1.5m)));
        Assert.Contains("P0", failure.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<NotSupportedException>(
            () => Table.AddEntityAsync(Filled(1, _ => new DateTime(2026, 4, 3, 0, 0, 0, DateTimeKind.Local))));
    }

    [Fact]
    public async Task Entity_ExactlyAtEveryLimit_IsSent()
    {
        var network = new RecordingHandler([.. Enumerable.Repeat(() => RecordingHandler.Answer(System.Net.HttpStatusCode.NoContent), 5)]);

        await network.Table().AddEntityAsync(Filled(252, _ => 1));
        await network.Table().AddEntityAsync(Filled(1, _ => new string('x', 32_768)));
        await network.Table().AddEntityAsync(Filled(1, _ => new byte[65_536]));
        await network.Table().AddEntityAsync(new TableEntity(new string('p', 512), new string('r', 512)));
        await network.Table().AddEntityAsync(Filled(1, _ => new DateTimeOffset(1601, 1, 1, 0, 0, 0, TimeSpan.Zero)));

        Assert.Equal(5, network.Requests.Count);
    }

    private async Task RefusedAsync(string code, Func<Task> operation)
    {
        var failure = await Assert.ThrowsAsync<RequestFailedException>(operation);
        Assert.Equal((400, code), (failure.Status, failure.ErrorCode));
        Assert.Empty(network.Requests);
    }

    private static TableEntity Filled(int properties, Func<int, object> value)
    {
        var entity = new TableEntity("p", "r");
        for (var index = 0; index < properties; index++)
            entity[$"P{index}"] = value(index);
        return entity;
    }
}
