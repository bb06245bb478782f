using Microsoft.Extensions.DependencyInjection;

namespace ChildProtection.Functions.Access.Cursors;

internal static class CursorServices
{
    /// <summary>Adds the seal of cursors; needs the tables of the record.</summary>
    public static IServiceCollection AddCursors(this IServiceCollection services) =>
        services.AddSingleton<CursorKey>().AddSingleton<CursorSeal>();
}
