using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace ChildProtection.Functions.Platform.Http;

/// <summary>
/// A JSON response. Its body is serialised in the constructor, so that a fault in it becomes a problem and never half a response.
/// </summary>
internal sealed class JsonAnswer : IResult
{
    public const string Json = "application/json; charset=utf-8";

    private readonly byte[] _body;

    public JsonAnswer(object body, int status = StatusCodes.Status200OK, string contentType = Json)
    {
        _body = JsonSerializer.SerializeToUtf8Bytes(body, body.GetType(), ApiJson.Options);
        Status = status;
        ContentType = contentType;
        Page = body as IPageView;
    }

    /// <summary>The body, when it is a page of a list.</summary>
    public IPageView? Page { get; }

    public int Status { get; }

    public string ContentType { get; }

    public ReadOnlyMemory<byte> Body => _body;

    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>The same answer with another page.</summary>
    public JsonAnswer With(IPageView page) => new(page, Status, ContentType) { Headers = Headers };

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.StatusCode = Status;
        response.ContentType = ContentType;
        response.ContentLength = _body.Length;
        foreach (var (name, value) in Headers)
            response.Headers[name] = value;
        await response.Body.WriteAsync(_body, httpContext.RequestAborted);
    }
}
