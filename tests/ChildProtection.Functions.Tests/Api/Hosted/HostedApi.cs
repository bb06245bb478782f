using System.Net.Http.Headers;
using Azure.Core;
using Azure.Data.Tables;
using ChildProtection.Functions.Access;
using ChildProtection.Functions.Access.AuditLog;
using ChildProtection.Functions.Access.Authentication;
using ChildProtection.Functions.Access.Cursors;
using ChildProtection.Functions.Api;
using ChildProtection.Functions.HealthChecks;
using ChildProtection.Functions.Platform.Bus;
using ChildProtection.Functions.Platform.Durable;
using ChildProtection.Functions.Platform.Tables;
using ChildProtection.Functions.Procedures;
using ChildProtection.Functions.RecordStore;
using ChildProtection.Functions.Teams;
using ChildProtection.Functions.Tests.Access.Authentication;
using ChildProtection.Functions.Tests.Hosting;
using ChildProtection.Tests.Support;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace ChildProtection.Functions.Tests.Api.Hosted;

/// <summary>
/// The part of the interface that needs no record store, on the local host and a free port. Its tables are at a port where nobody listens.
/// </summary>
public sealed class HostedApi : IAsyncLifetime
{
    private readonly FunctionsHost _host = AppParts.NewHost();

    public HttpClient Http => _host.Http;

    public Task InitializeAsync() =>
        _host.StartAsync(
            [typeof(ProbeFunctions), typeof(DocumentFunctions), typeof(ProcedureFunctions), typeof(HealthFunctions), typeof(TeamFunctions)],
            builder =>
            {
                builder.UseGuards();
                builder.Services.AddSingleton(
                    new RouteTable([.. ApiRoutes.All, ProbeFunctions.Route("Probe"), ProbeFunctions.Route("Throw")]));
                builder.Services.AddAuthentication(Tokens.Settings()).AddAuditLog().AddAccess(builder.Configuration).AddCursors();
                var tables = new TableClientOptions { Retry = { MaxRetries = 0 } };
                tables.AddPolicy(new StorageAvailabilityPolicy(), HttpPipelinePosition.PerCall);
                builder.Services.AddSingleton(
                    new CaseTables(
                        new TableServiceClient(
                            "DefaultEndpointsProtocol=http;AccountName=a;AccountKey=a2V5;TableEndpoint=http://127.0.0.1:9/a", tables)));
                builder.Services.AddSingleton<CaseReader>();
                builder.Services.AddSingleton(new PartnerCodes(["school"]));
                builder.Services.AddProcedures(new ConfigurationBuilder().Build());
                builder.Services.AddTeams(new ConfigurationBuilder().Build());
                builder.Services.AddDurable(builder.Configuration);
                builder.Services.AddSingleton<BusActivity>();
                builder.Services.AddAppHealth();
            },
            AppParts.SimulatedClock);

    public Task<HttpResponseMessage> GetAsync(string path, string? token = null) =>
        SendAsync(new HttpRequestMessage(HttpMethod.Get, path), token);

    public Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, string? token = null)
    {
        if (token is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return Http.SendAsync(request);
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();
}
