using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace LocalHost.Tests.Http;

/// <summary>HTTP functions of every kind of answer.</summary>
public static class HttpFunctions
{
    /// <summary>More than any buffer on the way holds.</summary>
    internal const int LongLength = 8 * 1024 * 1024;

    [Function("Action")]
    public static IActionResult Action(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "action/{id:int}")] HttpRequest request, int id)
        => new CreatedResult($"{request.Path}", new { text = "made", number = id });

    [Function("Text")]
    public static IActionResult Text([HttpTrigger("get")] HttpRequest request) => new OkObjectResult($"plain {request.Query["q"]}");

    [Function("Host")]
    public static IActionResult Host([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "host")] HttpRequest request)
        => new OkObjectResult(request.Host.Value);

    [Function("Nothing")]
    public static IActionResult Nothing([HttpTrigger(AuthorizationLevel.Anonymous, "put", "delete", Route = "nothing")] HttpRequest request)
        => new ContentResult { Content = $"written by {request.Method}" };

    [Function("Empty")]
    public static IActionResult Empty(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "empty/{status:int}")] HttpRequest request, int status)
        => new StatusCodeResult(request.Path.HasValue ? status : 0);

    [Function("Fails")]
    public static IActionResult Fails([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "fails")] HttpRequest request)
        => throw new InvalidOperationException($"secret of {request.Path}");

    [Function("Breaks")]
    public static async Task<IActionResult> Breaks([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "breaks")] HttpRequest request)
    {
        await request.HttpContext.Response.WriteAsync("a part of");
        await request.HttpContext.Response.Body.FlushAsync();
        throw new InvalidOperationException("in the middle");
    }

    [Function("Long")]
    public static async Task WriteMuch([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "long")] HttpRequest request)
    {
        var piece = new byte[64 * 1024];
        for (var written = 0; written < LongLength; written += piece.Length)
            await request.HttpContext.Response.Body.WriteAsync(piece);
    }
}
