using ChildProtection.Functions;
using ChildProtection.Functions.Http;
using ChildProtection.Functions.Http.Answers;
using ChildProtection.Functions.Messaging;
using ChildProtection.Functions.Security;
using ChildProtection.Functions.Settings;
using ChildProtection.Functions.Storage;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.Hosting;

var builder = FunctionsApplication.CreateBuilder(args);
builder.ConfigureFunctionsWebApplication();
// Around HTTP functions alone; an orchestrator's invocation must not go through anything asynchronous.
builder.UseWhen<ProblemMiddleware>(context => context.GetHttpContext() is not null);
builder.UseWhen<AdmissionMiddleware>(context => context.GetHttpContext() is not null);
builder.UseWhen<AuthenticationMiddleware>(context => context.GetHttpContext() is not null);
builder.UseWhen<CallerLimitMiddleware>(context => context.GetHttpContext() is not null);
builder.UseWhen<AuthorizationMiddleware>(context => context.GetHttpContext() is not null);
builder.Services
    .AddCases(builder.Configuration)
    .AddMessaging(builder.Configuration)
    .AddSecurity(builder.Configuration)
    .AddHttpApi();

var host = builder.Build();
host.CheckSettings();
await host.CreateTablesAsync();
await host.RunAsync();
