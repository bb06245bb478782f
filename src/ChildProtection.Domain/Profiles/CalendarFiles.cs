using ChildProtection.Domain.Calendar;

namespace ChildProtection.Domain.Profiles;

/// <summary>Reads the versions of calendars.</summary>
internal static class CalendarFiles
{
    public static Dictionary<(string Id, string Version), WorkingDayCalendar> Read(
        IReadOnlyList<ProcedureFile> files, List<ProfileFault> faults)
    {
        var calendars = new Dictionary<(string Id, string Version), WorkingDayCalendar>();
        var origin = new Dictionary<(string Id, string Version), string>();
        foreach (var file in files)
        {
            try
            {
                var calendar = CalendarReader.Parse(file.Text, file.Name);
                var name = (calendar.Id, calendar.Version);
                if (!VersionNumber.IsOne(calendar.Version))
                    faults.Add(
                        new(
                            file.Name,
                            null,
                            "/version",
                            $"'{calendar.Version}' is not a version",
                            "numbers with dots between them, such as 2026.2"));
                else if (origin.TryGetValue(name, out var first))
                    faults.Add(
                        new(
                            file.Name,
                            null,
                            "/version",
                            $"calendar {name.Id} {name.Version} already exists in {first}, and cases may be stamped with it",
                            "another version, or another id"));
                else
                    (calendars[name], origin[name]) = (calendar, file.Name);
            }
            catch (CalendarException broken)
            {
                faults.Add(new(file.Name, null, "", broken.Message, "a calendar in the form of those that come with the product"));
            }
        }

        return calendars;
    }
}
