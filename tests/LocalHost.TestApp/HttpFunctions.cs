using System.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace LocalHost.TestApp;

/// <summary>Functions of a worker that is a process of its own.</summary>
public static class HttpFunctions
{
    [Function("Hello")]
    public static IActionResult Hello(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "hello/{name}")] HttpRequest request, string name)
        => new OkObjectResult($"{request.Method} {name}");

    /// <summary>The value of a variable of this process.</summary>
    [Function("Variable")]
    public static IActionResult Variable(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "variable/{name}")] HttpRequest request, string name)
        => new OkObjectResult(request.Path.HasValue ? Environment.GetEnvironmentVariable(name) ?? "" : "");

    /// <summary>Ends this process in the middle of a call.</summary>
    [Function("Exit")]
    public static IActionResult Exit([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "exit")] HttpRequest request)
    {
        Console.Error.WriteLine($"last words of {request.Path}");
        Process.GetCurrentProcess().Kill();
        throw new UnreachableException();
    }

    /// <summary>Logs, and prints past the log.</summary>
    [Function("Say")]
    public static IActionResult Say(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "say")] HttpRequest request, FunctionContext context)
    {
        var logger = context.GetLogger("TestApp.Say");
#pragma warning disable CA1848, CA1873 // What is tested is the way of one line, not its cost.
        logger.LogWarning("logged at {Path}", request.Path);
#pragma warning restore CA1848, CA1873
        Console.WriteLine("printed past the log");
        return new OkResult();
    }

    /// <summary>Writes a file when this process ends in an orderly way, as an app does that cleans up.</summary>
    [Function("Farewell")]
    public static IActionResult Farewell(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "farewell")] HttpRequest request, FunctionContext context)
    {
        var file = (string)request.Query["file"]!;
        context.InstanceServices.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping.Register(
            () => File.WriteAllText(file, "goodbye"));
        return new OkResult();
    }
}
