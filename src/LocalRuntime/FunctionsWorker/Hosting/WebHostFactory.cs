using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ChildProtection.LocalRuntime.FunctionsWorker.Hosting;

/// <summary>Begins a host with the settings every app has.</summary>
internal static class WebHostFactory
{
    private static readonly Dictionary<string, string> ShortForms = new()
    {
        ["--port"] = LocalRuntimeOptions.PortSetting,
        ["--data"] = LocalRuntimeOptions.DataDirectorySetting,
        ["--clock"] = LocalRuntimeOptions.ClockSetting,
        ["--now"] = LocalRuntimeOptions.NowSetting,
    };

    private static readonly Dictionary<string, string?> Defaults = new()
    {
        ["Logging:LogLevel:Default"] = "Information",
        ["Logging:LogLevel:Microsoft"] = "Warning",
        ["Logging:LogLevel:Microsoft.Hosting.Lifetime"] = "Information",
    };

    public static WebApplicationBuilder CreateBuilder(string[] args)
    {
        var early = new ConfigurationBuilder().AddEnvironmentVariables().AddCommandLine(args, ShortForms).Build();
        var contentRoot = Path.GetFullPath(early["contentRoot"] ?? Directory.GetCurrentDirectory());
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions
        {
            ContentRootPath = contentRoot,
            EnvironmentName = early["AZURE_FUNCTIONS_ENVIRONMENT"] ?? early["DOTNET_ENVIRONMENT"] ?? "Development",
        });
        builder.Configuration
            .AddInMemoryCollection(Defaults)
            .AddInMemoryCollection(LocalSettings.Read(contentRoot))
            .AddEnvironmentVariables()
            .AddCommandLine(args, ShortForms);
        builder.Logging
            .AddConfiguration(builder.Configuration.GetSection("Logging"))
            .AddSimpleConsole(console =>
            {
                console.SingleLine = true;
                console.UseUtcTimestamp = true;
                console.TimestampFormat = "yyyy-MM-ddTHH:mm:ss.fffZ ";
            });
        builder.Host.UseDefaultServiceProvider(provider =>
        {
            provider.ValidateScopes = true;
            provider.ValidateOnBuild = true;
        });
        return builder;
    }
}
