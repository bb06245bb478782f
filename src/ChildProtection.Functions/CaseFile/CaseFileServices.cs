using Microsoft.Extensions.DependencyInjection;

namespace ChildProtection.Functions.CaseFile;

internal static class CaseFileServices
{
    /// <summary>Adds the views of a case.</summary>
    public static IServiceCollection AddCaseFile(this IServiceCollection services) =>
        services.AddSingleton<CaseAnswers>();
}
