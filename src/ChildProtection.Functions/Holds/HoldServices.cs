using Microsoft.Extensions.DependencyInjection;

namespace ChildProtection.Functions.Holds;

internal static class HoldServices
{
    /// <summary>Adds the legal holds.</summary>
    public static IServiceCollection AddHolds(this IServiceCollection services) =>
        services.AddSingleton<LegalHolds>();
}
