using ChildProtection.Functions.Platform.Settings;
using Microsoft.Extensions.Configuration;

namespace ChildProtection.Functions.Access.Authentication;

/// <summary>How tokens of this installation's own issuer are checked.</summary>
/// <param name="Key">At least 32 bytes.</param>
/// <param name="Issuer">As in the token.</param>
/// <param name="Audience">As in the token.</param>
internal sealed record LocalIssuerOptions(byte[] Key, string Issuer, string Audience)
{
    public const string KeySetting = "Authentication:LocalSigningKey";
    public const string IssuerSetting = "Authentication:Issuer";
    public const string AudienceSetting = "Authentication:Audience";

    // HS256 is as strong as its key: one shorter than the hash weakens it (RFC 7518, 3.2).
    private const int LeastKeyBytes = 32;

    /// <exception cref="InvalidOperationException">A setting is missing or cannot be used; the message names it.</exception>
    public static LocalIssuerOptions From(IConfiguration configuration) => SettingsReader.Require(configuration, Read);

    /// <summary>The app must not start if it cannot identify its callers.</summary>
    internal static LocalIssuerOptions Read(SettingsReader settings) =>
        new(ReadKey(settings), Required(settings, IssuerSetting), Required(settings, AudienceSetting));

    private static byte[] ReadKey(SettingsReader settings)
    {
        var text = Required(settings, KeySetting);
        var key = new byte[text.Length];
        var usable = Convert.TryFromBase64String(text, key, out var length) && length >= LeastKeyBytes;
        if (text.Length > 0 && !usable)
            settings.Fault($"The setting {KeySetting} must be a key of at least {LeastKeyBytes} bytes in base64. Its value is not shown.");
        return key[..length];
    }

    private static string Required(SettingsReader settings, string setting) => settings.Required(
        setting,
        $"The setting {setting} is missing. The app does not start, because it could not authenticate callers. "
        + "The local host sets it; elsewhere add it to the app's settings.");
}
