using Azure.Data.Tables;
using BenchmarkApp;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

var builder = FunctionsApplication.CreateBuilder(args);
builder.ConfigureFunctionsWebApplication();
var connection = builder.Configuration["Tables:ConnectionString"]
    ?? throw new InvalidOperationException("The setting Tables__ConnectionString is missing; give it a storage connection string.");
builder.Services.AddSingleton(new TableClient(connection, PeerTable.Name));
await builder.Build().RunAsync();
