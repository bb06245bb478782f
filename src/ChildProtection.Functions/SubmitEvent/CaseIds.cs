using System.Security.Cryptography;
using System.Text;

namespace ChildProtection.Functions.SubmitEvent;

/// <summary>Derives a case's id from its referral's caller and key, so that a repeated referral finds the same case.</summary>
public static class CaseIds
{
    /// <summary>Namespace of case ids (UUID version 5, RFC 9562); never to be changed.</summary>
    private static readonly Guid Namespace = new("5f0f1b0e-6c5e-4d0a-9a53-6d3c2f1e8b77");

    public static string Of(string subject, string key)
    {
        var name = Encoding.UTF8.GetBytes(subject + "\n" + key);
        // UUID version 5 uses SHA-1; it identifies and does not protect.
#pragma warning disable CA5350
        var hash = SHA1.HashData([.. Namespace.ToByteArray(bigEndian: true), .. name]);
#pragma warning restore CA5350
        hash[6] = (byte)((hash[6] & 0x0F) | 0x50);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash.AsSpan(0, 16), bigEndian: true).ToString();
    }
}
