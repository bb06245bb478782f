using System.Text.Json.Nodes;

namespace ChildProtection.Functions.Access;

/// <param name="Name">As in the query string.</param>
/// <param name="Description">What it chooses.</param>
/// <param name="Schema">A JSON Schema.</param>
internal sealed record QueryParameter(string Name, string Description, Func<JsonObject> Schema);

/// <param name="Status">HTTP status.</param>
/// <param name="Description">When.</param>
/// <param name="Body">Type of the view; null for a document that is described elsewhere.</param>
/// <param name="ContentType">Of the body.</param>
internal sealed record RouteAnswer(int Status, string Description, Type? Body, string ContentType = "application/json");

/// <summary>One route, for the OpenAPI document and for the pipeline. A test compares the routes with the functions.</summary>
internal sealed record ApiRoute
{
    /// <summary>Name of the function and id of the operation.</summary>
    public required string Function { get; init; }

    /// <summary>Upper case.</summary>
    public required string Method { get; init; }

    /// <summary>Below <c>/api</c>, without a leading slash, as in the function's trigger.</summary>
    public required string Path { get; init; }

    public required string Summary { get; init; }

    /// <summary>Who may use it, and the rule for the case it names.</summary>
    public required RouteAccess Access { get; init; }

    /// <summary>Answers without a token.</summary>
    public bool Anonymous => Access == RouteAccess.Anonymous;

    /// <summary>Holds nothing about a person, so a cache may keep the answer.</summary>
    public bool Cacheable { get; init; }

    /// <summary>Takes an <c>Idempotency-Key</c>.</summary>
    public bool Idempotent { get; init; }

    public IReadOnlyList<QueryParameter> Query { get; init; } = [];

    /// <summary>The body's schema; null when it takes none.</summary>
    public Func<JsonObject>? Body { get; init; }

    public required IReadOnlyList<RouteAnswer> Answers { get; init; }

    /// <summary>Statuses of the problems it may answer with.</summary>
    public IReadOnlyList<int> Problems { get; init; } = [];
}
