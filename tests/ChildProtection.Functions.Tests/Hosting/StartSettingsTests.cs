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
    [InlineData("OTEL_EXPORTER_OTLP_PROTOCOL", "http/json", "OTEL_EXPORTER_OTLP_PROTOCOL is 'http/json'")]
    [InlineData("Tables:Key", "x", "Tables__Key is not a setting")]
    public void Faults_OneWrong_NameIt(string setting, string value, string said) =>
        Assert.StartsWith(said, Assert.Single(Faults(new() { [setting] = value })), StringComparison.Ordinal);

    private static IEnumerable<string> Faults(Dictionary<string, string?> changed) =>
        StartSettings.Faults(new ConfigurationBuilder().AddInMemoryCollection(Azure).AddInMemoryCollection(changed).Build());
}
