using System.Globalization;
using static Microsoft.AspNetCore.Http.StatusCodes;

namespace ChildProtection.Functions.Platform.Http;

/// <summary>
/// The problems that any route may answer with. Their names are part of the contract. A feature's own problems are in its folder.
/// </summary>
internal static class Problems
{
    public static Problem BadRequest(string detail) => New("bad-request", Status400BadRequest, "The request cannot be read", detail);

    public static Problem InvalidJson(string detail, long? line = null, long? position = null) =>
        New("invalid-json", Status400BadRequest, "The body is not valid JSON", detail,
            line is null ? [] : new() { ["line"] = line, ["position"] = position });

    /// <param name="detail">The fault of the token, or that it is missing.</param>
    /// <param name="refusal">The error code of RFC 6750; null when no token was sent.</param>
    public static Problem Unauthenticated(string detail, string? refusal) =>
        New("unauthenticated", Status401Unauthorized, "Not authenticated", detail) with
        {
            Headers = new Dictionary<string, string> { ["WWW-Authenticate"] = refusal is null ? "Bearer" : $"Bearer error=\"{refusal}\"" },
        };

    public static Problem Forbidden(string detail) => New("forbidden", Status403Forbidden, "Not permitted", detail);

    public static Problem NotFound(string detail) => New("not-found", Status404NotFound, "Not found", detail);

    /// <param name="detail">The limit that was reached.</param>
    /// <param name="after">When to try again.</param>
    public static Problem TooManyRequests(string detail, TimeSpan after) =>
        New(
            "too-many-requests",
            Status429TooManyRequests,
            "Too many requests",
            $"{detail} Nothing was changed. Send the request again later, with the same Idempotency-Key.") with
        {
            Headers = new Dictionary<string, string>
            {
                ["Retry-After"] = Math.Ceiling(Math.Max(1, after.TotalSeconds)).ToString(CultureInfo.InvariantCulture),
            },
        };

    public static Problem RequestTooSlow() =>
        New(
            "request-timeout",
            Status408RequestTimeout,
            "The request body was sent too slowly",
            "The request body was sent too slowly. Send it again.");

    public static Problem BodyTooLarge(int limit) =>
        New(
            "body-too-large",
            Status413PayloadTooLarge,
            "The body is too large",
            $"The body may be at most {limit} bytes long. Keep documents in the document store and send their addresses.");

    public static Problem BodyTooLarge(string detail) => New("body-too-large", Status413PayloadTooLarge, "The body is too large", detail);

    public static Problem UnsupportedMediaType(string? sent) =>
        New("unsupported-media-type", Status415UnsupportedMediaType, "The body must be JSON",
            $"Send Content-Type: application/json in UTF-8{(sent is null ? "" : $", not {sent}")}.");

    public static Problem Validation(ValidationErrors errors) =>
        New(
            "validation",
            Status422UnprocessableEntity,
            "The request is not valid",
            errors.Summary,
            new() { ["errors"] = errors.ByPointer });

    public static Problem Validation(string place, string message) => Validation(new ValidationErrors().Add(place, message));

    public static Problem InternalError(string invocationId) =>
        New(
            "internal-error",
            Status500InternalServerError,
            "An unexpected error occurred",
            "Report this invocationId to the operator: the log has the reason under it.",
            new() { ["invocationId"] = invocationId });

    public static Problem StorageUnavailable() =>
        New(
            "storage-unavailable",
            Status503ServiceUnavailable,
            "The record store cannot be reached",
            "Nothing was changed. Send the request again, with the same Idempotency-Key.") with
        {
            Headers = new Dictionary<string, string> { ["Retry-After"] = "5" },
        };

    public static Problem Stopping() =>
        New(
            "stopping",
            Status503ServiceUnavailable,
            "The app is stopping",
            "Nothing was changed. Send the request again with the same Idempotency-Key; another instance will accept it."
        ) with
        {
            Headers = new Dictionary<string, string> { ["Retry-After"] = "5", ["Connection"] = "close" },
        };

    public static Problem BusUnavailable() =>
        New(
            "bus-unavailable",
            Status503ServiceUnavailable,
            "The message bus cannot be reached",
            "Nothing was changed. Send the request again.") with
        {
            Headers = new Dictionary<string, string> { ["Retry-After"] = "5" },
        };

    public static Problem EngineUnavailable() =>
        New(
            "engine-unavailable",
            Status503ServiceUnavailable,
            "The durable engine cannot be reached",
            "Nothing was changed. Send the request again.") with
        {
            Headers = new Dictionary<string, string> { ["Retry-After"] = "5" },
        };

    public static Problem SignInUnavailable() =>
        New(
            "sign-in-unavailable",
            Status503ServiceUnavailable,
            "The sign-in service cannot be reached",
            "Your token cannot be checked now. Send the request again later.") with
        {
            Headers = new Dictionary<string, string> { ["Retry-After"] = "5" },
        };

    /// <param name="name">The stable end of its type.</param>
    /// <param name="status">HTTP status.</param>
    /// <param name="title">The same title for every problem of that name.</param>
    /// <param name="detail">What is wrong, then what to do.</param>
    /// <param name="fields">Further members besides the standard ones.</param>
    public static Problem New(string name, int status, string title, string detail, Dictionary<string, object?>? fields = null) =>
        new() { Name = name, Status = status, Title = title, Detail = detail, Fields = fields ?? [] };
}
