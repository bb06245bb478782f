using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ChildProtection.Functions.Access;
using ChildProtection.Functions.Platform.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace ChildProtection.Functions.Api;

/// <summary>The OpenAPI 3.1 document, made from the route table, the event types and the views.</summary>
internal static partial class OpenApiDocument
{
    public static JsonObject Create()
    {
        var schemas = new DocumentSchemas();
        var paths = new JsonObject();
        foreach (var path in ApiRoutes.All.GroupBy(route => "/" + route.Path))
            paths[path.Key] = new JsonObject(
                path.Select(route => KeyValuePair.Create(route.Method.ToLowerInvariant(), (JsonNode?)Operation(route, schemas))));
        return new JsonObject
        {
            ["openapi"] = "3.1.0",
            ["info"] = new JsonObject
            {
                ["title"] = "Child protection cases",
                ["version"] = "1",
                ["description"] = "Dates are local dates of the case's profile; instants are UTC. Errors are application/problem+json.",
            },
            ["servers"] = new JsonArray(new JsonObject { ["url"] = "/api" }),
            ["security"] = new JsonArray(new JsonObject { ["bearer"] = new JsonArray() }),
            ["paths"] = paths,
            ["components"] = new JsonObject
            {
                ["securitySchemes"] = new JsonObject
                {
                    ["bearer"] = new JsonObject
                    {
                        ["type"] = "http",
                        ["scheme"] = "bearer",
                        ["bearerFormat"] = "JWT",
                    },
                },
                ["schemas"] = schemas.Components(),
            },
        };
    }

    private static JsonObject Operation(ApiRoute route, DocumentSchemas schemas)
    {
        var operation = new JsonObject { ["operationId"] = route.Function, ["summary"] = route.Summary };
        if (route.Anonymous)
            operation["security"] = new JsonArray();
        else
            operation["description"] = $"For {CasePermissions.Names(route.Access.Roles)}.";
        var parameters = Parameters(route, schemas).ToArray();
        if (parameters.Length > 0)
            operation["parameters"] = new JsonArray(parameters);
        if (route.Body is { } body)
            operation["requestBody"] = RequestBody(route, schemas.Body(route, body()));
        operation["responses"] = Responses(route, schemas);
        return operation;
    }

    private static JsonObject RequestBody(ApiRoute route, JsonObject schema)
    {
        var content = Content("application/json", schema);
        if (RequestExamples.Of(route) is { } examples)
            content["application/json"]!["examples"] = examples;
        return new JsonObject { ["required"] = true, ["content"] = content };
    }

    private static IEnumerable<JsonNode> Parameters(ApiRoute route, DocumentSchemas schemas)
    {
        foreach (Match name in PathParameter().Matches(route.Path))
            yield return Parameter(name.Groups[1].Value, "path", required: true, null, new JsonObject { ["type"] = "string" });
        if (route.Idempotent)
        {
            yield return Parameter(
                IdempotencyKey.Header,
                "header",
                required: false,
                "Names the request: the same key again returns the first outcome.",
                new JsonObject
                {
                    ["type"] = "string",
                    ["minLength"] = 1,
                    ["maxLength"] = IdempotencyKey.MaxLength,
                });
        }

        if (route.Access.Rule == CaseRule.Read)
        {
            yield return Parameter(BreakGlass.Header, "header", required: false,
                "Why a case of another team must be read now: an emergency alone. The reason is logged and that team's manager is told.",
                new JsonObject { ["type"] = "string", ["minLength"] = BreakGlass.MinLength, ["maxLength"] = BreakGlass.MaxLength });
        }

        foreach (var query in route.Query)
            yield return Parameter(query.Name, "query", required: false, query.Description, schemas.Parameter(query));
    }

    private static JsonObject Parameter(string name, string place, bool required, string? description, JsonNode? schema)
    {
        var parameter = new JsonObject { ["name"] = name, ["in"] = place, ["required"] = required, ["schema"] = schema };
        if (description is not null)
            parameter["description"] = description;
        return parameter;
    }

    private static JsonObject Responses(ApiRoute route, DocumentSchemas schemas)
    {
        var responses = new JsonObject();
        foreach (var answer in route.Answers)
        {
            if (answer.Status == StatusCodes.Status204NoContent)
            {
                responses[Status(answer.Status)] = new JsonObject { ["description"] = answer.Description };
                continue;
            }

            var schema = answer.Body is { } view ? schemas.View(view) : new JsonObject { ["type"] = "object" };
            if (responses[Status(answer.Status)]?["content"] is JsonObject first && first.ContainsKey(answer.ContentType))
                first[answer.ContentType]!["schema"] =
                    schemas.Either($"{route.Function}Answer", first[answer.ContentType]!["schema"]!, schema);
            else if (responses[Status(answer.Status)]?["content"] is JsonObject other)
                other[answer.ContentType] = new JsonObject
                {
                    ["schema"] = answer.Body is null ? new JsonObject { ["type"] = "string" } : schema,
                };
            else
                responses[Status(answer.Status)] = new JsonObject
                {
                    ["description"] = answer.Description,
                    ["content"] = Content(answer.ContentType, schema),
                };
        }

        // Any caller can send an unknown query parameter, or too many requests.
        int[] ofCallers = route.Anonymous ? [] : [StatusCodes.Status422UnprocessableEntity, StatusCodes.Status429TooManyRequests];
        foreach (var problem in route.Problems.Union(ofCallers).Order())
        {
            responses[Status(problem)] = new JsonObject
            {
                ["description"] = ReasonPhrases.GetReasonPhrase(problem),
                ["content"] = Content("application/problem+json", ViewSchemas.Problem()),
            };
        }

        return responses;
    }

    private static JsonObject Content(string type, JsonObject schema) => new() { [type] = new JsonObject { ["schema"] = schema } };

    private static string Status(int status) => status.ToString(CultureInfo.InvariantCulture);

    [GeneratedRegex(@"\{(\w+)\}")]
    private static partial Regex PathParameter();
}
