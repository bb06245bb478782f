using ChildProtection.Functions.Platform.Settings;
using Microsoft.Extensions.Configuration;
using MimeKit;

namespace ChildProtection.Functions.Notifications.StaffMail.Senders;

/// <summary>What delivers mail to people.</summary>
internal enum MailService
{
    /// <summary>Nothing: messages to people are received and dropped, or something else takes them.</summary>
    None,

    /// <summary>Files in a folder.</summary>
    Files,

    Smtp,

    /// <summary>GOV.UK Notify.</summary>
    Notify,
}

/// <summary>How mail to people is sent, and what stands in it.</summary>
internal sealed record MailOptions
{
    internal const string FolderSetting = "Notifications:MailFolder";
    internal const string SenderSetting = "Mail:Sender";
    internal const string FromSetting = "Mail:From";
    internal const string DomainSetting = "Mail:Domain";
    internal const string AddressFileSetting = "Mail:AddressFile";
    internal const string WebAddressSetting = "Web:Address";

    /// <summary>Never anybody's (RFC 2606): mail in files goes nowhere.</summary>
    private const string NoDomain = "childprotection.invalid";

    public MailService Service { get; init; }

    /// <summary>The folder for files; null where there is none.</summary>
    public string? Folder { get; init; }

    /// <summary>The sender's address.</summary>
    public string From { get; init; } = $"no-reply@{NoDomain}";

    /// <summary>Domain of the addresses made from account ids; null where none is made.</summary>
    public string? Domain { get; init; }

    /// <summary>File of addresses by account and role.</summary>
    public string? AddressFile { get; init; }

    /// <summary>Where people open a case; null where they have no pages.</summary>
    public Uri? WebAddress { get; init; }

    /// <exception cref="InvalidOperationException">A setting is missing or invalid; the message names it.</exception>
    public static MailOptions Of(IConfiguration configuration) => SettingsReader.Require(configuration, Read);

    internal static MailOptions Read(SettingsReader settings)
    {
        var folder = settings.Text(FolderSetting);
        var service = ReadService(settings, folder);
        var from = settings.Text(FromSetting);
        if (from is not null && !IsAddress(from))
            settings.Fault("Mail__From is not an address alone, such as no-reply@authority.gov.uk.");
        if (from is null && service == MailService.Smtp)
            settings.Fault("Mail__From is missing. Set it to the address that mail is sent from.");
        var domain = settings.Text(DomainSetting);
        if (domain is not null && Uri.CheckHostName(domain) != UriHostNameType.Dns)
            settings.Fault($"Mail__Domain is '{domain}'; it must be a domain alone, such as authority.gov.uk.");
        return new MailOptions
        {
            Service = service,
            Folder = folder,
            From = from is not null && IsAddress(from) ? from : $"no-reply@{NoDomain}",
            Domain = domain ?? (service == MailService.Files ? NoDomain : null),
            AddressFile = settings.Text(AddressFileSetting),
            WebAddress = settings.Address(
                WebAddressSetting,
                address => address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback),
                text => $"Web__Address is '{text}'; it must be the https address of the pages, such as https://cases.authority.gov.uk/."),
        };
    }

    internal static bool IsAddress(string text) =>
        MailboxAddress.TryParse(text, out var mailbox) && mailbox.Address == text && text.Contains('@', StringComparison.Ordinal);

    private static MailService ReadService(SettingsReader settings, string? folder)
    {
        switch (settings.Text(SenderSetting))
        {
            case null:
                return folder is null ? MailService.None : MailService.Files;
            case "files":
                if (folder is null)
                    settings.Fault("Notifications__MailFolder is missing. Set it to the folder for mail, or set Mail__Sender otherwise.");
                return MailService.Files;
            case "smtp":
                return MailService.Smtp;
            case "notify":
                return MailService.Notify;
            case var other:
                settings.Fault($"Mail__Sender is '{other}'; it must be files, smtp or notify.");
                return MailService.None;
        }
    }
}
