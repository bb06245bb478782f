using System.Text.Json;
using System.Text.Json.Nodes;
using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.PlanDocument;

namespace ChildProtection.Domain.Tests.Support;

/// <summary>A plan that leaves nothing out: the example of the documentation, and changes of it.</summary>
internal static class SamplePlan
{
    private static readonly string Example = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Examples", "first-core-group.json"));

    public static PlanContent Full { get; } = Read(Json());

    /// <summary>For a case whose referral named no parent.</summary>
    public static PlanContent WithParents { get; } = Full with { Parents = [new() { ParentId = "parent-1", Name = Sample.Words }] };

    public static JsonObject Json() => JsonNode.Parse(Example)!["data"]!["plan"]!.AsObject();

    public static PlanContent Read(JsonObject json) => json.Deserialize<PlanContent>(DomainJson.Record)!;

    /// <summary>The full plan, its words full of another one.</summary>
    public static PlanContent About(string name) =>
        Read(JsonNode.Parse(Json().ToJsonString().Replace("Robin", name, StringComparison.Ordinal))!.AsObject());
}
