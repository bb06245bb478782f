using Microsoft.AspNetCore.Http;

namespace ChildProtection.Functions.Platform.Http;

/// <summary>Why a request was refused or failed (RFC 9457). <see cref="Problems"/> and the problems of each feature create it.</summary>
internal sealed record Problem
{
    public const string TypePrefix = "urn:childprotection:problem:";
    public const string ContentType = "application/problem+json; charset=utf-8";

    /// <summary>Stable name, the end of <c>type</c>.</summary>
    public required string Name { get; init; }

    public required int Status { get; init; }

    public required string Title { get; init; }

    /// <summary>What is wrong, then what to do.</summary>
    public required string Detail { get; init; }

    /// <summary>Further members besides the standard ones.</summary>
    public IReadOnlyDictionary<string, object?> Fields { get; init; } = new Dictionary<string, object?>();

    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>The response to a request. The instance is only its path, because a query can hold a name.</summary>
    public JsonAnswer For(HttpRequest request)
    {
        var body = new Dictionary<string, object?>
        {
            ["type"] = TypePrefix + Name,
            ["title"] = Title,
            ["status"] = Status,
            ["detail"] = Detail,
            ["instance"] = request.PathBase.Add(request.Path).ToString(),
        };
        // A member of the standard keeps its meaning: a clash is a fault of ours.
        foreach (var (name, value) in Fields)
            body.Add(name, value);
        return new JsonAnswer(body, Status, ContentType) { Headers = Headers };
    }
}

/// <summary>Ends a request with a problem.</summary>
internal sealed class ProblemException(Problem problem) : Exception(problem.Detail)
{
    public Problem Problem { get; } = problem;
}
