using Microsoft.Extensions.DependencyInjection;

namespace ChildProtection.Functions.Worklists;

internal static class WorklistServices
{
    /// <summary>Adds the lists across cases.</summary>
    public static IServiceCollection AddWorklists(this IServiceCollection services) => services
        .AddSingleton<WorklistReader>()
        .AddSingleton<UnallocatedReader>()
        .AddSingleton<CaseIndexReader>()
        .AddSingleton<CaseNameReader>();
}
