using ChildProtection.Domain.Profiles;

namespace ChildProtection.Functions.Procedures;

/// <summary>An authority's folders of its own profiles and calendars, one file a version. The app reads them once, at its start.</summary>
internal static class ProcedureFolders
{
    /// <summary>
    /// Reads every profile and calendar. The app does not start with a broken one, because it would miss deadlines in every case.
    /// </summary>
    /// <exception cref="ProfileException">A folder is missing or a file is broken; the message names every fault.</exception>
    /// <param name="options">The folders.</param>
    public static ProcedureCatalogue Load(ProcedureOptions options) => ProcedureCatalogue.With(
        Files(options.ProfilesFolder, ProcedureOptions.ProfilesSetting), Files(options.CalendarsFolder, ProcedureOptions.CalendarsSetting));

    private static ProcedureFile[] Files(string? folder, string setting)
    {
        if (folder is null)
            return [];
        var path = Path.GetFullPath(folder);
        try
        {
            return
            [
                .. Directory
                    .EnumerateFiles(path, "*.json")
                    .Order(StringComparer.Ordinal)
                    .Select(file => new ProcedureFile(file, File.ReadAllText(file))),
            ];
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new ProfileException([
                new(
                    path,
                    null,
                    "",
                    $"the folder of {setting} cannot be read: {fault.Message}",
                    "a folder with one JSON file for each version, or no such setting"),
            ]);
        }
    }
}
