using Microsoft.Azure.WebJobs;
using Microsoft.Azure.WebJobs.Extensions.DurableTask;
using Microsoft.Azure.WebJobs.Host.Config;
using Microsoft.Azure.WebJobs.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace LocalHost.Durable.Official;

/// <summary>Puts the WebJobs host together that the extension lives in.</summary>
internal static class ExtensionHost
{
    public static IHost Build(OfficialEngineOptions options, Type declared, WorkerCalls calls, ILoggerFactory loggers)
    {
        var builder = new HostApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Configuration.AddInMemoryCollection(ExtensionSettings.Read(options));
        builder.Logging.SetMinimumLevel(LogLevel.Warning).AddProvider(new ExtensionLog(loggers));
        builder.Services.AddWebJobs(_ => { }).AddDurableTask();
        builder.Services
            .AddHostedService<JobHostService>()
            .AddSingleton(calls)
            .AddSingleton<ITypeLocator>(new Located(declared))
#pragma warning disable CS0618 // The extension asks for it; it is marked as not for general use.
            .AddSingleton<IWebHookProvider>(new WebHooks(options.HttpAddress))
#pragma warning restore CS0618
            // This program ends it, so it must not react to signals.
            .AddSingleton<IHostLifetime, Lifetime>();
        return builder.Build();
    }

    private sealed class Located(Type declared) : ITypeLocator
    {
        public IReadOnlyList<Type> GetTypes() => [declared];
    }

#pragma warning disable CS0618 // As above.
    private sealed class WebHooks(Uri address) : IWebHookProvider
    {
        public Uri GetUrl(IExtensionConfigProvider extension) => new(address, "/runtime/webhooks/durabletask");
    }
#pragma warning restore CS0618

    private sealed class Lifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
