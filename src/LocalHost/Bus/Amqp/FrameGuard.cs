using LocalHost.Bus.Content;

namespace LocalHost.Bus.Amqp;

/// <summary>Looks at a frame before the AMQP library decodes it.</summary>
internal static class FrameGuard
{
    private const int HeaderSize = 8;
    private const byte Transfer = 0x14;

    /// <returns>How many bytes of a message the frame carries; null for every frame that is no transfer.</returns>
    /// <exception cref="MalformedMessageException">It is no frame, or nests too deep.</exception>
    public static int? Check(ReadOnlySpan<byte> frame)
    {
        if (frame.Length < HeaderSize)
            throw new MalformedMessageException("A frame is shorter than its header.");
        var at = frame[4] * 4;
        if (at < HeaderSize || at > frame.Length)
            throw new MalformedMessageException("A frame says that its content begins outside of it.");
        // An empty frame keeps the connection alive.
        if (at == frame.Length)
            return null;
        var end = NestingGuard.Check(frame, at);
        return IsTransfer(frame[at..]) ? frame.Length - end : null;
    }

    private static bool IsTransfer(ReadOnlySpan<byte> command) =>
        command is [0x00, 0x53, Transfer, ..] or [0x00, 0x80, 0, 0, 0, 0, 0, 0, 0, Transfer, ..];
}
