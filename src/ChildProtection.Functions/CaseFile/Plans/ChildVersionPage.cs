using System.Globalization;
using ChildProtection.Functions.Platform.Http;
using ChildProtection.Functions.RecordStore;

namespace ChildProtection.Functions.CaseFile.Plans;

/// <summary>The child's own version: the child's words, in the child's language, and nothing of the files (S3-20, S3-21).</summary>
internal static class ChildVersionPage
{
    public static HtmlPage Of(StoredCase stored, ChildVersionView given)
    {
        var page = new HtmlWriter();
        page.Element("h1", stored.GivenName);
        foreach (var paragraph in given.Text.ReplaceLineEndings("\n").Split("\n\n", StringSplitOptions.RemoveEmptyEntries))
            page.Element("p", paragraph.Trim('\n'));
        page.Element("p", $"{given.By}, {given.GivenOn.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}");
        return new HtmlPage(
            given.Language, PrintStyle.Child, HtmlWriter.Document(given.Language, stored.GivenName, PrintStyle.Child, page));
    }
}
