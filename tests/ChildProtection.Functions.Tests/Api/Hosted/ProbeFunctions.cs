using ChildProtection.Functions.Access;
using ChildProtection.Functions.Platform.Tables;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace ChildProtection.Functions.Tests.Api.Hosted;

/// <summary>Functions of the tests; the last has no route, like a function whose route was forgotten.</summary>
public sealed class ProbeFunctions(CurrentCaller caller)
{
    internal static ApiRoute Route(string function) =>
        new() { Function = function, Method = "GET", Path = "", Summary = "", Access = RouteAccess.Anybody, Answers = [] };

    [Function("Probe")]
    public IResult Probe([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "probe")] HttpRequest request) =>
        Results.Json(new { caller.Value.Subject, request.Method });

    [Function("Throw")]
    public static IResult Throw(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "throw/{what}")] HttpRequest request, string what) =>
        throw (
            what switch
            {
                "storage" => new StorageUnavailableException("the secret place is gone"),
                _ => new InvalidOperationException($"secret of {request.Path}"),
            });

    [Function("Forgotten")]
    public static IResult Forgotten([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "forgotten")] HttpRequest request) =>
        Results.Json(request.Method);
}
