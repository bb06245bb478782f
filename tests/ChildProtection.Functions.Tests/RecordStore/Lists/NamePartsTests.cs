using ChildProtection.Functions.RecordStore.Lists;

namespace ChildProtection.Functions.Tests.RecordStore.Lists;

public sealed class NamePartsTests
{
    [Theory]
    [InlineData("Robin", "O’Dowda", "dowda odowda robin")]
    [InlineData("Anne-Marie", "Van  der\u00a0Bergh", "anne annemarie bergh der marie van vanderbergh")]
    [InlineData("Robin", "CP-Smithson", "cp cpsmithson robin smithson")]
    [InlineData("Anna", "Anna", "anna")]
    [InlineData("'", "-", "")]
    public void Of_AName_HasEachPartByWhichItIsFound(string given, string family, string parts) =>
        Assert.Equal(parts, string.Join(' ', NameParts.Of(given, family).Select(part => part.Folded).Order(StringComparer.Ordinal)));

    [Fact]
    public void Of_ANameOfAThousandWords_IsBounded()
    {
        var name = string.Join(' ', Enumerable.Range(1, 1000));

        Assert.InRange(NameParts.Of(name, name + " x").Count, 1, 40);
    }

    [Theory]
    [InlineData("R", 500)]
    [InlineData("ஶ", 53)]
    [InlineData("م", 80)]
    [InlineData("😀", 4000)]
    public void Key_OfAnyLength_IsWithinItsBoundAndBeginsAsItsBeginning(string letter, int times)
    {
        var whole = new NamePart("", string.Concat(Enumerable.Repeat(letter, times)));

        Assert.InRange(whole.Key.Length, 1, 240);
        foreach (var length in new[] { 1, times / 2, times - 1, times })
            Assert.StartsWith(
                new NamePart("", string.Concat(Enumerable.Repeat(letter, length))).KeyBeginning, whole.Key, StringComparison.Ordinal);
    }

    [Fact]
    public void Key_OfLongPartsThatBeginAlike_Differs()
    {
        var name = new string('r', 500);

        Assert.NotEqual(new NamePart("", name + "a").Key, new NamePart("", name + "b").Key);
    }
}
