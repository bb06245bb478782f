using System.Security.Cryptography;

namespace LocalHost.Hosting;

/// <summary>The key of this installation: made at its first start, kept in the data folder, readable by its owner only.</summary>
internal static class SigningKey
{
    public const string Issuer = "urn:local-host";
    public const string Audience = "api";

    private const int Bytes = 32;

    /// <exception cref="HostStartException">The file holds something else.</exception>
    public static byte[] LoadOrCreate(DataFolder folder)
    {
        var path = folder.PathOf("signing-key");
        if (!File.Exists(path))
            DataFile.Replace(path, Convert.ToBase64String(RandomNumberGenerator.GetBytes(Bytes)));
        var key = new byte[Bytes];
        return Convert.TryFromBase64String(File.ReadAllText(path).Trim(), key, out var length) && length == Bytes
            ? key
            : throw new HostStartException($"{path} does not hold a signing key. Delete it; tokens issued so far end.");
    }
}
