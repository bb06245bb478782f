using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace FunctionsWorker.Tests;

public sealed class Trace
{
    public List<string> Steps { get; } = [];
}

public sealed class TracingMiddleware(Trace trace) : IFunctionsWorkerMiddleware
{
    public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        trace.Steps.Add($"before {context.FunctionDefinition.Name}");
        context.Items["from"] = "middleware";
        await next(context);
        trace.Steps.Add($"after {((ObjectResult)context.GetInvocationResult().Value!).Value}");
    }
}

public sealed class TracedFunctions(Trace trace)
{
    [Function("Traced")]
    public IActionResult Traced([HttpTrigger("get", Route = "traced")] HttpRequest request, FunctionContext context)
    {
        trace.Steps.Add($"function {context.Items["from"]} {request.Method}");
        return new OkObjectResult("done");
    }
}

public sealed class MiddlewareTests
{
    [Fact]
    public async Task Middleware_RunsInTheOrderItWasAdded_AroundTheFunction()
    {
        var trace = new Trace();
        await using var app = await TestApp.StartAsync([typeof(TracedFunctions)], builder =>
        {
            builder.Services.AddSingleton(trace);
            builder.UseMiddleware<TracingMiddleware>();
            builder.UseMiddleware(async (context, next) =>
            {
                trace.Steps.Add("inner");
                await next();
                trace.Steps.Add("inner ends");
            });
        });

        Assert.Equal("done", await app.Http.GetStringAsync("/api/traced"));

        Assert.Equal(["before Traced", "inner", "function middleware GET", "inner ends", "after done"], trace.Steps);
    }

    [Theory]
    [InlineData("Traced", 3)]
    [InlineData("Other", 1)]
    public async Task UseWhen_RunsTheMiddleware_WhereThePredicateHolds(string function, int steps)
    {
        var trace = new Trace();
        await using var app = await TestApp.StartAsync([typeof(TracedFunctions)], builder =>
        {
            builder.Services.AddSingleton(trace);
            builder.UseWhen<TracingMiddleware>(context => context.FunctionDefinition.Name == function);
            builder.UseMiddleware((context, next) =>
            {
                context.Items["from"] = "second";
                return next();
            });
        });

        Assert.Equal("done", await app.Http.GetStringAsync("/api/traced"));

        Assert.Equal(steps, trace.Steps.Count);
        Assert.Contains("function second GET", trace.Steps);
    }

    [Fact]
    public async Task Middleware_ThatSetsTheResult_AnswersInTheFunctionsPlace()
    {
        var trace = new Trace();
        await using var app = await TestApp.StartAsync([typeof(TracedFunctions)], builder =>
        {
            builder.Services.AddSingleton(trace);
            builder.UseMiddleware((context, _) =>
            {
                context.GetInvocationResult().Value = new StatusCodeResult(StatusCodes.Status401Unauthorized);
                return Task.CompletedTask;
            });
        });

        Assert.Equal(HttpStatusCode.Unauthorized, (await app.Http.GetAsync("/api/traced")).StatusCode);
        Assert.Empty(trace.Steps);
    }

    [Fact]
    public async Task Middleware_ThatCatches_TurnsAFailureIntoAnAnswer()
    {
        await using var app = await TestApp.StartAsync([typeof(HttpFunctions)], builder =>
        {
            builder.Services.AddScoped<Counter>();
            builder.UseMiddleware(async (context, next) =>
            {
                try
                {
                    await next();
                }
                catch (InvalidOperationException)
                {
                    context.GetInvocationResult().Value = new StatusCodeResult(StatusCodes.Status418ImATeapot);
                }
            });
        }, ["--ScopeRoute", "scope"]);

        Assert.Equal(StatusCodes.Status418ImATeapot, (int)(await app.Http.GetAsync("/api/fails")).StatusCode);
    }
}
