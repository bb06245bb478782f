using System.Globalization;
using Azure.Messaging.ServiceBus;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace ChildProtection.LocalRuntime.ServiceBus;

/// <summary>What the REST protocol can do with messages.</summary>
internal static class BusOperations
{
    public static async Task SendAsync(HttpContext http, MessageBroker broker, BusAddress address)
    {
        var message = new ServiceBusMessage(await BodyAsync(http)) { ContentType = http.Request.ContentType };
        var given = BrokerProperties.Read(http.Request.Headers);
        try
        {
            message.MessageId = given.MessageId ?? Guid.NewGuid().ToString("N");
            message.SessionId = given.SessionId;
            message.PartitionKey = given.PartitionKey;
        }
        catch (ArgumentException fault)
        {
            throw new BusRequestException(StatusCodes.Status400BadRequest, fault.Message);
        }

        message.CorrelationId = given.CorrelationId;
        message.Subject = given.Label;
        message.To = given.To;
        message.ReplyTo = given.ReplyTo;
        message.ReplyToSessionId = given.ReplyToSessionId;
        PropertyHeaders.Read(http.Request.Headers, message.ApplicationProperties);
        await broker.SendAsync(address.Entity, [Envelope.Of(message)]);
        http.Response.StatusCode = StatusCodes.Status201Created;
    }

    public static async Task PeekLockAsync(HttpContext http, MessageBroker broker, BusAddress address)
    {
        if (await ReceiveAsync(http, broker, address, ServiceBusReceiveMode.PeekLock) is not { } message)
            return;
        http.Response.Headers.Location =
            $"{http.Request.Scheme}://{http.Request.Host}{BusFace.Root}/{address.Entity}/messages/{message.SequenceNumber.ToString(CultureInfo.InvariantCulture)}/{message.LockToken}";
        await WriteAsync(http, message, StatusCodes.Status201Created);
    }

    public static async Task ReceiveAndDeleteAsync(HttpContext http, MessageBroker broker, BusAddress address)
    {
        if (await ReceiveAsync(http, broker, address, ServiceBusReceiveMode.ReceiveAndDelete) is { } message)
            await WriteAsync(http, message, StatusCodes.Status200OK);
    }

    public static Task CompleteAsync(HttpContext http, MessageBroker broker, BusAddress address) => broker.CompleteAsync(address.Entity, address.LockToken);

    public static Task UnlockAsync(HttpContext http, MessageBroker broker, BusAddress address) => broker.AbandonAsync(address.Entity, address.LockToken, []);

    public static Task RenewAsync(HttpContext http, MessageBroker broker, BusAddress address) => broker.RenewAsync(address.Entity, address.LockToken);

    private static async Task<ServiceBusReceivedMessage?> ReceiveAsync(HttpContext http, MessageBroker broker, BusAddress address, ServiceBusReceiveMode mode)
    {
        var stopping = http.RequestServices.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, stopping);
        try
        {
            var received = await broker.ReceiveAsync(address.Entity, 1, Wait(http), mode, null, ends.Token);
            if (received.Count > 0)
                return received[0];
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // Nothing was received: a host that stops does not wait for what may come.
        }

        http.Response.StatusCode = StatusCodes.Status204NoContent;
        return null;
    }

    /// <summary>Without a timeout the answer comes at once: a developer with curl asks again.</summary>
    private static TimeSpan Wait(HttpContext http)
    {
        var text = http.Request.Query["timeout"].ToString();
        if (text.Length == 0)
            return TimeSpan.Zero;
        if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds))
            throw new BusRequestException(StatusCodes.Status400BadRequest, $"The timeout is '{text}'; it is a number of seconds.");
        return seconds < BusFace.LongestWait.TotalSeconds ? TimeSpan.FromSeconds(seconds) : BusFace.LongestWait;
    }

    /// <summary>Reads no more than fits into a message, whatever length was announced.</summary>
    private static async Task<ReadOnlyMemory<byte>> BodyAsync(HttpContext http)
    {
        if (http.Request.ContentLength > Envelope.LargestBytes)
            throw TooLarge();
        var body = new MemoryStream();
        var buffer = new byte[16 * 1024];
        int read;
        while ((read = await http.Request.Body.ReadAsync(buffer, http.RequestAborted)) > 0)
        {
            if (body.Length + read > Envelope.LargestBytes)
                throw TooLarge();
            body.Write(buffer.AsSpan(0, read));
        }

        return body.GetBuffer().AsMemory(0, (int)body.Length);
    }

    private static BusRequestException TooLarge() =>
        new(StatusCodes.Status413PayloadTooLarge, $"The message is longer than {Envelope.LargestBytes} bytes, which is what the bus takes. Send less, or a reference.");

    private static async Task WriteAsync(HttpContext http, ServiceBusReceivedMessage message, int status)
    {
        http.Response.StatusCode = status;
        PropertyHeaders.Write(message, http.Response.Headers);
        http.Response.Headers[BrokerProperties.Header] = BrokerProperties.Write(message);
        http.Response.Headers.CacheControl = "no-store";
        http.Response.Headers.XContentTypeOptions = "nosniff";
        // The sender chose the media type; a value that HTTP can't carry is left out.
        if (message.ContentType is { Length: > 0 } type && type.All(static letter => letter is >= ' ' and < (char)127))
            http.Response.ContentType = type;
        await http.Response.Body.WriteAsync(message.Body.ToMemory(), http.RequestAborted);
    }
}
