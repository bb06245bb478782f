using System.Text;
using ChildProtection.Functions.RecordStore.Lists;

namespace ChildProtection.Functions.Tests.RecordStore.Lists;

/// <summary>The decisions of docs/search.md.</summary>
public sealed class NameFormsTests
{
    [Theory]
    [InlineData("Zoe\u0308llner", "zoëllner")]
    [InlineData("O’Dowda", "o'dowda")]
    [InlineData("Oʼ´`′Dowda", "o''''dowda")]
    [InlineData("Van\u00a0der\u2003Bergh", "van der bergh")]
    [InlineData("Smith\u2011Jones\u2014Ray", "smith jones ray")]
    [InlineData("WEISSHAUPT", "weisshaupt")]
    [InlineData("Weißhaupt", "weisshaupt")]
    [InlineData("WEIẞHAUPT", "weisshaupt")]
    [InlineData("ΠΑΠΑΔΟΠΟΥΛΟΣ", "παπαδοπουλοσ")]
    [InlineData("παπαδοπουλος", "παπαδοπουλοσ")]
    [InlineData("\uff33\uff4d\uff49\uff54\uff48", "smith")]
    [InlineData("Sm\u200bi\u00adth", "smith")]
    [InlineData("\u202eSmith\ufeff", "smith")]
    public void Exact_WhatLooksTheSame_IsOneForm(string name, string form) => Assert.Equal(form, NameForms.Exact(name));

    [Theory]
    [InlineData("Šimůnek", "simunek")]
    [InlineData("İPEK", "ipek")]
    [InlineData("IPEK", "ipek")]
    [InlineData("ıpek", "ipek")]
    [InlineData("Łukasz Ørsted Đorđe", "lukasz orsted dorde")]
    [InlineData("Þóra Æsa", "thora aesa")]
    [InlineData("O'Dowda", "odowda")]
    [InlineData("Алёна Мой", "алена мои")]
    [InlineData("Νίκος", "νικοσ")]
    [InlineData("مُحَمَّد", "محمد")]
    [InlineData("محـمد", "محمد")]
    [InlineData("أحمد", "احمد")]
    [InlineData("שָׁלוֹם", "שלום")]
    public void Folded_Diacritics_AreLeftOut(string name, string form) => Assert.Equal(form, NameForms.Folded(NameForms.Exact(name)));

    [Theory]
    [InlineData("மீனாட்சி")]
    [InlineData("कृष्णमूर्ति")]
    [InlineData("สมชาย")]
    [InlineData("김민준")]
    [InlineData("がぎぐ")]
    public void Folded_SignsThatAreLetters_Stay(string name) => Assert.Equal(name, NameForms.Folded(NameForms.Exact(name)));

    [Fact]
    public void Exact_EveryCulture_IsTheSame()
    {
        var before = Thread.CurrentThread.CurrentCulture;
        try
        {
            Thread.CurrentThread.CurrentCulture = new System.Globalization.CultureInfo("tr-TR");

            Assert.Equal("diyar iris", NameForms.Exact("DIYAR IRIS"));
        }
        finally
        {
            Thread.CurrentThread.CurrentCulture = before;
        }
    }

    [Fact]
    public void Exact_UnpairedSurrogate_DoesNotFail() => Assert.Equal("a\ufffdb", NameForms.Exact("A\ud800B"));

    [Fact]
    public void Folded_OfABeginning_BeginsTheFormOfTheWhole()
    {
        foreach (var name in new[] { "Šimůnek", "O’Dowda", "Weißhaupt", "Þóra", "மீனாட்சி", "İpek", "Ἀθηνᾶς" })
        {
            var whole = NameForms.Folded(NameForms.Exact(name.Normalize(NormalizationForm.FormC)));

            for (var length = 1; length < name.Length; length++)
                Assert.StartsWith(NameForms.Folded(NameForms.Exact(name[..length])), whole, StringComparison.Ordinal);
        }
    }
}
