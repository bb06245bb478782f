using System.Globalization;
using System.Text.RegularExpressions;

namespace LocalHost.Admin;

/// <summary>
/// An ISO 8601 duration. Years and months follow the calendar (31 January and P1M is the last of February), which a time span can't.
/// </summary>
internal sealed partial record IsoDuration(int Months, TimeSpan Time)
{
    /// <summary>Null when the text is not a duration (fractions and signs are not taken) or is too long to count.</summary>
    public static IsoDuration? TryParse(string text)
    {
        var match = Pattern().Match(text);
        if (!match.Success)
            return null;
        try
        {
            var months = checked((Number("y") * 12) + Number("mo"));
            var time = TimeSpan.FromDays(checked((Number("w") * 7) + Number("d")))
                + TimeSpan.FromHours(Number("h")) + TimeSpan.FromMinutes(Number("mi")) + TimeSpan.FromSeconds(Number("s"));
            return new IsoDuration(months, time);
        }
        catch (OverflowException)
        {
            return null;
        }

        int Number(string group)
            => match.Groups[group] is { Success: true } number
                ? int.Parse(number.ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture)
                : 0;
    }

    /// <exception cref="ArgumentOutOfRangeException">The result is past the year 9999.</exception>
    public DateTimeOffset After(DateTimeOffset instant) => instant.AddMonths(Months) + Time;

    [GeneratedRegex(
        @"^P(?=\d|T\d)(?:(?<y>\d+)Y)?(?:(?<mo>\d+)M)?(?:(?<w>\d+)W)?(?:(?<d>\d+)D)?"
        + @"(?:T(?=\d)(?:(?<h>\d+)H)?(?:(?<mi>\d+)M)?(?:(?<s>\d+)S)?)?$",
        RegexOptions.ECMAScript)]
    private static partial Regex Pattern();
}
