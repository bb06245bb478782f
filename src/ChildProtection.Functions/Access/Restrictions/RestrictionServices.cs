using Microsoft.Extensions.DependencyInjection;

namespace ChildProtection.Functions.Access.Restrictions;

internal static class RestrictionServices
{
    /// <summary>Adds the restrictions of cases.</summary>
    public static IServiceCollection AddRestrictions(this IServiceCollection services) =>
        services.AddSingleton<CaseRestrictions>();
}
