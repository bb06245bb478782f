using System.Text.Json.Nodes;
using ChildProtection.Domain.Lifecycle;
using ChildProtection.Functions.Api;

namespace ChildProtection.Functions.Tests.Api;

public sealed class OpenApiDocumentTests
{
    private static readonly JsonObject Document = OpenApiDocument.Create();

    [Fact]
    public void Create_EveryRoute_IsAnOperation()
    {
        var operations =
            from path in Document["paths"]!.AsObject()
            from operation in path.Value!.AsObject()
            select $"{operation.Key.ToUpperInvariant()} {path.Key} {operation.Value!["operationId"]}";

        Assert.Equal(ApiRoutes.All.Select(route => $"{route.Method} /{route.Path} {route.Function}").Order(), operations.Order());
    }

    [Fact]
    public void Create_EveryReference_LeadsSomewhere()
    {
        var references = Nodes(Document)
            .OfType<JsonObject>()
            .Select(node => node["$ref"])
            .OfType<JsonValue>()
            .Select(reference => reference.GetValue<string>())
            .Distinct()
            .ToArray();

        Assert.NotEmpty(references);
        Assert.All(
            references,
            reference =>
                Assert.NotNull(
                    Document["components"]!["schemas"]![reference.Replace("#/components/schemas/", "", StringComparison.Ordinal)]));
    }

    [Fact]
    public void Create_RaisingAnEvent_OffersEveryTypeButTheReferralAndWhatFollowsFromOtherRoutes()
    {
        var body = Document["paths"]!["/cases/{caseId}/events"]!["post"]!["requestBody"]!["content"]!["application/json"]!["schema"]![
            "$ref"
        ]!.GetValue<string>();
        var types = Document["components"]!["schemas"]![body.Split('/')[^1]]!["discriminator"]!["mapping"]!
            .AsObject()
            .Select(type => type.Key);

        Assert.Equal(
            EventCatalogue
                .All.Select(type => type.Name)
                .Except([
                    "ReferralReceived",
                    "ApprovalDecided",
                    "CaseRestricted",
                    "RestrictionReviewed",
                    "RestrictionAgreed",
                    "RestrictionDeclined",
                    "RestrictionLifted",
                    "ChildTurned18",
                ]),
            types);
    }

    [Fact]
    public void Create_RecordsWithinSchemas_AreComponentsOfTheirOwnName()
    {
        var schemas = Document["components"]!["schemas"]!.AsObject();

        Assert.Equal(
            "#/components/schemas/Deadline", schemas["DeadlinePage"]!["properties"]!["items"]!["items"]!["$ref"]!.GetValue<string>());
        Assert.Equal(
            "#/components/schemas/CoreGroupHeldData",
            schemas["CoreGroupHeld"]!["allOf"]![1]!["properties"]!["data"]!["$ref"]!.GetValue<string>());
        Assert.Equal("#/components/schemas/VisitPlace", schemas["VisitMadeData"]!["properties"]!["place"]!["$ref"]!.GetValue<string>());
    }

    [Fact]
    public void Create_PathParameters_AreDeclared()
    {
        foreach (var (path, item) in Document["paths"]!.AsObject())
        {
            foreach (var (_, operation) in item!.AsObject())
            {
                var declared = (operation!["parameters"]?.AsArray() ?? [])
                    .Where(parameter => parameter!["in"]!.GetValue<string>() == "path")
                    .Select(parameter => "{" + parameter!["name"] + "}");
                Assert.Equal(path.Split('/').Where(part => part.StartsWith('{')), declared);
            }
        }
    }

    [Fact]
    public void Create_AnonymousRoutes_AskForNoToken()
    {
        Assert.Empty(Document["paths"]!["/health/ready"]!["get"]!["security"]!.AsArray());
        Assert.Null(Document["paths"]!["/cases"]!["get"]!["security"]);
        Assert.NotNull(Document["security"]![0]!["bearer"]);
    }

    private static IEnumerable<JsonNode?> Nodes(JsonNode? node) => node switch
    {
        JsonObject parent => parent.SelectMany(field => Nodes(field.Value)).Prepend(parent),
        JsonArray list => list.SelectMany(Nodes).Prepend(list),
        _ => [node],
    };
}
