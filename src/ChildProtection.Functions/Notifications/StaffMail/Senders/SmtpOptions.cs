using ChildProtection.Functions.Platform.Settings;
using MailKit.Security;

namespace ChildProtection.Functions.Notifications.StaffMail.Senders;

/// <summary>The mail server. Its password comes from the vault, and no fault repeats it.</summary>
internal sealed record SmtpOptions
{
    internal const string HostSetting = "Mail:SmtpHost";
    internal const string PortSetting = "Mail:SmtpPort";
    internal const string SecuritySetting = "Mail:SmtpSecurity";
    internal const string UserSetting = "Mail:SmtpUser";
    internal const string PasswordSetting = "Mail:SmtpPassword";

    public required string Host { get; init; }

    public int Port { get; init; } = 587;

    public SecureSocketOptions Security { get; init; } = SecureSocketOptions.StartTls;

    /// <summary>Null for a server that asks for none.</summary>
    public string? User { get; init; }

    public string? Password { get; init; }

    internal static SmtpOptions Read(SettingsReader settings)
    {
        var host = settings.Required(HostSetting, "Mail__SmtpHost is missing. Set it to the host name of the mail server.");
        var options = new SmtpOptions
        {
            Host = host,
            Port = settings.Number(PortSetting, 587, 1, 65_535),
            Security = ReadSecurity(settings, host),
            User = settings.Text(UserSetting),
            Password = settings.Text(PasswordSetting),
        };
        if (options.User is null != options.Password is null)
            settings.Fault("Mail__SmtpUser and Mail__SmtpPassword belong together. Set both, or neither.");
        return options;
    }

    private static SecureSocketOptions ReadSecurity(SettingsReader settings, string host)
    {
        switch (settings.Text(SecuritySetting))
        {
            case null or "startTls":
                return SecureSocketOptions.StartTls;
            case "tls":
                return SecureSocketOptions.SslOnConnect;
            // Mail about a child, and the password, would cross the network in the open.
            case "none" when host is "localhost" or "127.0.0.1" or "::1":
                return SecureSocketOptions.None;
            case "none":
                settings.Fault("Mail__SmtpSecurity is none, which only a server on this machine may have. Set startTls or tls.");
                return SecureSocketOptions.StartTls;
            case var other:
                settings.Fault($"Mail__SmtpSecurity is '{other}'; it must be startTls or tls, or none for a server on this machine.");
                return SecureSocketOptions.StartTls;
        }
    }
}
