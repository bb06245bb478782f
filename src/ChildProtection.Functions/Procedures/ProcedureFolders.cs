using ChildProtection.Domain.Profiles;

namespace ChildProtection.Functions.Procedures;

/// <summary>
/// The folders in which an authority keeps profiles and calendars of its own, one file a version. They are read once, when the app starts.
/// </summary>
internal static class ProcedureFolders
{
    /// <summary>
    /// Reads every profile and calendar there is. The app does not start with a broken one: in every case it would be a missed deadline.
    /// </summary>
    /// <exception cref="ProfileException">A folder is not there, or a file is broken; every fault of every file is named.</exception>
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
