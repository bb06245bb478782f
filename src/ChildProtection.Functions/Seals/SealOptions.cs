using System.Security.Cryptography;
using ChildProtection.Functions.Platform.Settings;
using Microsoft.Extensions.Configuration;

namespace ChildProtection.Functions.Seals;

/// <summary>Where seals are published, and by which key and identity.</summary>
/// <param name="Folder">On a machine of one's own; null on Azure.</param>
/// <param name="Container">Address of a blob container with a locked immutability policy.</param>
/// <param name="ClientId">Client id of the identity that writes there; the app's own has no right to it.</param>
/// <param name="Key">Private key, PKCS #8; a folder makes its own where it is null.</param>
/// <param name="FormerKeys">Public keys that signed earlier seals.</param>
internal sealed record SealOptions(string? Folder, Uri? Container, string? ClientId, byte[]? Key, IReadOnlyList<byte[]> FormerKeys)
{
    internal const string FolderSetting = "Seals:Folder";
    internal const string ContainerSetting = "Seals:Container";
    internal const string ClientIdSetting = "Seals:ClientId";
    internal const string KeySetting = "Seals:SigningKey";
    internal const string FormerKeysSetting = "Seals:FormerKeys";

    /// <exception cref="InvalidOperationException">A setting cannot be used; the message names it.</exception>
    public static SealOptions From(IConfiguration configuration) => SettingsReader.Require(configuration, Read);

    internal static SealOptions Read(SettingsReader settings)
    {
        var folder = settings.Text(FolderSetting);
        var container = settings.Address(
            ContainerSetting,
            address => address.Scheme == Uri.UriSchemeHttps || address.IsLoopback,
            _ => "Seals__Container is not an https address. Set the address of the container, without a key or signature.");
        var key = Decoded(settings, KeySetting, settings.Text(KeySetting) is { } text ? [text] : []).FirstOrDefault();
        var former = Decoded(
            settings,
            FormerKeysSetting,
            settings.Text(FormerKeysSetting)?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? []);
        if (folder is not null && container is not null)
            settings.Fault("Seals__Folder and Seals__Container are both set. Set one: seals have one place.");
        if (container is not null && key is null && settings.Text(KeySetting) is null)
            settings.Fault("Seals__SigningKey is missing. Set the key that signs the seals, from the vault (docs/operations.md).");
        if (key is not null)
            CheckKeys(settings, key, former);
        return new SealOptions(folder, container, settings.Text(ClientIdSetting), key, former);
    }

    private static void CheckKeys(SettingsReader settings, byte[] key, IReadOnlyList<byte[]> former)
    {
        try
        {
            using var signer = new SealSigner(key, former);
        }
        catch (CryptographicException)
        {
            settings.Fault(
                "Seals__SigningKey or Seals__FormerKeys cannot be used: the first is a private key on P-256 (PKCS #8, base64), "
                + "the second public keys on P-256 (base64), parted by commas. Their values are not shown.");
        }
    }

    private static byte[][] Decoded(SettingsReader settings, string setting, IReadOnlyList<string> texts)
    {
        try
        {
            return [.. texts.Select(Convert.FromBase64String)];
        }
        catch (FormatException)
        {
            settings.Fault($"The setting {setting} is not base64. Its value is not shown.");
            return [];
        }
    }
}
