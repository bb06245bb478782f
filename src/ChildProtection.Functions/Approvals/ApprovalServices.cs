using Microsoft.Extensions.DependencyInjection;

namespace ChildProtection.Functions.Approvals;

internal static class ApprovalServices
{
    /// <summary>Adds what reads approvals.</summary>
    public static IServiceCollection AddApprovals(this IServiceCollection services) =>
        services.AddSingleton<ApprovalReader>();
}
