using ChildProtection.Functions.Hosting;
using Microsoft.Extensions.Configuration;

namespace ChildProtection.Functions.Tests.Hosting;

/// <summary>What is wrong with the settings is said at the start, all of it, by name.</summary>
public sealed class StartSettingsTests
{
    private static readonly Dictionary<string, string?> Azure = new()
    {
        ["Tables:ServiceUri"] = "https://record.table.core.windows.net",
        ["ServiceBus:fullyQualifiedNamespace"] = "cp-bus.servicebus.windows.net",
        ["ServiceBus:credential"] = "managedidentity",
        ["ServiceBus:clientId"] = "00000000-0000-0000-0000-000000000001",
        ["Authentication:Authority"] = "https://login.microsoftonline.com/00000000-0000-0000-0000-000000000002/v2.0",
        ["Authentication:Audience"] = "00000000-0000-0000-0000-000000000003",
    };

    [Fact]
    public void Faults_AsTheTemplatesSetThem_AreNone() => Assert.Empty(Faults([]));

    [Fact]
    public void Faults_NothingSet_NameBothStores()
    {
        var faults = StartSettings.Faults(new ConfigurationBuilder().Build()).ToArray();

        Assert.Equal(2, faults.Length);
        Assert.StartsWith("Tables__ServiceUri is missing", faults[0], StringComparison.Ordinal);
        Assert.StartsWith("ServiceBus__fullyQualifiedNamespace is missing", faults[1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Tables:ServiceUri", "record", "Tables__ServiceUri is not an https address")]
    [InlineData("Tables:ServiceUri", "http://record.example", "Tables__ServiceUri is not an https address")]
    [InlineData("Tables:AccessLogServiceUri", "http://log.example", "Tables__AccessLogServiceUri is not an https address")]
    [InlineData(
        "ServiceBus:fullyQualifiedNamespace",
        "sb://cp-bus.servicebus.windows.net/",
        "ServiceBus__fullyQualifiedNamespace is not a host name alone")]
    [InlineData(
        "Authentication:TeamClame", "team", "Authentication__TeamClame is not a setting. Authentication has Authentication__Authority")]
    [InlineData("Limits:PerMinute", "5", "Limits__PerMinute is not a setting")]
    [InlineData("Notifications:Folder", "mail", "Notifications__Folder is not a setting")]
    [InlineData("Agencies", "school,Police", "Agencies names 'Police'")]
    [InlineData("Agencies", "people", "Agencies names 'people'")]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT", "localhost:4317", "OTEL_EXPORTER_OTLP_ENDPOINT is 'localhost:4317'")]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT", "http://receiver.example:4317", "OTEL_EXPORTER_OTLP_ENDPOINT is 'http://receiver")]
    [InlineData("OTEL_EXPORTER_OTLP_PROTOCOL", "http/json", "OTEL_EXPORTER_OTLP_PROTOCOL is 'http/json'")]
    [InlineData("Tables:Key", "x", "Tables__Key is not a setting")]
    public void Faults_OneWrong_NameIt(string setting, string value, string said) =>
        Assert.StartsWith(said, Assert.Single(Faults(new() { [setting] = value })), StringComparison.Ordinal);

    [Theory]
    [InlineData("Mail:Sender=pigeon", "Mail__Sender is 'pigeon'; it must be files, smtp or notify.")]
    [InlineData("Mail:Sender=files", "Notifications__MailFolder is missing")]
    [InlineData("Mail:Sender=smtp;Mail:SmtpHost=mail.example", "Mail__From is missing")]
    [InlineData("Mail:Sender=smtp;Mail:From=a@b.example", "Mail__SmtpHost is missing")]
    [InlineData("Mail:Sender=smtp;Mail:From=a@b.example;Mail:SmtpHost=mail.example;Mail:SmtpSecurity=none", "Mail__SmtpSecurity is none")]
    [InlineData("Mail:Sender=smtp;Mail:From=a@b.example;Mail:SmtpHost=mail.example;Mail:SmtpPassword=Zqsecret", "Mail__SmtpUser and")]
    [InlineData("Mail:Sender=notify;Mail:NotifyTemplate=00000000-0000-4000-8000-000000000001", "Mail__NotifyKey is missing")]
    [InlineData(
        "Mail:Sender=notify;Mail:NotifyTemplate=00000000-0000-4000-8000-000000000001;Mail:NotifyKey=Zqsecret",
        "Mail__NotifyKey is not a whole API key")]
    [InlineData("Mail:From=Me <a@b.example>", "Mail__From is not an address alone")]
    [InlineData("Mail:Domain=https://authority.example", "Mail__Domain is 'https://authority.example'")]
    [InlineData("Web:Address=http://cases.example", "Web__Address is 'http://cases.example'")]
    [InlineData("Mail:Sendr=smtp", "Mail__Sendr is not a setting")]
    public void Faults_OfMail_NameTheSettingAndNoSecret(string settings, string said)
    {
        var set = settings.Split(';').Select(one => one.Split('=', 2)).ToDictionary(one => one[0], one => (string?)one[1]);

        var fault = Assert.Single(Faults(set));

        Assert.StartsWith(said, fault, StringComparison.Ordinal);
        Assert.DoesNotContain("Zqsecret", fault, StringComparison.Ordinal);
    }

    private static IEnumerable<string> Faults(Dictionary<string, string?> changed) =>
        StartSettings.Faults(new ConfigurationBuilder().AddInMemoryCollection(Azure).AddInMemoryCollection(changed).Build());
}
