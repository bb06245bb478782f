using System.Security.Cryptography;

namespace ChildProtection.LocalRuntime.FunctionsWorker.Hosting;

/// <summary>The key of this installation: made at its first start, kept in the data directory, readable by its owner only.</summary>
internal static class SigningKey
{
    public const string Issuer = "urn:localruntime";
    public const string Audience = "api";

    private const int Bytes = 32;

    /// <exception cref="InvalidOperationException">The file holds something else.</exception>
    public static byte[] LoadOrCreate(string dataDirectory)
    {
        var path = Path.Combine(dataDirectory, "signing-key");
        if (!File.Exists(path))
            DataFile.Replace(path, Convert.ToBase64String(RandomNumberGenerator.GetBytes(Bytes)));
        var key = new byte[Bytes];
        return Convert.TryFromBase64String(File.ReadAllText(path).Trim(), key, out var length) && length == Bytes
            ? key
            : throw new InvalidOperationException($"{path} does not hold a signing key; delete it, and tokens issued so far end.");
    }
}
