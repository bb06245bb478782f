using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ChildProtection.LocalRuntime.ServiceBus;

/// <summary>The Service Bus REST protocol on a broker: send, peek-lock, complete, unlock, renew, receive-and-delete.</summary>
public static class BusFace
{
    internal const string Root = "/servicebus";

    /// <summary>Longest wait for a message that a caller may ask for (<c>?timeout=</c> seconds), as on Azure.</summary>
    internal static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(55);

    /// <summary>Answers below <c>/servicebus/</c>.</summary>
    /// <param name="routes">The host's routes.</param>
    /// <param name="broker">The broker, once the host has started.</param>
    /// <param name="metadata">Put on every endpoint.</param>
    public static void Map(IEndpointRouteBuilder routes, Func<MessageBroker> broker, params object[] metadata)
    {
        ArgumentNullException.ThrowIfNull(routes);
        var limits = new BusLimits();
        // Entities have slashes of their own (topic/subscriptions/name/$DeadLetterQueue), which a template can't have in its middle.
        routes.Map(Root + "/{**path}", http => AnswerAsync(http, broker(), limits)).WithMetadata(metadata).WithDisplayName("servicebus");
    }

    private static async Task AnswerAsync(HttpContext http, MessageBroker broker, BusLimits limits)
    {
        if (BusAddress.Parse((string?)http.Request.RouteValues["path"] ?? "") is not { } address)
        {
            await BusAnswer.RefuseAsync(http, StatusCodes.Status404NotFound, "There is no such resource; messages are at {entity}/messages and {entity}/messages/head.");
            return;
        }

        if (Operation(http.Request.Method, address) is not { } operation)
        {
            await BusAnswer.RefuseAsync(http, StatusCodes.Status405MethodNotAllowed, $"{http.Request.Method} means nothing here.");
            return;
        }

        if (BusGuard.Refusal(http, broker.Keys, address.Entity, operation.Right) is { } refusal)
        {
            http.Response.Headers.WWWAuthenticate = "SharedAccessSignature";
            await BusAnswer.RefuseAsync(http, StatusCodes.Status401Unauthorized, refusal);
            return;
        }

        await BusAnswer.GuardedAsync(http, async () =>
        {
            // The guard has seen the token: its key's name is one of ours.
            using (limits.Enter(SasToken.Parse(http.Request.Headers.Authorization)!.KeyName))
                await operation.Run(http, broker, address);
        });
    }

    private static (AccessRight Right, Func<HttpContext, MessageBroker, BusAddress, Task> Run)? Operation(string method, BusAddress address) => (method, address.Part) switch
    {
        ("POST", BusPart.Messages) => (AccessRight.Send, BusOperations.SendAsync),
        ("POST", BusPart.Head) => (AccessRight.Listen, BusOperations.PeekLockAsync),
        ("DELETE", BusPart.Head) => (AccessRight.Listen, BusOperations.ReceiveAndDeleteAsync),
        ("DELETE", BusPart.Message) => (AccessRight.Listen, BusOperations.CompleteAsync),
        ("PUT", BusPart.Message) => (AccessRight.Listen, BusOperations.UnlockAsync),
        ("POST", BusPart.Message) => (AccessRight.Listen, BusOperations.RenewAsync),
        _ => null,
    };
}
