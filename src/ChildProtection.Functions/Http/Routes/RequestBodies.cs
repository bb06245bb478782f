using System.Text.Json.Nodes;
using ChildProtection.Domain.Cases;
using ChildProtection.Domain.Cases.Events;
using ChildProtection.Functions.Http.Validation;

namespace ChildProtection.Functions.Http.Routes;

/// <summary>Bodies that are one of several.</summary>
internal static class RequestBodies
{
    /// <summary>An event of any type that is raised on a case.</summary>
    public static JsonObject AnyEvent() => new()
    {
        ["oneOf"] = new JsonArray([.. EventCatalogue.All.Where(type => type.Data != typeof(ReferralReceived) && !type.Indirect).Select(Titled)]),
    };

    private static JsonObject Titled(EventDefinition type)
    {
        var schema = EventSchemas.Event(type);
        schema.Insert(0, "title", type.Title);
        return schema;
    }
}
