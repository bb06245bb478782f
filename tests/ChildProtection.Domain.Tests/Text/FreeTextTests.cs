using System.Text.Json;
using ChildProtection.Domain.Enquiry;
using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.Tests.Support;
using ChildProtection.Domain.Text;
using ChildProtection.Domain.Unborn;

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

    [Theory]
    [InlineData("dateOfBirth", "F", "WBRI", "HEAR", false)]
    [InlineData("expectedDateOfBirth", "F", "WBRI", "HEAR", true)]
    public void Signal_OfAReferral_HasTheTraitsOnlyOfAnUnbornChildWhichMayHaveNone(
        string birth, string sex, string ethnicity, string disability, bool travels)
    {
        var child = JsonSerializer.Deserialize<ReferredChild>(
            $$"""
            { "localId": "C1001", "givenName": "Robin", "familyName": "Example", "{{birth}}": "2026-03-01", "sex": "{{sex}}",
              "ethnicity": "{{ethnicity}}", "disabilities": ["{{disability}}"], "preferredLanguage": "cy" }
            """,
            DomainJson.Record)!;

        var signal = JsonSerializer.Serialize(child, DomainJson.Signal);
        var record = JsonSerializer.Serialize(child, DomainJson.Record);

        Assert.Equal(travels, signal.Contains("WBRI", StringComparison.Ordinal));
        Assert.Equal(travels, signal.Contains("HEAR", StringComparison.Ordinal));
        Assert.Equal(travels, signal.Contains("\"sex\"", StringComparison.Ordinal));
        Assert.Contains("2026-03-01", signal, StringComparison.Ordinal);
        Assert.Contains("\"preferredLanguage\":\"cy\"", signal, StringComparison.Ordinal);
        Assert.All([sex, ethnicity, disability], trait => Assert.Contains(trait, record, StringComparison.Ordinal));
    }

    [Fact]
    public void Signal_OfABirth_HasNoSex() =>
        Assert.DoesNotContain(
            "sex", JsonSerializer.Serialize<CaseEvent>(new ChildBorn { Sex = "M" }, DomainJson.Signal), StringComparison.Ordinal);

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
