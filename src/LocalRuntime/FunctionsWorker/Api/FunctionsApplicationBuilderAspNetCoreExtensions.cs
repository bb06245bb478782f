using ChildProtection.LocalRuntime.FunctionsWorker.Hosting;

namespace Microsoft.Azure.Functions.Worker.Builder;

/// <summary>Hosting of HTTP functions on ASP.NET Core.</summary>
public static class FunctionsApplicationBuilderAspNetCoreExtensions
{
    /// <summary>Hosts the functions on ASP.NET Core: <c>HttpRequest</c> parameters, <c>IActionResult</c> and <c>IResult</c> results.</summary>
    public static FunctionsApplicationBuilder ConfigureFunctionsWebApplication(this FunctionsApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Composition ??= HostComposition.Configure(builder);
        return builder;
    }
}
