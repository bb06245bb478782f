using System.Text.Json.Nodes;

namespace ChildProtection.Functions.Access;

/// <summary>The usual forms of a route; a feature's list of routes is made of them.</summary>
internal static class RouteBuilder
{
    public static ApiRoute Get(string function, string path, RouteAccess access, string summary, Type? view) =>
        new() { Access = access, Function = function, Method = "GET", Path = path, Summary = summary, Answers = [new(200, summary, view)] };

    public static ApiRoute OfCase(string function, string path, RouteAccess access, string summary, Type view) =>
        Get(function, "cases/{caseId}" + path, access, summary, view) with { Problems = [401, 403, 404, 422, 503] };

    public static ApiRoute Post(string function, string path, RouteAccess access, string summary, params RouteAnswer[] answers) =>
        new() { Access = access, Function = function, Method = "POST", Path = path, Summary = summary, Answers = answers };

    public static ApiRoute Put(
        string function, string path, RouteAccess access, string summary, Func<JsonObject> body, RouteAnswer answer) =>
        new()
        {
            Access = access,
            Function = function,
            Method = "PUT",
            Path = path,
            Summary = summary,
            Body = body,
            Answers = [answer],
            Problems = [400, 401, 403, 404, 413, 415, 422, 503],
        };
}
