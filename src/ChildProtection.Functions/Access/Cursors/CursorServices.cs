using Microsoft.Extensions.DependencyInjection;

namespace ChildProtection.Functions.Access.Cursors;

internal static class CursorServices
{
    /// <summary>Adds the seal of cursors; needs the access services.</summary>
    public static IServiceCollection AddCursors(this IServiceCollection services) =>
        services.AddSingleton<CursorSeal>();
}
