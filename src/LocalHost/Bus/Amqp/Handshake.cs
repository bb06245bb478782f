using System.Net.Sockets;
using LocalHost.Bus.Content;
using Microsoft.Azure.Amqp;
using Microsoft.Azure.Amqp.Encoding;
using Microsoft.Azure.Amqp.Framing;
using Microsoft.Azure.Amqp.Sasl;

namespace LocalHost.Bus.Amqp;

/// <summary>
/// What comes before AMQP itself: the protocol's header, and SASL where the client begins with it. Who may do what is shown by tokens
/// later.
/// </summary>
internal static class Handshake
{
    private const int HeaderSize = 8;
    private const int LargestFrame = 512;

    private static readonly byte[] Plain = [.. "AMQP"u8, 0, 1, 0, 0];
    private static readonly byte[] Sasl = [.. "AMQP"u8, 3, 1, 0, 0];
    private static readonly AmqpSymbol[] Mechanisms = ["MSSBCBS", "ANONYMOUS"];

    /// <returns>False when the client speaks something else; it has been told what is spoken here.</returns>
    public static async Task<bool> PassAsync(Socket socket, CancellationToken cancellationToken)
    {
        var header = await ReadAsync(socket, HeaderSize, cancellationToken);
        if (header.SequenceEqual(Sasl))
        {
            await socket.SendAsync(Sasl, cancellationToken);
            if (!await AuthenticateAsync(socket, cancellationToken))
                return false;
            header = await ReadAsync(socket, HeaderSize, cancellationToken);
        }

        if (header.SequenceEqual(Plain))
            return true;
        await socket.SendAsync(Sasl, cancellationToken);
        return false;
    }

    private static async Task<bool> AuthenticateAsync(Socket socket, CancellationToken cancellationToken)
    {
        await SendAsync(socket, new SaslMechanisms { SaslServerMechanisms = new(Mechanisms) }, cancellationToken);
        var known = await ReadInitAsync(socket, cancellationToken) is { } init && Mechanisms.Contains(init.Mechanism);
        await SendAsync(socket, new SaslOutcome { OutcomeCode = known ? SaslCode.Ok : SaslCode.Auth }, cancellationToken);
        return known;
    }

    private static async Task<SaslInit?> ReadInitAsync(Socket socket, CancellationToken cancellationToken)
    {
        var size = await ReadAsync(socket, sizeof(uint), cancellationToken);
        var length = AmqpBitConverter.ReadUInt(size, 0, size.Length);
        if (length is < HeaderSize or > LargestFrame)
            return null;
        byte[] bytes = [.. size, .. await ReadAsync(socket, (int)length - size.Length, cancellationToken)];
        try
        {
            FrameGuard.Check(bytes);
            using var frame = new Frame();
            frame.Decode(new ByteBuffer(bytes, 0, bytes.Length));
            return frame.Command as SaslInit;
        }
        catch (Exception error) when (error is MalformedMessageException or AmqpException or InvalidCastException)
        {
            return null;
        }
    }

    private static async Task SendAsync(Socket socket, Performative command, CancellationToken cancellationToken)
    {
        using var buffer = Frame.EncodeCommand(FrameType.Sasl, 0, command, 0);
        await socket.SendAsync(buffer.Buffer.AsMemory(buffer.Offset, buffer.Length), cancellationToken);
    }

    private static async Task<byte[]> ReadAsync(Socket socket, int count, CancellationToken cancellationToken)
    {
        var bytes = new byte[count];
        for (var have = 0; have < count;)
        {
            var read = await socket.ReceiveAsync(bytes.AsMemory(have), cancellationToken);
            if (read == 0)
                throw new EndOfStreamException("The client went away.");
            have += read;
        }

        return bytes;
    }
}
