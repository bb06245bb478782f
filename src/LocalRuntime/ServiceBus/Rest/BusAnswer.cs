using System.Globalization;
using System.Text.Json;
using Azure.Messaging.ServiceBus;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace ChildProtection.LocalRuntime.ServiceBus;

/// <summary>Refusals of the REST face: the status that the protocol has for each, and the reason as a problem (RFC 9457).</summary>
internal static class BusAnswer
{
    public static async Task RefuseAsync(HttpContext http, int status, string reason)
    {
        http.Response.StatusCode = status;
        var problem = new { type = "about:blank", title = ReasonPhrases.GetReasonPhrase(status), status, detail = reason };
        await http.Response.WriteAsJsonAsync(problem, JsonSerializerOptions.Web, "application/problem+json", http.RequestAborted);
    }

    public static async Task GuardedAsync(HttpContext http, Func<Task> act)
    {
        try
        {
            await act();
        }
        catch (BusRequestException refusal)
        {
            if (refusal.RetryAfter is { } after)
                http.Response.Headers.RetryAfter = after.TotalSeconds.ToString(CultureInfo.InvariantCulture);
            await RefuseAsync(http, refusal.Status, refusal.Message);
        }
        catch (InvalidOperationException refusal)
        {
            await RefuseAsync(http, StatusCodes.Status400BadRequest, refusal.Message);
        }
        catch (ServiceBusException fault)
        {
            await RefuseAsync(http, StatusOf(fault.Reason), fault.Message);
        }
    }

    private static int StatusOf(ServiceBusFailureReason reason) => reason switch
    {
        ServiceBusFailureReason.MessagingEntityNotFound => StatusCodes.Status404NotFound,
        ServiceBusFailureReason.MessageLockLost or ServiceBusFailureReason.SessionLockLost => StatusCodes.Status410Gone,
        ServiceBusFailureReason.MessageSizeExceeded => StatusCodes.Status413PayloadTooLarge,
        ServiceBusFailureReason.ServiceBusy => StatusCodes.Status503ServiceUnavailable,
        _ => StatusCodes.Status500InternalServerError,
    };
}

/// <summary>A request that is not as the protocol has it.</summary>
internal sealed class BusRequestException(int status, string message) : Exception(message)
{
    public int Status { get; } = status;

    /// <summary>When to come again; null where that would not help.</summary>
    public TimeSpan? RetryAfter { get; init; }
}
