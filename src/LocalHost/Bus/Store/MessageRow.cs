using System.Buffers.Binary;
using System.Numerics;
using System.Text;

namespace LocalHost.Bus.Store;

/// <summary>What a message's lock says. Times are UTC ticks.</summary>
/// <param name="Sequence">The message.</param>
/// <param name="SessionId">Its session.</param>
/// <param name="Delivered">How often it was delivered.</param>
/// <param name="LockedUntil">When the lock ends, but for a session's.</param>
/// <param name="SessionLock">The hold of the session that the lock belongs to.</param>
internal sealed record LockedRow(long Sequence, string? SessionId, int Delivered, long LockedUntil, Guid? SessionLock);

/// <summary>A stored message. Times are UTC ticks.</summary>
internal sealed record MessageRow
{
    public required long Sequence { get; init; }

    public required ReadOnlyMemory<byte> Bare { get; init; }

    public required ReadOnlyMemory<byte> Header { get; init; }

    public required ReadOnlyMemory<byte> Annotations { get; init; }

    public string? SessionId { get; init; }

    public required long Enqueued { get; init; }

    public long? Expires { get; init; }

    /// <summary>How often it was delivered.</summary>
    public required int Delivered { get; init; }

    /// <summary>The entity whose dead letter it is.</summary>
    public string? Source { get; init; }

    /// <summary>A checksum of what the sender sent: a disk that flips a bit of it must not deliver something else.</summary>
    public static long Checksum(ReadOnlySpan<byte> bare, ReadOnlySpan<byte> header, ReadOnlySpan<byte> annotations, string? sessionId) =>
        Crc(Crc(Crc(Crc(uint.MaxValue, bare), header), annotations), Encoding.UTF8.GetBytes(sessionId ?? ""));

    private static uint Crc(uint crc, ReadOnlySpan<byte> bytes)
    {
        // The length too: what moves from one part to the next is seen.
        crc = BitOperations.Crc32C(crc, (uint)bytes.Length);
        for (; bytes.Length >= sizeof(ulong); bytes = bytes[sizeof(ulong)..])
            crc = BitOperations.Crc32C(crc, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
        foreach (var single in bytes)
            crc = BitOperations.Crc32C(crc, single);
        return crc;
    }
}
