using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace FunctionsWorker.Tests;

public sealed record Greeting(string Text, int Number);

public sealed class Counter
{
    public Guid Id { get; } = Guid.NewGuid();
}

/// <summary>HTTP functions of every kind of parameter and result.</summary>
public sealed class HttpFunctions(Counter counter)
{
    [Function("Action")]
    public IActionResult Action([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "action/{id:int}")] HttpRequest request, int id)
        => new CreatedResult($"{request.Path}", new Greeting("made", id));

    [Function("Result")]
    public async Task<IResult> Result([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "result/{name}")] HttpRequest request, string name)
    {
        using var reader = new StreamReader(request.Body);
        return Results.Json(new { name, body = await reader.ReadToEndAsync() }, statusCode: StatusCodes.Status202Accepted);
    }

    [Function("Poco")]
    public Greeting Poco([HttpTrigger(AuthorizationLevel.Function, "get", Route = "poco/{id:guid}/{number:int?}")] HttpRequest request, Guid id, int? number)
        => new($"{request.Method} {id}", number ?? -1);

    [Function("Text")]
    public Task<string> Text([HttpTrigger("get")] HttpRequest request) => Task.FromResult($"plain {request.Query["q"]}");

    [Function("Nothing")]
    public async Task Nothing([HttpTrigger(AuthorizationLevel.Anonymous, "put", "delete", Route = "nothing")] HttpRequest request, CancellationToken cancellation)
        => await request.HttpContext.Response.WriteAsync($"written by {request.Method}", cancellation);

    [Function("Void")]
    public static void Void([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "void")] HttpRequest request)
        => request.HttpContext.Response.StatusCode = StatusCodes.Status204NoContent;

    [Function("Unconstrained")]
    public string Unconstrained([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "unconstrained/{number}")] HttpRequest request, int number)
        => $"{request.Method} {number}";

    [Function("NotFound")]
    public IActionResult NotFoundOfItsOwn([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "empty-not-found")] HttpRequest request)
        => request.Path.HasValue ? new StatusCodeResult(404) : new OkResult();

    [Function("Fails")]
    public IActionResult Fails([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "fails")] HttpRequest request)
        => throw new InvalidOperationException($"secret of {request.Path}");

    [Function("Scope")]
    public object Scope([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "%ScopeRoute%")] HttpRequest request, FunctionContext context)
        => new
        {
            same = context.InstanceServices.GetService(typeof(Counter)) == counter && request.HttpContext == context.GetHttpContext(),
            id = counter.Id,
            function = context.FunctionDefinition.Name,
            entryPoint = context.FunctionDefinition.EntryPoint,
            trigger = context.FunctionDefinition.InputBindings["request"].Type,
            invocation = context.InvocationId,
        };
}
