using ChildProtection.Domain.Calendar;

namespace ChildProtection.Domain.Profiles;

/// <summary>The calendars that come with the product. A new holiday or jurisdiction is data, not code (rule R10).</summary>
public static class CalendarLibrary
{
    private static readonly Lazy<Dictionary<string, WorkingDayCalendar>> Loaded = new(() =>
        Files
            .Select(file => CalendarReader.Parse(file.Text, file.Name))
            .GroupBy(calendar => calendar.Id)
            .ToDictionary(
                versions => versions.Key,
                versions => versions.MaxBy(calendar => calendar.Version, VersionNumber.Order)!,
                StringComparer.Ordinal));

    /// <summary>The ids of all calendars.</summary>
    public static IReadOnlyList<string> Ids => [.. Loaded.Value.Keys.Order(StringComparer.Ordinal)];

    internal static IReadOnlyList<ProcedureFile> Files => ProcedureFile.BuiltIn("ChildProtection.Domain.Calendar.Data.");

    /// <summary>Gets the newest version of a calendar.</summary>
    /// <exception cref="CalendarException">There is no such calendar.</exception>
    public static WorkingDayCalendar Get(string id) => Loaded.Value.GetValueOrDefault(id)
        ?? throw new CalendarException($"There is no calendar '{id}'. Known calendars: {string.Join(", ", Ids)}.");
}
