using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace LocalHost.Tests.Http;

/// <summary>HTTP functions of every kind of answer.</summary>
public static class HttpFunctions
{
    [Function("Action")]
    public static IActionResult Action([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "action/{id:int}")] HttpRequest request, int id)
        => new CreatedResult($"{request.Path}", new { text = "made", number = id });

    [Function("Text")]
    public static IActionResult Text([HttpTrigger("get")] HttpRequest request) => new OkObjectResult($"plain {request.Query["q"]}");

    [Function("Nothing")]
    public static IActionResult Nothing([HttpTrigger(AuthorizationLevel.Anonymous, "put", "delete", Route = "nothing")] HttpRequest request)
        => new ContentResult { Content = $"written by {request.Method}" };

    [Function("Empty")]
    public static IActionResult Empty([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "empty/{status:int}")] HttpRequest request, int status)
        => new StatusCodeResult(request.Path.HasValue ? status : 0);

    [Function("Fails")]
    public static IActionResult Fails([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "fails")] HttpRequest request)
        => throw new InvalidOperationException($"secret of {request.Path}");

    [Function("Length")]
    public static async Task<IActionResult> Length([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "length")] HttpRequest request)
    {
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body);
        return new OkObjectResult($"{body.Length}");
    }
}
