using ChildProtection.Domain.Lifecycle;
using ChildProtection.Functions.Platform.Http;
using ChildProtection.Functions.SubmitEvent;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace ChildProtection.Functions.Api;

/// <summary>The interface describes itself.</summary>
public sealed class DocumentFunctions
{
    private static readonly Lazy<JsonAnswer> OpenApi = new(() => new JsonAnswer(OpenApiDocument.Create()));

    [Function("ListEventTypes")]
    public static IResult ListEventTypes([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "event-types")] HttpRequest request)
    {
        var query = new QueryReader(request);
        var (limit, cursor) = (query.Limit(otherwise: EventComponents.Types.Count), query.Text("cursor"));
        query.Errors.ThrowIfAny();
        return new JsonAnswer(Pages.Of([.. EventComponents.Types.Select(EventTypeView.Of)], limit, cursor));
    }

    [Function("GetEventSchema")]
    public static IResult GetEventSchema(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "event-types/{type}/schema")] HttpRequest request, string type) =>
        EventCatalogue.Find(type) is { } known
            ? new JsonAnswer(EventSchemas.Data(known), contentType: "application/schema+json")
            : throw new ProblemException(
                Problems.NotFound("There is no such event type. GET /api/event-types lists them; names are case-sensitive."));

    [Function("GetOpenApi")]
    public static IResult GetOpenApi([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "openapi.json")] HttpRequest request) =>
        OpenApi.Value;
}
