using System.Collections.Concurrent;

namespace ChildProtection.Domain.Calendar;

/// <summary>The calendars that come with the product. A new holiday or jurisdiction is data, not code (rule R10).</summary>
public static class CalendarLibrary
{
    private const string Prefix = "ChildProtection.Domain.Calendar.Data.";
    private static readonly ConcurrentDictionary<string, WorkingDayCalendar> Loaded = new(StringComparer.Ordinal);

    /// <summary>The ids of all calendars.</summary>
    public static IReadOnlyList<string> Ids { get; } =
        [.. typeof(CalendarLibrary).Assembly.GetManifestResourceNames().Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
            .Select(name => name[Prefix.Length..^".json".Length]).Order(StringComparer.Ordinal)];

    /// <summary>Gets a calendar.</summary>
    /// <exception cref="CalendarException">There is no such calendar.</exception>
    public static WorkingDayCalendar Get(string id) => Loaded.GetOrAdd(id, Load);

    private static WorkingDayCalendar Load(string id)
    {
        using var stream = typeof(CalendarLibrary).Assembly.GetManifestResourceStream(Prefix + id + ".json")
            ?? throw new CalendarException($"There is no calendar '{id}'. Known calendars: {string.Join(", ", Ids)}.");
        using var reader = new StreamReader(stream);
        return CalendarReader.Parse(reader.ReadToEnd(), id + ".json");
    }
}
