using System.Text.Json.Nodes;
using ChildProtection.Domain.Lifecycle;
using ChildProtection.Functions.Access;

namespace ChildProtection.Functions.Api;

/// <summary>The bodies of docs/examples, built into the app, for the OpenAPI document; tests send each of them.</summary>
internal static class RequestExamples
{
    /// <summary>Examples of a route's body, by name; null when there is none.</summary>
    public static JsonObject? Of(ApiRoute route) => route.Function switch
    {
        "OpenCase" => Named(
            ("referral", "A child is referred"),
            ("referral-unborn", "An unborn child is referred"),
            ("referral-guernsey", "A child in Guernsey is referred")),
        "OpenTransferIn" => Named(("transfer-in", "A child on another authority's plan stays here for a while")),
        "RaiseEvent" => Named([.. EventCatalogue.All.Where(type => Exists(type.Name)).Select(type => (type.Name, type.Title))]),
        "DecideApproval" => Named(("approval-decision", "An escalation is accepted, with a day by which the duty will be done")),
        "PutRestriction" => Named(("restriction", "The case of a colleague's child is restricted")),
        "ComputeDueDate" => Named(("due-date", "When the initial conference is due")),
        _ => null,
    };

    private static JsonObject Named(params (string Name, string Summary)[] examples) => new(examples.Select(example =>
        KeyValuePair.Create(example.Name, (JsonNode?)new JsonObject { ["summary"] = example.Summary, ["value"] = Read(example.Name) })));

    private static string Resource(string name) => $"examples/{name}.json";

    private static bool Exists(string name) => typeof(RequestExamples).Assembly.GetManifestResourceInfo(Resource(name)) is not null;

    private static JsonNode Read(string name)
    {
        using var stream = typeof(RequestExamples).Assembly.GetManifestResourceStream(Resource(name))
            ?? throw new InvalidOperationException($"The example {name} is not built into the app. Put it into docs/examples.");
        return JsonNode.Parse(stream)!;
    }
}
