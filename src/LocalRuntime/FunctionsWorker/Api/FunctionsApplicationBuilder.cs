using ChildProtection.LocalRuntime.FunctionsWorker.Discovery;
using ChildProtection.LocalRuntime.FunctionsWorker.Hosting;
using ChildProtection.LocalRuntime.FunctionsWorker.Invocation;
using Microsoft.AspNetCore.Builder;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.Metrics;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Microsoft.Azure.Functions.Worker.Builder;

/// <summary>Builds a Functions app: settings, services, middleware, host.</summary>
public class FunctionsApplicationBuilder : IHostApplicationBuilder, IFunctionsWorkerApplicationBuilder
{
    private readonly WebApplicationBuilder _web;

    internal FunctionsApplicationBuilder(WebApplicationBuilder web) => _web = web;

    /// <summary>Values shared between parts of the set-up.</summary>
    public IDictionary<object, object> Properties => ((IHostApplicationBuilder)_web).Properties;

    /// <summary>The app's settings.</summary>
    public ConfigurationManager Configuration => _web.Configuration;

    /// <summary>Name and place of the app.</summary>
    public IHostEnvironment Environment => _web.Environment;

    /// <summary>Logging.</summary>
    public ILoggingBuilder Logging => _web.Logging;

    /// <summary>Metrics.</summary>
    public IMetricsBuilder Metrics => _web.Metrics;

    /// <summary>The app's services.</summary>
    public IServiceCollection Services => _web.Services;

    IConfigurationManager IHostApplicationBuilder.Configuration => _web.Configuration;

    internal WebApplicationBuilder Web => _web;

    internal FunctionPipelineBuilder Pipeline { get; } = new();

    internal FunctionSources Sources { get; } = new();

    internal HostComposition? Composition { get; set; }

    /// <summary>Replaces the dependency injection container.</summary>
    public void ConfigureContainer<TContainerBuilder>(
        IServiceProviderFactory<TContainerBuilder> factory, Action<TContainerBuilder>? configure = null)
        where TContainerBuilder : notnull
        => ((IHostApplicationBuilder)_web).ConfigureContainer(factory, configure);

    /// <summary>Adds a middleware; the first one added is the outermost.</summary>
    public IFunctionsWorkerApplicationBuilder Use(Func<FunctionExecutionDelegate, FunctionExecutionDelegate> middleware)
    {
        ArgumentNullException.ThrowIfNull(middleware);
        Pipeline.Use(middleware);
        return this;
    }

    /// <summary>Finds the functions, checks them, and builds the host.</summary>
    /// <exception cref="InvalidOperationException">
    /// <c>ConfigureFunctionsWebApplication</c> was not called, a setting can't be used, or functions are not well formed; the message names all of them.
    /// </exception>
    public IHost Build()
        => Composition is { } composition
            ? composition.Build(this)
            : throw new InvalidOperationException("Call builder.ConfigureFunctionsWebApplication() before Build(); functions are hosted on ASP.NET Core.");
}
