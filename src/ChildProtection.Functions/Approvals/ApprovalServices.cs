using Microsoft.Extensions.DependencyInjection;

namespace ChildProtection.Functions.Approvals;

internal static class ApprovalServices
{
    /// <summary>Adds the reading of approvals.</summary>
    public static IServiceCollection AddApprovals(this IServiceCollection services) =>
        services.AddSingleton<ApprovalReader>();
}
