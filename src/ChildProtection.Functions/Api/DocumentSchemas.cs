using System.Text.Json.Nodes;
using ChildProtection.Domain.Referral;
using ChildProtection.Domain.Text;
using ChildProtection.Functions.Access;

namespace ChildProtection.Functions.Api;

/// <summary>
/// The components of the OpenAPI document: views, bodies and events, each record within them once and under its own name.
/// </summary>
internal sealed class DocumentSchemas
{
    private readonly ViewSchemas _views = new();
    private readonly NamedSchemas _schemas;

    public DocumentSchemas()
    {
        var names = new SchemaNames();
        foreach (var view in ApiRoutes.All.SelectMany(route => route.Answers).Select(answer => answer.Body).OfType<Type>())
            names.LearnView(view);
        foreach (var name in ApiRoutes.All.Where(route => route.Body is not null).Select(BodyName).Concat(EventComponents.Names))
            names.Reserve(name);
        LearnCodes(names);
        names.LearnWithin(typeof(ReferralReceived));
        foreach (var type in EventComponents.Types)
            names.LearnWithin(type.Data);
        _schemas = new NamedSchemas(names, _views.Components);
        EventComponents.Add(_views.Components, _schemas);
    }

    /// <summary>A reference to the view's schema.</summary>
    public JsonObject View(Type view) => _views.Reference(view);

    /// <summary>A reference to the schema, under that name, of an answer that is one of two views.</summary>
    public JsonObject Either(string name, JsonNode one, JsonNode other)
    {
        _views.Components[name] = new JsonObject { ["anyOf"] = new JsonArray(one.DeepClone(), other.DeepClone()) };
        return ViewSchemas.ReferenceTo(name);
    }

    /// <summary>A reference to the schema of a route's body.</summary>
    public JsonObject Body(ApiRoute route, JsonObject schema)
    {
        if (schema.ContainsKey("$ref"))
            return schema;
        _views.Components[BodyName(route)] = _schemas.Within(schema);
        return ViewSchemas.ReferenceTo(BodyName(route));
    }

    /// <summary>All of them, once every view and body is known.</summary>
    public JsonObject Components()
    {
        foreach (var name in _views.Names.ToArray())
            _views.Components[name] = _schemas.Within(_views.Components[name]!.AsObject());
        return _views.Components;
    }

    /// <summary>The schema of a query parameter, or a reference to its list of codes.</summary>
    public JsonNode? Parameter(QueryParameter query) => _schemas.Of(query.Schema());

    private static void LearnCodes(SchemaNames names)
    {
        foreach (var list in typeof(CodeLists).GetFields().Where(field => field.IsLiteral))
        {
            var codes = new CodesAttribute((string)list.GetRawConstantValue()!).All;
            names.Learn(new JsonObject { ["enum"] = new JsonArray([.. codes.Select(code => (JsonNode)code)]) }, list.Name);
        }

        foreach (var query in ApiRoutes.All.SelectMany(route => route.Query))
            if (query.Schema() is { } schema && schema.ContainsKey("enum"))
                names.Learn(schema, char.ToUpperInvariant(query.Name[0]) + query.Name[1..]);
    }

    private static string BodyName(ApiRoute route) => route.Function switch
    {
        "OpenCase" => "Referral",
        "OpenTransferIn" => "TransferIn",
        _ => route.Function + "Request",
    };
}
