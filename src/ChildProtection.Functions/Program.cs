using ChildProtection.Functions.Access;
using ChildProtection.Functions.Access.Authentication;
using ChildProtection.Functions.Access.Cursors;
using ChildProtection.Functions.Access.Limits;
using ChildProtection.Functions.Hosting;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.Hosting;

var builder = FunctionsApplication.CreateBuilder(args);
builder.Configuration.CheckSettings();
builder.ConfigureFunctionsWebApplication();
// Only around HTTP functions: an orchestrator's invocation must not pass asynchronous middleware.
builder.UseWhen<ProblemMiddleware>(context => context.GetHttpContext() is not null);
builder.UseWhen<AdmissionMiddleware>(context => context.GetHttpContext() is not null);
builder.UseWhen<AuthenticationMiddleware>(context => context.GetHttpContext() is not null);
builder.UseWhen<CallerLimitMiddleware>(context => context.GetHttpContext() is not null);
builder.UseWhen<AuthorizationMiddleware>(context => context.GetHttpContext() is not null);
builder.UseWhen<KnownQueryMiddleware>(context => context.GetHttpContext() is not null);
builder.UseWhen<CursorMiddleware>(context => context.GetHttpContext() is not null);
builder.Services.AddApp(builder.Configuration);

var host = builder.Build();
await host.CreateTablesAsync();
await host.RunAsync();
