using System.Globalization;

namespace ChildProtection.Domain.Profiles;

/// <summary>
/// Versions of profiles and calendars: numbers with dots between them, compared number by number, so that 1.10 is newer than 1.9.
/// </summary>
internal static class VersionNumber
{
    public static IComparer<string> Order { get; } = Comparer<string>.Create(Compare);

    public static bool IsOne(string text) =>
        text.Split('.').All(part => part.Length is > 0 and < 10 && part.All(char.IsAsciiDigit));

    private static int Compare(string one, string other)
    {
        var (left, right) = (Numbers(one), Numbers(other));
        for (var i = 0; i < Math.Max(left.Length, right.Length); i++)
        {
            var order = left.ElementAtOrDefault(i).CompareTo(right.ElementAtOrDefault(i));
            if (order != 0)
                return order;
        }

        return 0;
    }

    private static int[] Numbers(string text) => [.. text.Split('.').Select(part => int.Parse(part, CultureInfo.InvariantCulture))];
}
