using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace ChildProtection.LocalRuntime.DurableTask;

/// <summary>Guids that are the same on every replay: version 5 of instance, time and a counter (azure-semantics A7).</summary>
internal static class DeterministicGuid
{
    private static readonly byte[] Namespace = new Guid("9e952958-5e33-4daf-827f-2fa12937b875").ToByteArray(bigEndian: true);

    public static Guid Create(string instanceId, DateTime time, int counter)
    {
        var name = Encoding.UTF8.GetBytes($"{instanceId}_{time:o}_{counter}");
        Span<byte> hash = stackalloc byte[SHA1.HashSizeInBytes];
#pragma warning disable CA5350 // Version 5 is defined on SHA-1; this is a name, not a secret.
        SHA1.HashData([.. Namespace, .. name], hash);
#pragma warning restore CA5350
        var versioned = BinaryPrimitives.ReadUInt16BigEndian(hash[6..]) & 0x0FFF | 0x5000;
        BinaryPrimitives.WriteUInt16BigEndian(hash[6..], (ushort)versioned);
        hash[8] = (byte)(hash[8] & 0x3F | 0x80);
        return new Guid(hash[..16], bigEndian: true);
    }
}
