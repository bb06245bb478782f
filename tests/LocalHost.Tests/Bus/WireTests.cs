using System.Net.Sockets;
using System.Text;
using Azure.Messaging.ServiceBus;
using ChildProtection.Tests.Support;
using Microsoft.Azure.Amqp.Framing;

namespace LocalHost.Tests.Bus;

/// <summary>
/// F16: bytes on the wire that are cut, huge, or of another kind. The peer gets an error or is disconnected, and the bus continues.
/// </summary>
public sealed class WireTests
{
    private static readonly byte[] SaslInit = [0, 0, 0, 26, 2, 1, 0, 0, 0, 0x53, 0x41, 0xC0, 13, 1, 0xA3, 9, .. "ANONYMOUS"u8];
    private static readonly byte[] Begun = [.. RawFrames.Header, .. RawFrames.Open(), .. RawFrames.Begin()];
    private static readonly ParallelOptions FourAtOnce = new() { MaxDegreeOfParallelism = 4 };

    public static TheoryData<string, byte[]> Foreign => new()
    {
        { "nothing", [] },
        { "a cut header", [.. "AMQP"u8] },
        { "HTTP", Encoding.ASCII.GetBytes("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n") },
        { "TLS", [0x16, 0x03, 0x01, 0x02, 0x00, 0x01, 0x00, 0x01, 0xFC, 0x03, 0x03, .. new byte[500]] },
        { "AMQP 0.9", [.. "AMQP"u8, 0, 0, 9, 1] },
        { "AMQP with TLS", [.. "AMQP"u8, 2, 1, 0, 0] },
        { "SASL, a frame of no size", [.. RawFrames.SaslHeader, 0, 0, 0, 0] },
        { "SASL, a frame of 3 bytes", [.. RawFrames.SaslHeader, 0, 0, 0, 3] },
        { "SASL, a frame of 4 GiB", [.. RawFrames.SaslHeader, 0xFF, 0xFF, 0xFF, 0xFF] },
        { "SASL, another frame", [.. RawFrames.SaslHeader, 0, 0, 0, 8, 2, 1, 0, 0] },
        { "SASL, garbage", [.. RawFrames.SaslHeader, 0, 0, 0, 20, 2, 1, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12] },
        { "SASL, then no AMQP", [.. RawFrames.SaslHeader, .. SaslInit, .. "garbage!"u8] },
        { "a frame of no size", [.. RawFrames.Header, 0, 0, 0, 0] },
        { "a frame of 3 bytes", [.. RawFrames.Header, 0, 0, 0, 3] },
        { "a frame of 2 GiB", [.. RawFrames.Header, 0x7F, 0xFF, 0xFF, 0xFF, 2, 0, 0, 0] },
        { "a frame of 4 GiB", [.. RawFrames.Header, 0xFF, 0xFF, 0xFF, 0xFF, 2, 0, 0, 0] },
        { "a frame whose content is outside", [.. RawFrames.Header, 0, 0, 0, 12, 0xFF, 0, 0, 0, 0, 0x53, 0x10, 0x45] },
        { "a frame that is no command", [.. RawFrames.Header, 0, 0, 0, 11, 2, 0, 0, 0, 0x41, 0x41, 0x41] },
        { "an end before a begin", [.. RawFrames.Header, .. RawFrames.Open(), .. RawFrames.Frame(new End())] },
        { "a transfer over no link", [.. Begun, .. RawFrames.Transfer(9, 0, [1, 2, 3])] },
        { "an open without a container", [.. RawFrames.Header, 0, 0, 0, 12, 2, 0, 0, 0, 0, 0x53, 0x10, 0x45] },
        { "a close at once", [.. RawFrames.Header, .. RawFrames.Frame(new Close())] },
        { "an attach without a name", [.. Begun, 0, 0, 0, 14, 2, 0, 0, 0, 0, 0x53, 0x12, 0xC0, 1, 0] },
    };

