using System.Text.Json;

namespace ChildProtection.Domain.Calendar;

/// <summary>Reads the data file of a calendar and refuses one that would count wrongly.</summary>
public static class CalendarReader
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = System.Text.Json.Serialization.JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        AllowDuplicateProperties = false,
    };

    /// <summary>Parses a calendar.</summary>
    /// <exception cref="CalendarException">The data is not a calendar; the message names the file, the place and the fault.</exception>
    public static WorkingDayCalendar Parse(string json, string fileName)
    {
        var data = Deserialise(json, fileName);
        if (data.Years.Count == 0)
        {
            throw new CalendarException($"{fileName}: /years is empty; give the holidays of at least one year.");
        }

        var holidays = new Dictionary<DateOnly, string>();
        foreach (var (year, entries) in data.Years)
        {
            foreach (var entry in entries)
            {
                Check(fileName, year, entry);
                if (!holidays.TryAdd(entry.Date, entry.Name))
                {
                    throw new CalendarException($"{fileName}: {entry.Date:yyyy-MM-dd} appears twice in /years/{year}; keep one.");
                }
            }
        }

        var (first, last) = (data.Years.Keys.Min(), data.Years.Keys.Max());
        if (data.Years.Count != last - first + 1)
        {
            throw new CalendarException(
                $"{fileName}: /years has a gap between {first} and {last}; days in a missing year would all count as working days.");
        }

        return new(data.Id, data.Version, data.Title, first, last, data.ConfirmedUntil, holidays);
    }

    private static CalendarFile Deserialise(string json, string fileName)
    {
        try
        {
            return JsonSerializer.Deserialize<CalendarFile>(json, Options)
                ?? throw new CalendarException($"{fileName}: the file holds null, not a calendar.");
        }
        catch (JsonException fault)
        {
            throw new CalendarException($"{fileName}, line {fault.LineNumber + 1}: {fault.Message}", fault);
        }
    }

    private static void Check(string fileName, int year, HolidayEntry entry)
    {
        if (entry.Date.Year != year)
        {
            throw new CalendarException($"{fileName}: {entry.Date:yyyy-MM-dd} appears under /years/{year}; move it to its own year.");
        }

        if (entry.Date.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday)
        {
            throw new CalendarException(
                $"{fileName}: {entry.Date:yyyy-MM-dd} in /years/{year} is a weekend; give the substitute day instead, if there is one.");
        }
    }

    private sealed record CalendarFile(
        string Id, string Version, string Title, string Note, int ConfirmedUntil, Dictionary<int, IReadOnlyList<HolidayEntry>> Years);

    private sealed record HolidayEntry(DateOnly Date, string Name);
}
