using System.Text.Json;
using ChildProtection.Domain.Enquiry;
using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.Tests.Support;
using ChildProtection.Domain.Text;

namespace ChildProtection.Domain.Tests.Text;

public sealed class FreeTextTests
{
    private static readonly NewConcern Concern = new() { SignificantHarm = true, Concern = Sample.Text("what the neighbour heard") };

    [Fact]
    public void Signal_WithholdsTheWords_ButKeepsThatTheyWereGiven()
    {
        var json = JsonSerializer.Serialize<CaseEvent>(Concern, DomainJson.Signal);
        Assert.DoesNotContain("neighbour", json, StringComparison.Ordinal);
        Assert.NotNull(((NewConcern)JsonSerializer.Deserialize<CaseEvent>(json, DomainJson.Signal)!).Concern);
    }

    [Fact]
    public void Record_KeepsTheWords() =>
        Assert.Contains("what the neighbour heard", JsonSerializer.Serialize(Concern, DomainJson.Record), StringComparison.Ordinal);

    [Fact]
    public void ToString_OfAText_SaysNothing()
    {
        Assert.Equal("(withheld)", Concern.Concern!.ToString());
        Assert.DoesNotContain("neighbour", Concern.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{ "significantHarm": true, "unknown": 1 }""")]
    [InlineData("""{ "concern": "x" }""")]
    [InlineData("""{ "significantHarm": "true" }""")]
    [InlineData("""{ "significantHarm": true, "concern": 5 }""")]
    public void Record_UnknownMissingOrWrongField_IsRefused(string json) =>
        Assert.ThrowsAny<Exception>(() => JsonSerializer.Deserialize<NewConcern>(json, DomainJson.Record));

    [Theory]
    [InlineData(new[] { "SAB" }, "SAB")]
    [InlineData(new[] { "SAB", "NEG" }, "MUL")]
    [InlineData(new string[0], "MUL")]
    public void CensusCategory_OneOrMany(string[] categories, string expected) =>
        Assert.Equal(expected, CodeLists.CensusCategory(categories));
}
