using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Azure;
using Azure.Core;

namespace ChildProtection.LocalRuntime.DataTables;

/// <summary>Reads the service's error: code and message from the body's <c>odata.error</c>, else the code from <c>x-ms-error-code</c>.</summary>
internal sealed class TableErrorParser : RequestFailedDetailsParser
{
    public static TableErrorParser Instance { get; } = new();

    public override bool TryParse(Response response, [NotNullWhen(true)] out ResponseError? error, out IDictionary<string, string>? data)
    {
        data = null;
        response.Headers.TryGetValue("x-ms-error-code", out var code);
        var body = ReadBody(response);
        error = body ?? (code is null ? null : new ResponseError(code, response.ReasonPhrase));
        return error is not null;
    }

    public static RequestFailedException Failure(Response response) => new(response, innerException: null, Instance);

    private static ResponseError? ReadBody(Response response)
    {
        if (response.ContentStream is not { CanSeek: true, Length: > 0 })
            return null;
        try
        {
            using var json = JsonDocument.Parse(response.Content.ToMemory());
            if (json.RootElement.ValueKind != JsonValueKind.Object || !json.RootElement.TryGetProperty("odata.error", out var error))
                return null;
            var code = error.TryGetProperty("code", out var name) ? name.GetString() : null;
            var message = error.TryGetProperty("message", out var text) && text.TryGetProperty("value", out var value) ? value.GetString() : null;
            return new ResponseError(code, message);
        }
        catch (JsonException)
        {
            // A proxy's page or a cut-off body: the status, the reason and the raw text are in the exception all the same.
            return null;
        }
    }
}
