using System.Text.Json.Nodes;
using ChildProtection.Domain.Definitions;
using ChildProtection.Domain.Lifecycle;
using ChildProtection.Domain.Referral;
using ChildProtection.Functions.SubmitEvent;

namespace ChildProtection.Functions.Api;

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
