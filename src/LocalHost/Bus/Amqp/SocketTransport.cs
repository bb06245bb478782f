using System.Net.Sockets;
using Microsoft.Azure.Amqp;
using Microsoft.Azure.Amqp.Transport;

namespace LocalHost.Bus.Amqp;

/// <summary>
/// A socket under the AMQP library. The library's own listener lets a client end the process with a short SASL frame, cannot say which port
/// it got, and listens on all addresses for "localhost".
/// </summary>
/// <param name="socket">Closed with this.</param>
/// <param name="budget">Says when nothing more is to be read for a while.</param>
internal sealed class SocketTransport(Socket socket, InboundBudget budget) : TransportBase("bus-socket")
{
    private readonly byte[] _buffer = new byte[32 * 1024];
    private int _from, _to;

    public override string LocalEndPoint { get; } = $"{socket.LocalEndPoint}";

    public override string RemoteEndPoint { get; } = $"{socket.RemoteEndPoint}";

    public override void SetMonitor(ITransportMonitor usageMeter)
    {
        // The library asks for it; this host measures nothing.
    }

    public override bool ReadAsync(TransportAsyncCallbackArgs args)
    {
        if (_from == _to)
        {
            var room = budget.Room;
            var read = room.IsCompleted ? ReceiveAsync(args) : ReceiveLaterAsync(room, args);
            if (!read.IsCompletedSuccessfully)
            {
                _ = CompleteAsync(args, read);
                return true;
            }

            args.BytesTransfered = read.Result;
        }
        else
        {
            args.BytesTransfered = FromBuffer(args);
        }

        args.Exception = null;
        args.CompletedSynchronously = true;
        return false;
    }

    public override bool WriteAsync(TransportAsyncCallbackArgs args)
    {
        var write = args.Buffer is not null
            ? socket.SendAsync(args.Buffer.AsMemory(args.Offset, args.Count), SocketFlags.None)
            : new ValueTask<int>(socket.SendAsync(Segments(args), SocketFlags.None));
        if (!write.IsCompletedSuccessfully)
        {
            _ = CompleteAsync(args, write);
            return true;
        }

        args.BytesTransfered = write.Result;
        args.Exception = null;
        args.CompletedSynchronously = true;
        return false;
    }

    protected override bool CloseInternal()
    {
        try
        {
            socket.Shutdown(SocketShutdown.Both);
        }
        catch (Exception gone) when (gone is SocketException or ObjectDisposedException)
        {
            // The peer was faster.
        }

        socket.Dispose();
        return true;
    }

    protected override void AbortInternal() => socket.Dispose();

    private static ArraySegment<byte>[] Segments(TransportAsyncCallbackArgs args) =>
        [.. args.ByteBufferList.Select(static buffer => new ArraySegment<byte>(buffer.Buffer, buffer.Offset, buffer.Length))];

    private async ValueTask<int> ReceiveLaterAsync(Task room, TransportAsyncCallbackArgs args)
    {
        await room;
        return await ReceiveAsync(args);
    }

    // Small reads are served from a buffer: every frame is read in two parts.
    private ValueTask<int> ReceiveAsync(TransportAsyncCallbackArgs args)
    {
        if (args.Count >= _buffer.Length)
            return socket.ReceiveAsync(args.Buffer.AsMemory(args.Offset, args.Count), SocketFlags.None);
        var read = socket.ReceiveAsync(_buffer.AsMemory(), SocketFlags.None);
        return read.IsCompletedSuccessfully ? new(Received(args, read.Result)) : ReceivedLaterAsync(args, read);
    }

    private async ValueTask<int> ReceivedLaterAsync(TransportAsyncCallbackArgs args, ValueTask<int> read) => Received(args, await read);

    private int Received(TransportAsyncCallbackArgs args, int count)
    {
        (_from, _to) = (0, count);
        return FromBuffer(args);
    }

    private int FromBuffer(TransportAsyncCallbackArgs args)
    {
        var count = Math.Min(args.Count, _to - _from);
        Buffer.BlockCopy(_buffer, _from, args.Buffer, args.Offset, count);
        _from += count;
        return count;
    }

    private static async Task CompleteAsync(TransportAsyncCallbackArgs args, ValueTask<int> transfer)
    {
        try
        {
            args.BytesTransfered = await transfer;
            args.Exception = null;
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException or OperationCanceledException)
        {
            args.Exception = error;
        }

        args.CompletedSynchronously = false;
        args.CompletedCallback(args);
    }
}
