using ChildProtection.Domain.Procedures;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace ChildProtection.Functions.Procedures;

/// <summary>The folders in which an authority keeps profiles and calendars of its own, one file a version. They are read once, when the app starts.</summary>
public static class ProcedureFolders
{
    public const string ProfilesSetting = "Procedures:Folder";
    public const string CalendarsSetting = "Calendars:Folder";

    /// <summary>Adds every profile and calendar there is. The app does not start with a broken one: in every case it would be a missed deadline.</summary>
    /// <exception cref="ProfileException">A folder is not there, or a file is broken; every fault of every file is named.</exception>
    public static IServiceCollection AddProcedures(this IServiceCollection services, IConfiguration configuration) =>
        services.AddSingleton(ProcedureCatalogue.With(Files(configuration, ProfilesSetting), Files(configuration, CalendarsSetting)));

    private static ProcedureFile[] Files(IConfiguration configuration, string setting)
    {
        if (configuration[setting] is not { Length: > 0 } folder)
            return [];
        var path = Path.GetFullPath(folder);
        try
        {
            return [.. Directory.EnumerateFiles(path, "*.json").Order(StringComparer.Ordinal).Select(file => new ProcedureFile(file, File.ReadAllText(file)))];
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new ProfileException([new(path, null, "", $"the folder of {setting} cannot be read: {fault.Message}", "a folder with one JSON file for each version, or no such setting")]);
        }
    }
}
