using Microsoft.Extensions.DependencyInjection;

namespace ChildProtection.Functions.Access.AuditLog;

internal static class AuditLogServices
{
    /// <summary>Adds the log of who read or changed what.</summary>
    public static IServiceCollection AddAuditLog(this IServiceCollection services) =>
        services.AddSingleton<AccessLog>();
}
