using Azure.Data.Tables;
using ChildProtection.Functions.Platform.Tables;
using ChildProtection.Functions.Tests.RecordStore;

namespace ChildProtection.Functions.Tests.Platform.Tables;

public sealed class LongTextTests(StoreFixture store) : IClassFixture<StoreFixture>
{
    [Theory]
    [InlineData(0)]
    [InlineData(30_999)]
    [InlineData(31_000)]
    [InlineData(31_001)]
    [InlineData(150_000)]
    public async Task LongText_AnyLength_ComesBack(int length)
    {
        var text = string.Concat(Enumerable.Repeat("a😀é", (length / 4) + 1))[..length];
        var row = new TableEntity("long-text", $"length-{length}");
        LongText.Write(row, "Text", text);
        await store.Tables.Cases.UpsertEntityAsync(row, TableUpdateMode.Replace);

        Assert.Equal(text, LongText.Read((await store.Tables.Cases.FindAsync("long-text", $"length-{length}", default))!, "Text"));
    }

    [Theory]
    [InlineData(70_000, 100)]
    [InlineData(70_000, 40_000)]
    [InlineData(31_001, 31_000)]
    public async Task LongText_ShorterThanTheOneBefore_LeavesNothingOfIt(int before, int after)
    {
        var row = new TableEntity("long-text", $"from-{before}-to-{after}");
        LongText.Write(row, "Text", new string('a', before));
        await store.Tables.Cases.UpsertEntityAsync(row, TableUpdateMode.Replace);
        row = (await store.Tables.Cases.FindAsync(row.PartitionKey, row.RowKey, default))!;

        LongText.Write(row, "Text", new string('b', after));
        await store.Tables.Cases.UpsertEntityAsync(row, TableUpdateMode.Replace);

        Assert.Equal(
            new string('b', after), LongText.Read((await store.Tables.Cases.FindAsync(row.PartitionKey, row.RowKey, default))!, "Text"));
    }

    /// <summary>Earlier releases left the end of the longer text in the row.</summary>
    [Fact]
    public void LongText_WithTheEndOfALongerOneBehindIt_ReadsWithoutIt()
    {
        var row = new TableEntity("long-text", "left-over");
        LongText.Write(row, "Text", new string('a', 40_000));
        row["Text"] = "short";

        Assert.Equal("short", LongText.Read(row, "Text"));
    }

    [Theory]
    [InlineData(1_048_576, 16)]
    [InlineData(650_000, 95)]
    public async Task CompressedText_AsMuchAsMayBeSent_FitsIntoARow(int length, int alphabet)
    {
        var row = new TableEntity("compressed", $"noise-{alphabet}");
        var text = Noise(length, alphabet);
        CompressedText.Write(row, "Data", text);
        await store.Tables.Cases.UpsertEntityAsync(row, TableUpdateMode.Replace);

        Assert.Equal(text, CompressedText.Read((await store.Tables.Cases.FindAsync("compressed", row.RowKey, default))!, "Data"));
    }

    [Fact]
    public void CompressedText_NoiseThatCannotFit_IsRefused() =>
        Assert.Throws<TextTooLargeException>(() =>
            CompressedText.Write(new TableEntity("compressed", "too-large"), "Data", Noise(1_048_576, 95)));

    [Theory]
    [InlineData("C/1 #?\\", "C=2F1 =23=3F=5C")]
    [InlineData("plain-1.2", "plain-1.2")]
    [InlineData("é", "=C3=A9")]
    public void Safe_AnyText_IsAKey(string text, string expected) => Assert.Equal(expected, TableKeys.Safe(text));

    /// <summary>Text that hardly compresses.</summary>
    private static string Noise(int length, int alphabet) => string.Create(length, new Random(7), (span, random) =>
    {
        foreach (ref var character in span)
            character = (char)random.Next(' ', ' ' + alphabet);
    });
}
