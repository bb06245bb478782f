using System.Text.Json.Nodes;
using ChildProtection.Domain.Kernel;
using ChildProtection.Functions.Platform.Http;

namespace ChildProtection.Functions.Api;

/// <summary>The schemas of the views, as components of the OpenAPI document.</summary>
internal sealed class ViewSchemas
{
    private const string ProblemName = "Problem";

    private readonly HashSet<string> _names = [];

    /// <summary>The names of those that are components.</summary>
    public IEnumerable<string> Names => _names;

    public JsonObject Components { get; } = new()
    {
        [ProblemName] = new JsonObject
        {
            ["type"] = "object",
            ["description"] = "RFC 9457; type is urn:childprotection:problem:<name>, and some names bring fields of their own.",
            ["properties"] = new JsonObject
            {
                ["type"] = new JsonObject { ["type"] = "string" },
                ["title"] = new JsonObject { ["type"] = "string" },
                ["status"] = new JsonObject { ["type"] = "integer" },
                ["detail"] = new JsonObject { ["type"] = "string" },
                ["instance"] = new JsonObject { ["type"] = "string" },
            },
            ["required"] = new JsonArray("type", "title", "status", "detail", "instance"),
        },
    };

    public static JsonObject Problem() => ReferenceTo(ProblemName);

    /// <summary>A reference to the view's schema, which becomes a component at its first use.</summary>
    public JsonObject Reference(Type view)
    {
        var name = NameOf(view);
        if (_names.Add(name))
            Components[name] = SchemaOf.Record(view, ApiJson.Options);
        return ReferenceTo(name);
    }

    // PageView<DeadlineView> is a DeadlinePage.
    internal static string NameOf(Type view) =>
        view.IsGenericType ? NameOf(view.GetGenericArguments()[0]) + "Page" : view.Name.Replace("View", "", StringComparison.Ordinal);

    internal static JsonObject ReferenceTo(string name) => new() { ["$ref"] = "#/components/schemas/" + name };
}
