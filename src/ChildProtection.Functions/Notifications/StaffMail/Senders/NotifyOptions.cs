using System.Text.RegularExpressions;
using ChildProtection.Functions.Platform.Settings;

namespace ChildProtection.Functions.Notifications.StaffMail.Senders;

/// <summary>The account with GOV.UK Notify. Its key comes from the vault, and no fault repeats it.</summary>
internal sealed partial record NotifyOptions
{
    internal const string KeySetting = "Mail:NotifyKey";
    internal const string TemplateSetting = "Mail:NotifyTemplate";
    internal const string AddressSetting = "Mail:NotifyAddress";

    private static readonly Uri Usual = new("https://api.notifications.service.gov.uk/");

    public required string Key { get; init; }

    /// <summary>Id of the template.</summary>
    public required string Template { get; init; }

    public Uri Address { get; init; } = Usual;

    internal static NotifyOptions Read(SettingsReader settings)
    {
        var key = settings.Required(KeySetting, "Mail__NotifyKey is missing. Set it to an API key of the service at GOV.UK Notify.");
        var template = settings.Required(
            TemplateSetting, "Mail__NotifyTemplate is missing. Set it to the id of the e-mail template at GOV.UK Notify.");
        if (key.Length > 0 && !WholeKey().IsMatch(key))
            settings.Fault("Mail__NotifyKey is not a whole API key. Copy it again: its name, the service's id and the secret.");
        if (template.Length > 0 && !Guid.TryParse(template, out _))
            settings.Fault($"Mail__NotifyTemplate is '{template}'; it must be the template's id, which Notify shows under its text.");
        return new NotifyOptions
        {
            Key = key,
            Template = template,
            Address = settings.Address(
                AddressSetting,
                address => address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback),
                text => $"Mail__NotifyAddress is '{text}'; it must be an https address.") ?? Usual,
        };
    }

    [GeneratedRegex("(^|-)[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}-[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$")]
    private static partial Regex WholeKey();
}
