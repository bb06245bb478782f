using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using Azure;
using Azure.Core;

namespace ChildProtection.LocalRuntime.DataTables;

/// <summary>The response to one action of a transaction.</summary>
internal sealed class BatchPartResponse : Response
{
    private readonly Dictionary<string, string> headers;

    private BatchPartResponse(int status, string reason, Dictionary<string, string> headers, string content, string requestId)
    {
        Status = status;
        ReasonPhrase = reason;
        this.headers = headers;
        ContentStream = new MemoryStream(Encoding.UTF8.GetBytes(content), 0, Encoding.UTF8.GetByteCount(content), writable: false, publiclyVisible: true);
        ClientRequestId = requestId;
    }

    public override int Status { get; }

    public override string ReasonPhrase { get; }

    public override Stream? ContentStream { get; set; }

    public override string ClientRequestId { get; set; }

    public override bool IsError => Status >= 400;

    /// <exception cref="InvalidDataException">The text does not begin with a status line.</exception>
    public static BatchPartResponse Parse(string text, string requestId)
    {
        var lineEnd = text.IndexOf('\n', StringComparison.Ordinal);
        var line = (lineEnd < 0 ? text : text[..lineEnd]).Trim().Split(' ', 3);
        if (line.Length < 2 || !line[0].StartsWith("HTTP/", StringComparison.Ordinal) || !int.TryParse(line[1], CultureInfo.InvariantCulture, out var status))
            throw new InvalidDataException("A part of the answer to a transaction does not begin with a status line; the answer was cut off or came from a proxy.");
        var (headers, content) = HttpText.SplitHead(lineEnd < 0 ? "" : text[(lineEnd + 1)..]);
        return new BatchPartResponse(status, line.Length > 2 ? line[2] : "", headers, content.Trim('\r', '\n'), requestId);
    }

    public override void Dispose() => ContentStream?.Dispose();

    protected override bool TryGetHeader(string name, [NotNullWhen(true)] out string? value) => headers.TryGetValue(name, out value);

    protected override bool TryGetHeaderValues(string name, [NotNullWhen(true)] out IEnumerable<string>? values)
    {
        values = headers.TryGetValue(name, out var value) ? [value] : null;
        return values is not null;
    }

    protected override bool ContainsHeader(string name) => headers.ContainsKey(name);

    protected override IEnumerable<HttpHeader> EnumerateHeaders() => headers.Select(header => new HttpHeader(header.Key, header.Value));
}
