using ChildProtection.Functions.Access;
using ChildProtection.Functions.Platform.Http;
using ChildProtection.Functions.SubmitEvent;
using static ChildProtection.Functions.Access.QueryParameters;
using static ChildProtection.Functions.Access.RouteBuilder;

namespace ChildProtection.Functions.Api;

/// <summary>The routes of the interface's own description.</summary>
internal static class DocumentRoutes
{
    public static IReadOnlyList<ApiRoute> All =>
    [
        Get(
            "ListEventTypes",
            "event-types",
            RouteAccess.Anybody,
            "Every event type with the JSON Schema of its data",
            typeof(PageView<EventTypeView>)) with
        {
            Cacheable = true,
            Query = PagesOf(EventComponents.Types.Count),
            Problems = [401, 422],
        },
        new()
        {
            Function = "GetEventSchema",
            Method = "GET",
            Path = "event-types/{type}/schema",
            Summary = "The JSON Schema of an event type's data",
            Access = RouteAccess.Anybody,
            Cacheable = true,
            Answers = [new(200, "A JSON Schema (2020-12)", null, "application/schema+json")],
            Problems = [401, 404],
        },
        Get("GetOpenApi", "openapi.json", RouteAccess.Anonymous, "This document", null) with
        {
            Cacheable = true,
            Problems = [],
        },
    ];
}
