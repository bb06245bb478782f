using ChildProtection.Functions;
using ChildProtection.Functions.Storage;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.Hosting;

var builder = FunctionsApplication.CreateBuilder(args);
builder.ConfigureFunctionsWebApplication();
builder.Services.AddCases(builder.Configuration);

var host = builder.Build();
await host.CreateTablesAsync();
await host.RunAsync();
