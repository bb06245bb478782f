using ChildProtection.Domain.Profiles;
using ChildProtection.Domain.Retention;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace ChildProtection.Functions.Retention;

internal static class RetentionServices
{
    /// <summary>Adds the retention and disposal of records.</summary>
    /// <exception cref="ProfileException">The file is missing or broken; the message names every fault. The app does not start with a wrong
    /// one.</exception>
    public static IServiceCollection AddRetention(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton(Schedule(RetentionOptions.From(configuration)));
        services.AddSingleton<KeptRecords>();
        services.AddSingleton<Disposals>();
        services.AddSingleton<RecordDisposal>();
        return services;
    }

    private static RetentionSchedule Schedule(RetentionOptions options)
    {
        if (options.File is not { } setting)
            return RetentionSchedule.Shipped;
        var path = Path.GetFullPath(setting);
        try
        {
            return RetentionSchedule.Read(new ProcedureFile(path, File.ReadAllText(path)));
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new ProfileException([
                new(
                    path,
                    null,
                    "",
                    $"the file of {RetentionOptions.FileSetting} cannot be read: {fault.Message}",
                    "a retention schedule, or no such setting"),
            ]);
        }
    }
}
