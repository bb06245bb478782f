using System.Globalization;

namespace ChildProtection.LocalRuntime.FunctionsWorker.Timers;

/// <summary>One field of an NCRONTAB expression: the set of values that match.</summary>
internal sealed class NcronField
{
    private static readonly string[] Months = [.. CultureInfo.InvariantCulture.DateTimeFormat.MonthNames.Take(12)];
    private static readonly string[] Days = CultureInfo.InvariantCulture.DateTimeFormat.DayNames;

    private readonly bool[] _values;

    private NcronField(bool[] values) => _values = values;

    public static NcronField Seconds(string text) => Parse(text, "second", 0, 59, []);

    public static NcronField Minutes(string text) => Parse(text, "minute", 0, 59, []);

    public static NcronField Hours(string text) => Parse(text, "hour", 0, 23, []);

    public static NcronField DaysOfMonth(string text) => Parse(text, "day", 1, 31, []);

    public static NcronField MonthsOfYear(string text) => Parse(text, "month", 1, 12, Months);

    public static NcronField DaysOfWeek(string text) => Parse(text, "day of week", 0, 6, Days);

    public bool Matches(int value) => _values[value];

    /// <summary>The smallest matching value from <paramref name="value"/> on; null when the field has to wrap.</summary>
    public int? From(int value)
    {
        for (var candidate = value; candidate < _values.Length; candidate++)
        {
            if (_values[candidate])
                return candidate;
        }

        return null;
    }

    private static NcronField Parse(string text, string field, int least, int most, string[] names)
    {
        var values = new bool[most + 1];
        foreach (var item in text.Split(','))
        {
            var (first, last, step) = Item(item, field, least, most, names);
            for (var value = first; value <= last; value += step)
                values[value] = true;
        }

        return new NcronField(values);
    }

    private static (int First, int Last, int Step) Item(string item, string field, int least, int most, string[] names)
    {
        var slash = item.Split('/');
        var step = slash.Length == 1 ? 1 : Number(slash[1]);
        if (slash.Length > 2 || step < 1)
            throw Fault("a step is a positive number after one '/'");
        if (slash[0] == "*")
            return (least, most, step);
        var range = slash[0].Split('-');
        if (range.Length > 2)
            throw Fault("a range has one '-'");
        var first = Value(range[0]);
        // "5/15" runs from 5 to the end of the field.
        var last = range.Length == 2 ? Value(range[1]) : slash.Length == 2 ? most : first;
        return first <= last ? (first, last, step) : throw Fault("a range runs upwards; write two ranges instead");

        int Value(string text)
        {
            var named = Array.FindIndex(names, name => Named(name, text));
            var value = named >= 0 ? named + least : Number(text);
            return value >= least && value <= most ? value : throw Fault($"values go from {least} to {most}");
        }

        int Number(string text)
            => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : throw Fault($"'{text}' is not a value");

        FormatException Fault(string reason) => new($"'{item}' in the field '{field}': {reason}");
    }

    /// <summary>The whole name or its first three letters.</summary>
    private static bool Named(string name, string text)
        => name.Equals(text, StringComparison.OrdinalIgnoreCase) || name[..3].Equals(text, StringComparison.OrdinalIgnoreCase);
}
