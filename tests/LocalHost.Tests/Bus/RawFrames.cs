using Azure.Messaging.ServiceBus;
using LocalHost.Bus.Access;
using LocalHost.Bus.Content;
using Microsoft.Azure.Amqp.Framing;

namespace LocalHost.Tests.Bus;

/// <summary>A whole conversation with the bus as bytes, to be cut, changed and sent by tests.</summary>
internal static class RawFrames
{
    public static readonly byte[] Header = [.. "AMQP"u8, 0, 1, 0, 0];
    public static readonly byte[] SaslHeader = [.. "AMQP"u8, 3, 1, 0, 0];

    public static byte[] Frame(Performative? command, byte[]? payload = null)
    {
        using var buffer = Microsoft.Azure.Amqp.Framing.Frame.EncodeCommand(FrameType.Amqp, 0, command, payload?.Length ?? 0);
        return [.. buffer.Buffer.AsSpan(buffer.Offset, buffer.Length), .. payload ?? []];
    }

    public static byte[] Open() => Frame(new Open { ContainerId = "raw", HostName = "localhost", MaxFrameSize = 65_536 });

    public static byte[] Begin() => Frame(new Begin { NextOutgoingId = 1, IncomingWindow = 5_000, OutgoingWindow = 5_000 });

    public static byte[] AttachSender(uint handle, string entity) => Frame(new Attach
    {
        LinkName = $"sender-{handle}",
        Handle = handle,
        Role = false,
        InitialDeliveryCount = 0,
        Source = new Source { Address = "raw" },
        Target = new Target { Address = entity },
    });

    public static byte[] AttachReceiver(uint handle, string entity) => Frame(new Attach
    {
        LinkName = $"receiver-{handle}",
        Handle = handle,
        Role = true,
        RcvSettleMode = 1,
        Source = new Source { Address = entity },
        Target = new Target { Address = "raw" },
    });

    public static byte[] Transfer(uint handle, uint id, byte[] payload, bool more = false) => Frame(
        new Transfer { Handle = handle, DeliveryId = id, DeliveryTag = new(BitConverter.GetBytes(id)), MessageFormat = 0, More = more },
        payload);

    public static byte[] Credit(uint handle, uint credit) => Frame(new Flow
    {
        Handle = handle,
        LinkCredit = credit,
        DeliveryCount = 0,
        NextIncomingId = 1,
        IncomingWindow = 5_000,
        NextOutgoingId = 1,
        OutgoingWindow = 5_000,
    });

    /// <summary>From the header to the close: a token, a message sent, one received and completed.</summary>
    public static List<byte[]> Conversation(string connectionString)
    {
        var key = ServiceBusConnectionStringProperties.Parse(connectionString);
        var token = SasToken.Create(
            "sb://localhost/", key.SharedAccessKeyName, key.SharedAccessKey, TimeProvider.System.GetUtcNow().AddHours(1));
        return
        [
            Header, Open(), Begin(),
            AttachSender(0, "$cbs"), AttachReceiver(1, "$cbs"), Credit(1, 10), Transfer(0, 0, PutToken(token)),
            AttachSender(2, "work"), Transfer(2, 1, Bytes.Message("fuzz", message => message.ApplicationProperties.Map["a"] = 1)),
            AttachReceiver(3, "work"), Credit(3, 5),
            AttachSender(4, "work/$management"), Transfer(4, 2, Peek()),
            Settle(new Accepted()), Settle(new Modified { MessageAnnotations = new Fields { { "b", 2 } } }),
            Frame(new Detach { Handle = 3, Closed = true }), Frame(new End()), Frame(new Close()),
        ];
    }

    private static byte[] Settle(DeliveryState state) => Frame(new Disposition { Role = true, First = 0, Settled = false, State = state });

    private static byte[] PutToken(string token) => Request("put-token", new AmqpWriter().Text(token));

    private static byte[] Peek() => Request("com.microsoft:peek-message", new AmqpWriter().Object(new Microsoft.Azure.Amqp.Encoding.AmqpMap
    {
        [new Microsoft.Azure.Amqp.Encoding.MapKey("message-count")] = 1,
        [new Microsoft.Azure.Amqp.Encoding.MapKey("from-sequence-number")] = 0L,
    }));

    private static byte[] Request(string operation, AmqpWriter body) =>
    [
        .. new AmqpWriter().Section(SectionCode.Properties, AmqpScan.LongList, 1, new AmqpWriter().Text("1").Written.Span)
            .Section(
                SectionCode.ApplicationProperties, AmqpScan.LongMap, 2, new AmqpWriter().Text("operation").Text(operation).Written.Span)
            .Raw([0x00, 0x53, SectionCode.Value]).Raw(body.Written.Span).Written.Span,
    ];
}
