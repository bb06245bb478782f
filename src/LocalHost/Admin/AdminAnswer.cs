using System.Text.Json;
using System.Text.Json.Serialization;
using LocalHost.Http;
using Microsoft.AspNetCore.Http;

namespace LocalHost.Admin;

/// <summary>Reads bodies strictly and writes answers and refusals of the admin routes.</summary>
internal static class AdminAnswer
{
    private static readonly JsonSerializerOptions Strict = new(JsonSerializerDefaults.Web)
    {
        PropertyNameCaseInsensitive = false,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        AllowDuplicateProperties = false,
        RespectNullableAnnotations = true,
    };

    private static readonly JsonSerializerOptions Plain = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    public static async Task RunAsync(HttpContext http, Func<Task<object>> act, int status = StatusCodes.Status200OK)
    {
        try
        {
            var answer = await act();
            http.Response.StatusCode = status;
            await http.Response.WriteAsJsonAsync(answer, answer.GetType(), Plain, http.RequestAborted);
        }
        catch (AdminException refusal)
        {
            await Problem.WriteAsync(http, refusal.Status, refusal.Message);
        }
    }

    /// <param name="http">The request.</param>
    /// <param name="shape">What the body should be, in words, for the refusal.</param>
    /// <exception cref="AdminException">The body is not JSON, or has unknown, doubled or wrongly typed fields.</exception>
    public static async Task<T> ReadAsync<T>(HttpContext http, string shape)
    {
        try
        {
            return await JsonSerializer.DeserializeAsync<T>(http.Request.Body, Strict, http.RequestAborted)
                ?? throw AdminException.Refused($"The body is null; it must be {shape}.");
        }
        catch (JsonException exception)
        {
            throw AdminException.Refused($"The body must be {shape}; the fault is at {exception.Path ?? "its beginning"}.");
        }
    }
}
