using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace LocalHost.Tests.Http;

/// <summary>Functions that a test holds, and one that reads what it is sent.</summary>
public sealed class GatedFunctions(Gate gate)
{
    [Function("Gated")]
    public async Task<IActionResult> Gated(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "gated")] HttpRequest request, CancellationToken cancellation)
    {
        gate.Entered.TrySetResult(request.Method);
        await using var told = cancellation.Register(() => gate.Cancelled.TrySetResult("told"));
        return new OkObjectResult(await gate.Leave.Task);
    }

    [Function("Length")]
    public static async Task<IActionResult> Length(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "length")] HttpRequest request)
    {
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body);
        return new OkObjectResult($"{body.Length}");
    }
}
