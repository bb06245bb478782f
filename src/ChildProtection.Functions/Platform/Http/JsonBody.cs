using System.Text.Json;
using System.Text.Unicode;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace ChildProtection.Functions.Platform.Http;

/// <summary>Reads a request's JSON body within its limits.</summary>
internal static class JsonBody
{
    /// <summary>1 MiB.</summary>
    public const int Limit = 1024 * 1024;

    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    /// <exception cref="ProblemException">The body is missing, too large, of another type, or not JSON.</exception>
    public static async Task<JsonElement> ReadAsync(HttpRequest request, CancellationToken cancellation)
    {
        RefuseOtherTypes(request);
        if (request.ContentLength > Limit)
            throw new ProblemException(Problems.BodyTooLarge(Limit));
        return Parse(await ReadBytesAsync(request.Body, cancellation));
    }

    /// <summary>A text of the body, whatever else it holds; null where there is none.</summary>
    public static string? Text(JsonElement body, string field) =>
        body.ValueKind == JsonValueKind.Object && body.TryGetProperty(field, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;

    private static void RefuseOtherTypes(HttpRequest request)
    {
        if (string.IsNullOrEmpty(request.ContentType))
        {
            // Without a body, the missing body is the fault to name.
            if (request.ContentLength == 0 || (request.ContentLength is null && request.Headers.TransferEncoding.Count == 0))
                throw new ProblemException(Problems.InvalidJson("The body is empty. Send a JSON object."));
            throw new ProblemException(Problems.UnsupportedMediaType(null));
        }

        if (
            !MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
            || !(
                type.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase)
                || type.Suffix.Equals("json", StringComparison.OrdinalIgnoreCase))
            || (type.Charset.HasValue && !type.Charset.Value!.Trim('"').Equals("utf-8", StringComparison.OrdinalIgnoreCase)))
        {
            throw new ProblemException(Problems.UnsupportedMediaType(request.ContentType));
        }
    }

    /// <summary>Counts the bytes: a body sent in chunks does not announce its length.</summary>
    private static async Task<ReadOnlyMemory<byte>> ReadBytesAsync(Stream body, CancellationToken cancellation)
    {
        using var bytes = new MemoryStream();
        var buffer = new byte[16 * 1024];
        int read;
        while ((read = await body.ReadAsync(buffer, cancellation)) > 0)
        {
            if (bytes.Length + read > Limit)
                throw new ProblemException(Problems.BodyTooLarge(Limit));
            bytes.Write(buffer, 0, read);
        }

        return bytes.ToArray();
    }

    /// <exception cref="ProblemException">It is not JSON.</exception>
    internal static JsonElement Parse(ReadOnlyMemory<byte> bytes)
    {
        if (bytes.Span.StartsWith(ByteOrderMark))
            bytes = bytes[ByteOrderMark.Length..];
        if (bytes.IsEmpty)
            throw new ProblemException(Problems.InvalidJson("The body is empty. Send a JSON object."));
        if (!Utf8.IsValid(bytes.Span))
            throw new ProblemException(Problems.InvalidJson("The body is not UTF-8. Send JSON in UTF-8."));
        if (JsonFault.Find(bytes.Span) is { } fault)
            throw new ProblemException(
                Problems.InvalidJson($"{fault.What}, at line {fault.Line}, position {fault.Position}.", fault.Line, fault.Position));
        using var document = JsonDocument.Parse(bytes);
        return document.RootElement.Clone();
    }
}
