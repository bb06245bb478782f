using System.Text;
using ChildProtection.Functions.Platform.Http;

namespace ChildProtection.Functions.Tests.Platform.Http;

/// <summary>What a view looks like on the wire, letter by letter.</summary>
internal static class ViewShape
{
    /// <summary>Line breaks in <paramref name="expected"/> do not count, nor blanks at the beginning of its lines.</summary>
    public static void AssertShape(string expected, object view) =>
        Assert.Equal(
            string.Concat(expected.ReplaceLineEndings("\n").Split('\n').Select(line => line.TrimStart())),
            Encoding.UTF8.GetString(new JsonAnswer(view).Body.Span));
}
