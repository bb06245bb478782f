using System.Net;
using System.Text.Json.Nodes;

namespace EndToEnd.Harness;

/// <summary>A response as it came.</summary>
internal sealed record Answer(
    string Request, HttpStatusCode Status, string? MediaType, Uri? Location, string? CacheControl, string Text, TimeSpan? RetryAfter = null)
{
    /// <summary>All headers, by name.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    public string Header(string name) => Headers.GetValueOrDefault(name) ?? throw Unexpected($"a header {name}");

    public JsonNode Body => JsonNode.Parse(Text) ?? throw Unexpected("a body");

    /// <summary>The last part of a problem's type, such as <c>case-open</c>.</summary>
    public string? Problem => MediaType == "application/problem+json" ? Body["type"]?.GetValue<string>().Split(':')[^1] : null;

    public string Value(string field) => Body[field]?.ToString() ?? throw Unexpected($"a field '{field}'");

    public Answer Expect(HttpStatusCode status) => Status == status ? this : throw Unexpected($"{(int)status} {status}");

    /// <summary>A refusal with the status and the stable name that the contract gives it.</summary>
    public Answer ExpectProblem(HttpStatusCode status, string problem)
    {
        Expect(status);
        if (Problem != problem || Body["type"]!.GetValue<string>() != $"urn:childprotection:problem:{problem}")
            throw Unexpected($"the problem urn:childprotection:problem:{problem}");
        if (Text.Contains("   at ", StringComparison.Ordinal) || Text.Contains("Exception", StringComparison.Ordinal))
            throw Unexpected("no stack trace");
        return this;
    }

    private InvalidOperationException Unexpected(string expected) =>
        new($"{Request} was expected to answer with {expected}, but answered {(int)Status} {MediaType}:{Environment.NewLine}{Text}");
}
