using System.Net.Http.Headers;
using Azure.Core;
using Azure.Data.Tables;
using ChildProtection.Functions.Http;
using ChildProtection.Functions.Http.Answers;
using ChildProtection.Functions.Http.Routes;
using ChildProtection.Functions.Procedures;
using ChildProtection.Functions.Security;
using ChildProtection.Functions.Storage;
using ChildProtection.Functions.Tests.Security;
using ChildProtection.LocalRuntime.FunctionsWorker;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ChildProtection.Functions.Tests.Http.Hosted;

/// <summary>The part of the interface that needs no record store, on the local host and a free port. Its tables are at a port where nobody listens.</summary>
public sealed class HostedApi : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("hosted-api-").FullName;
    private IHost? _host;

    public HttpClient Http { get; } = new();

    public async Task InitializeAsync()
    {
        var builder = FunctionsApplication.CreateBuilder(["--port", "0", "--contentRoot", _folder]);
        builder.ConfigureFunctionsWebApplication();
        builder.UseFunctionTypes(typeof(ProbeFunctions), typeof(DocumentFunctions), typeof(ProcedureFunctions), typeof(HealthFunctions));
        builder.Logging.ClearProviders();
        builder.UseWhen<ProblemMiddleware>(context => context.GetHttpContext() is not null);
        builder.UseWhen<AuthenticationMiddleware>(context => context.GetHttpContext() is not null);
        builder.UseWhen<AuthorizationMiddleware>(context => context.GetHttpContext() is not null);
        builder.Services.AddSingleton(new RouteTable([.. ApiRoutes.All, ProbeFunctions.Route("Probe"), ProbeFunctions.Route("Throw")]));
        builder.Services.AddSecurity(Tokens.Settings());
        var tables = new TableClientOptions { Retry = { MaxRetries = 0 } };
        tables.AddPolicy(new StorageAvailabilityPolicy(), HttpPipelinePosition.PerCall);
        builder.Services.AddSingleton(new CaseTables(new TableServiceClient(
            "DefaultEndpointsProtocol=http;AccountName=a;AccountKey=a2V5;TableEndpoint=http://127.0.0.1:9/a", tables)));
        builder.Services.AddSingleton<CaseReader>();
        builder.Services.AddSingleton<LegalHolds>();
        builder.Services.AddSingleton<AccessLog>();
        builder.Services.AddProcedures(new ConfigurationBuilder().Build());
        builder.Services.AddHttpApi();
        _host = builder.Build();
        await _host.StartAsync();
        Http.BaseAddress = new Uri(_host.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());
    }

    public Task<HttpResponseMessage> GetAsync(string path, string? token = null) => SendAsync(new HttpRequestMessage(HttpMethod.Get, path), token);

    public Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, string? token = null)
    {
        if (token is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return Http.SendAsync(request);
    }

    public async Task DisposeAsync()
    {
        Http.Dispose();
        if (_host is not null)
        {
            await _host.StopAsync();
            await ((IAsyncDisposable)_host).DisposeAsync();
        }

        Directory.Delete(_folder, recursive: true);
    }
}
