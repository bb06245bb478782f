using Microsoft.Extensions.DependencyInjection;

namespace ChildProtection.Functions.CaseFile.Plans;

internal static class PlanServices
{
    /// <summary>Adds the reading of plans.</summary>
    public static IServiceCollection AddPlans(this IServiceCollection services) =>
        services.AddSingleton<PlanReader>();
}
