using System.Security.Cryptography;
using System.Text.Json;
using ChildProtection.Domain.Kernel;

namespace ChildProtection.Functions.Seals;

/// <summary>Signs seals (ECDSA on P-256, SHA-256), and reads those that this key or a former one signed.</summary>
public sealed class SealSigner : IDisposable
{
    private readonly ECDsa _key;
    private readonly List<ECDsa> _trusted = [];

    /// <param name="privateKey">PKCS #8.</param>
    /// <param name="formerKeys">Public keys (SubjectPublicKeyInfo) that signed earlier seals.</param>
    /// <exception cref="CryptographicException">A key is none, or on another curve.</exception>
    public SealSigner(byte[] privateKey, IReadOnlyList<byte[]> formerKeys)
    {
        _key = ECDsa.Create();
        _key.ImportPkcs8PrivateKey(privateKey, out _);
        Check(_key);
        _trusted.Add(_key);
        foreach (var former in formerKeys)
        {
            var key = ECDsa.Create();
            _trusted.Add(key);
            key.ImportSubjectPublicKeyInfo(former, out _);
            Check(key);
        }
    }

    public static byte[] NewKey()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return key.ExportPkcs8PrivateKey();
    }

    public BinaryData Sign<T>(T content)
    {
        var payload = JsonSerializer.SerializeToUtf8Bytes(content, DomainJson.Record);
        return new BinaryData(
            JsonSerializer.SerializeToUtf8Bytes(
                new Envelope(payload, _key.SignData(payload, HashAlgorithmName.SHA256)), DomainJson.Record));
    }

    /// <summary>What was signed; null when no trusted key signed it.</summary>
    public T? Read<T>(BinaryData content) where T : class
    {
        try
        {
            return JsonSerializer.Deserialize<Envelope>(content, DomainJson.Record) is { } envelope
                && _trusted.Exists(key => key.VerifyData(envelope.Payload, envelope.Signature, HashAlgorithmName.SHA256))
                    ? JsonSerializer.Deserialize<T>(envelope.Payload, DomainJson.Record)
                    : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public void Dispose() => _trusted.ForEach(key => key.Dispose());

    private static void Check(ECDsa key)
    {
        if (key.KeySize != 256)
            throw new CryptographicException("The key is not on the curve P-256.");
    }

    private sealed record Envelope(byte[] Payload, byte[] Signature);
}
