using Azure;
using Azure.Data.Tables;
using ChildProtection.Functions.Platform.Tables;
using Moq;

namespace ChildProtection.Functions.Tests.Platform.Tables;

/// <summary>What Azure refuses and Azurite lets through is refused by the app itself, before anything is sent.</summary>
public sealed class RowLimitsTests
{
    /// <summary>Every call of it fails the test.</summary>
    private readonly TableClient _unreachable = new Mock<TableClient>(MockBehavior.Strict).Object;

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
    public async Task Key_WithAForbiddenCharacter_IsRefusedInEveryOperation(string key)
    {
        await RefusedAsync(() => _unreachable.TryAddAsync(new TableEntity("p", key), default));
        await RefusedAsync(() => _unreachable.PutAsync(new TableEntity(key, "r"), default));
        await RefusedAsync(() => _unreachable.ReplaceAsync(new TableEntity(key, "r"), ETag.All, default));
        await RefusedAsync(() => _unreachable.MergeAsync(new TableEntity("p", key), ETag.All, default));
        await RefusedAsync(() => _unreachable.FindAsync("p", key, default));
        await RefusedAsync(() => _unreachable.FindAsync(key, "r", default));
    }

    [Fact]
    public async Task Key_OverOneKiB_IsRefused() =>
        await RefusedAsync(() => _unreachable.PutAsync(new TableEntity("p", new string('é', 513)), default));

    [Fact]
    public async Task Key_Missing_IsAMistakeOfTheCode() =>
        await Assert.ThrowsAsync<ArgumentNullException>(() => _unreachable.PutAsync(new TableEntity { PartitionKey = "p" }, default));

    [Fact]
    public async Task Row_Of253OwnProperties_IsRefused() => await RefusedAsync(() => _unreachable.PutAsync(Filled(253, _ => 1), default));

    [Fact]
    public async Task Row_Over1MiB_IsRefused() =>
        await RefusedAsync(() => _unreachable.PutAsync(Filled(17, _ => new string('x', 32_000)), default));

    [Fact]
    public async Task Text_Over32KiCharacters_IsRefusedByItsName()
    {
        var failure = await RefusedAsync(() => _unreachable.PutAsync(Filled(1, _ => new string('x', 32_769)), default));

        Assert.Contains("'P0'", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("xx", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Binary_Over64KiB_IsRefused() =>
        await RefusedAsync(() => _unreachable.PutAsync(Filled(1, _ => new byte[65_537]), default));

    [Fact]
    public async Task Time_Before1601_IsRefused() =>
        await RefusedAsync(() => _unreachable.PutAsync(Filled(1, _ => DateTimeOffset.MinValue), default));

    [Theory]
    [InlineData("with space")]
    [InlineData("1st")]
    [InlineData("dash-ed")]
    public async Task PropertyName_NoIdentifier_IsRefused(string name) =>
        await RefusedAsync(() => _unreachable.PutAsync(new TableEntity("p", "r") { [name] = 1 }, default));

    [Fact]
    public async Task PropertyName_Over255Characters_IsRefused() =>
        await RefusedAsync(() => _unreachable.PutAsync(new TableEntity("p", "r") { [new string('n', 256)] = 1 }, default));

    [Fact]
    public void Check_RowsExactlyAtEveryLimit_AreTaken()
    {
        RowLimits.Check(Filled(252, _ => 1));
        RowLimits.Check(Filled(1, _ => new string('x', 32_768)));
        RowLimits.Check(Filled(1, _ => new byte[65_536]));
        RowLimits.Check(new TableEntity(new string('p', 512), new string('r', 512)));
        RowLimits.Check(Filled(1, _ => new DateTimeOffset(1601, 1, 1, 0, 0, 0, TimeSpan.Zero)));
    }

    // Many rows are written at once with Task.WhenAll: one bad row must not keep the caller from seeing the others' tasks.
    [Fact]
    public async Task Refusal_OfARow_ComesWithTheTaskAndNotBeforeIt()
    {
        var task = _unreachable.PutAsync(new TableEntity("p", "a/b"), default);

        await Assert.ThrowsAsync<TableLimitException>(() => task);
    }

    private static Task<TableLimitException> RefusedAsync(Func<Task> operation) => Assert.ThrowsAsync<TableLimitException>(operation);

    private static TableEntity Filled(int properties, Func<int, object> value)
    {
        var row = new TableEntity("p", "r");
        for (var index = 0; index < properties; index++)
            row[$"P{index}"] = value(index);
        return row;
    }
}
