using System.Text;
using Azure;

namespace ChildProtection.LocalRuntime.DataTables;

/// <summary>Reads the multipart answer to a transaction: one response per action, or a single one that tells which action failed.</summary>
internal static class BatchAnswer
{
    /// <exception cref="InvalidDataException">The body is not an answer to a transaction.</exception>
    public static IReadOnlyList<Response> Read(Response response)
    {
        var parts = new List<Response>();
        Collect(response.Headers.ContentType, Encoding.UTF8.GetString(response.Content.ToMemory().Span), response.ClientRequestId, parts);
        return parts.Count > 0
            ? parts
            : throw new InvalidDataException($"The answer to a transaction (status {response.Status}) holds no response to any action; it was cut off or came from a proxy.");
    }

    private static void Collect(string? contentType, string body, string requestId, List<Response> into)
    {
        if (BoundaryOf(contentType) is not { } boundary)
        {
            if (contentType?.StartsWith("application/http", StringComparison.OrdinalIgnoreCase) == true)
                into.Add(BatchPartResponse.Parse(body, requestId));
            return;
        }

        // The first piece is the preamble, the last what follows the closing "--".
        foreach (var piece in body.Split($"--{boundary}").Skip(1).Where(piece => !piece.StartsWith("--", StringComparison.Ordinal)))
        {
            var (headers, content) = HttpText.SplitHead(piece.TrimStart('\r', '\n'));
            Collect(headers.GetValueOrDefault("Content-Type"), content, requestId, into);
        }
    }

    private static string? BoundaryOf(string? contentType)
    {
        const string Name = "boundary=";
        if (contentType?.StartsWith("multipart/mixed", StringComparison.OrdinalIgnoreCase) != true)
            return null;
        var start = contentType.IndexOf(Name, StringComparison.OrdinalIgnoreCase);
        return start < 0 ? null : contentType[(start + Name.Length)..].Split(';')[0].Trim().Trim('"');
    }
}