    [Theory]
    [MemberData(nameof(Foreign))]
    public async Task Bytes_OfAnotherKind_EndTheirConnectionAlone(string what, byte[] bytes)
    {
        await using var bus = await TestBus.StartAsync();

        using (var socket = await RawSocket.ConnectAsync(bus))
        {
            await socket.SendAsync(bytes);
            socket.Shutdown(SocketShutdown.Send);
            await RawSocket.ReadToEndAsync(socket, what);
        }

        await bus.AssertServesAsync();
    }

    [Fact]
    public async Task Conversation_CutAnywhere_EndsItsConnectionAlone()
    {
        await using var bus = await TestBus.StartAsync();
        var bytes = RawFrames.Conversation(bus.Host.ConnectionString).SelectMany(static frame => frame).ToArray();
        var random = new Random(16);

        await Parallel.ForEachAsync(Enumerable.Range(0, 60), FourAtOnce, async (_, cancellationToken) =>
        {
            int length;
            lock (random)
                length = random.Next(bytes.Length);
            using var socket = await RawSocket.ConnectAsync(bus);
            await socket.SendAsync(bytes.AsMemory(0, length), cancellationToken);
            socket.Close(0);
        });

        await bus.AssertServesAsync();
    }

    [Fact]
    public async Task Conversation_WithBytesChanged_EndsItsConnectionAlone()
    {
        await using var bus = await TestBus.StartAsync();
        var frames = RawFrames.Conversation(bus.Host.ConnectionString);
        var rounds = LongRuns.Asked ? 20_000 : 400;

        await Parallel.ForEachAsync(Enumerable.Range(0, rounds), FourAtOnce, async (seed, _) =>
        {
            using var socket = await RawSocket.ConnectAsync(bus);
            await RawSocket.ConverseAsync(socket, Changed(frames, new Random(seed)));
            socket.Shutdown(SocketShutdown.Send);
            await RawSocket.ReadToEndAsync(socket, $"seed {seed}");
        });

        await bus.AssertServesAsync();
    }

    /// <summary>A client that asks for everything and reads nothing must not fill the bus's memory.</summary>
    [Fact]
    public async Task Receiver_ThatReadsNothing_IsNotSentEverything()
    {
        const int Messages = 300;
        await using var bus = await TestBus.StartAsync();
        await Task.WhenAll(Enumerable.Range(0, Messages).Select(_ => bus.SendAsync("work", new ServiceBusMessage(new byte[200 * 1024]))));

        using var socket = await RawSocket.ConnectAsync(bus);
        var conversation = RawFrames.Conversation(bus.Host.ConnectionString);
        await RawSocket.ConverseAsync(
            socket, [.. conversation[..7], RawFrames.AttachReceiver(3, "work"), RawFrames.Credit(3, uint.MaxValue)]);
        var (locked, same) = (0L, 0);
        await Until.TrueAsync("the bus holds back", () =>
        {
            var now = bus.Number("select count(*) from messages where lock_token is not null");
            (locked, same) = (now, now > 0 && now == locked ? same + 1 : 0);
            return same == 20;
        });
        await bus.AssertServesAsync();

        Assert.InRange(locked, 1, Messages / 2);
    }

    private static List<byte[]> Changed(List<byte[]> frames, Random random)
    {
        var changed = frames.ConvertAll(static frame => frame.ToArray());
        for (var change = random.Next(1, 4); change > 0; change--)
        {
            // The first frames pass mostly, so that the later ones are met in every state.
            var frame = changed[Math.Max(random.Next(changed.Count), random.Next(changed.Count))];
            frame[random.Next(frame.Length)] = (byte)random.Next(256);
        }

        if (random.Next(3) == 0)
            changed.RemoveAt(random.Next(changed.Count));
        if (random.Next(3) == 0)
            changed.Insert(random.Next(1, changed.Count), changed[random.Next(changed.Count)]);
        return changed;
    }
}
