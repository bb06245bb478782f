using Azure.Data.Tables;

namespace DataTables.Tests;

[Collection(AzuriteTests.Name)]
public sealed class EntityTypeTests(AzuriteFixture azurite)
{
    private static readonly DateTime Time = new DateTime(2026, 4, 3, 8, 30, 15, DateTimeKind.Utc).AddTicks(1_234_567);

    private static AllTypes Row(string key) => new()
    {
        PartitionKey = "p",
        RowKey = key,
        Text = "line\nquote\" 'single' Zoë 家族 🧒 <b>\\",
        Whole = int.MinValue,
        Big = long.MaxValue,
        Real = 0.1 + 0.2,
        WholeReal = 5,
        Truth = true,
        Time = Time,
        Moment = new DateTimeOffset(Time).ToOffset(TimeSpan.FromHours(5)),
        Id = Guid.Parse("5c2f0a9e-6d4b-4d0f-9a43-0f6d1b0d2c11"),
        Bytes = [0, 1, 254, 255],
        Data = BinaryData.FromBytes(new byte[] { 9, 8 }),
        Tone = Tone.Urgent,
        Nothing = null,
        Other = "under another name",
        Secret = "never stored",
    };

    [Fact]
    public async Task TypedEntity_EveryType_ComesBackAsItWas()
    {
        var table = await azurite.NewTableAsync();
        var written = Row("r");

        await table.AddEntityAsync(written);
        var read = (await table.GetEntityAsync<AllTypes>("p", "r")).Value;

        Assert.Equal(written.Bytes, read.Bytes);
        Assert.Equal(written.Data!.ToArray(), read.Data!.ToArray());
        Assert.Equal(TimeSpan.Zero, read.Moment.Offset);
        Assert.Equal(DateTimeKind.Utc, read.Time.Kind);
        Assert.Equal(
            written with { Secret = null },
            read with { Bytes = written.Bytes, Data = written.Data, Timestamp = null, ETag = default });
    }

    [Fact]
    public async Task TableEntity_ALargeBodyOfForeignLetters_ComesBackAsItWas()
    {
        // A body longer than 64 KiB reaches Azurite in pieces; a letter of several bytes on the edge of one came back as garbage.
        var table = await azurite.NewTableAsync();
        var text = string.Concat(Enumerable.Repeat("é家🧒", 8_000));

        await table.AddEntityAsync(new TableEntity("p", "large") { ["One"] = text, ["Two"] = text, ["Three"] = text });
        var read = (await table.GetEntityAsync<TableEntity>("p", "large")).Value;

        Assert.All(["One", "Two", "Three"], name => Assert.Equal(text, read.GetString(name)));
    }

    [Fact]
    public async Task TableEntity_RowOfATypedEntity_HasEachTypeAndName()
    {
        var table = await azurite.NewTableAsync();
        var written = Row("r");
        await table.AddEntityAsync(written);

        var read = (await table.GetEntityAsync<TableEntity>("p", "r")).Value;

        Assert.Equal(written.Text, read.GetString("Text"));
        Assert.Equal(written.Whole, read.GetInt32("Whole"));
        Assert.Equal(written.Big, read.GetInt64("Big"));
        Assert.Equal(written.Real, read.GetDouble("Real"));
        Assert.Equal(5.0, read.GetDouble("WholeReal"));
        Assert.Equal(written.Truth, read.GetBoolean("Truth"));
        Assert.Equal(written.Time, read.GetDateTime("Time"));
        Assert.Equal(written.Moment, read.GetDateTimeOffset("Moment"));
        Assert.Equal(written.Id, read.GetGuid("Id"));
        Assert.Equal(written.Bytes, read.GetBinary("Bytes"));
        Assert.Equal(written.Bytes, read.GetBinaryData("Bytes")!.ToArray());
        Assert.Equal("Urgent", read.GetString("Tone"));
        Assert.Equal("under another name", read.GetString("Renamed"));
        Assert.DoesNotContain(read.Keys, name => name is "Nothing" or "Other" or "Secret" || name.Contains('@', StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    [InlineData(double.Epsilon)]
    [InlineData(-0.0)]
    [InlineData(1e308)]
    public async Task Double_AtItsEdges_ComesBackAsItWas(double number)
    {
        var table = await azurite.NewTableAsync();

        await table.AddEntityAsync(new TableEntity("p", "r") { ["Real"] = number });

        Assert.Equal(number, (await table.GetEntityAsync<TableEntity>("p", "r")).Value.GetDouble("Real"));
    }

    [Fact]
    public async Task TypedEntity_StoredAsAnotherType_SaysWhichPropertyAndBothTypes()
    {
        var table = await azurite.NewTableAsync();
        await table.AddEntityAsync(new TableEntity("p", "r") { ["Minutes"] = "forty" });

        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() => table.GetEntityAsync<Visit>("p", "r"));

        Assert.Contains("Visit.Minutes", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("forty", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TypedEntity_ColumnThatTheTypeDoesNotHave_IsLeftOut()
    {
        var table = await azurite.NewTableAsync();
        await table.AddEntityAsync(new TableEntity("p", "r") { ["Minutes"] = 3, ["AddedLater"] = "x" });

        Assert.Equal(3, (await table.GetEntityAsync<Visit>("p", "r")).Value.Minutes);
    }

    [Fact]
    public async Task TypedEntity_HiddenAndComputedProperties_AreStoredOnce()
    {
        var table = await azurite.NewTableAsync();

        await table.AddEntityAsync(new Derived { Hidden = "nearest" });

        Assert.Equal("nearest", (await table.GetEntityAsync<Derived>("p", "r")).Value.Hidden);
        Assert.Equal(7, (await table.GetEntityAsync<TableEntity>("p", "r")).Value.GetInt32("Computed"));
    }

    [Fact]
    public async Task TypedEntity_EnumMemberThatIsGone_IsRefused()
    {
        var table = await azurite.NewTableAsync();
        await table.AddEntityAsync(new TableEntity("p", "r") { ["Tone"] = "Whispered" });

        await Assert.ThrowsAsync<InvalidOperationException>(() => table.GetEntityAsync<Derived>("p", "r"));
    }

    [Fact]
    public void TableEntity_AccessorOfAnotherType_IsRefused()
    {
        var entity = new TableEntity("p", "r") { ["A"] = 1 };

        Assert.Throws<InvalidOperationException>(() => entity.GetString("A"));
        Assert.Throws<InvalidOperationException>(() => entity.GetInt64("A"));
        Assert.Throws<InvalidOperationException>(() => entity["A"] = "text");
        Assert.Null(entity.GetString("Absent"));
        Assert.Null(entity["Absent"]);
    }
}
