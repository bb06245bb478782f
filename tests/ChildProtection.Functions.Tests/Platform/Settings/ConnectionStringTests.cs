using ChildProtection.Functions.Hosting;
using ChildProtection.Functions.Platform.Settings;
using Microsoft.Extensions.Configuration;

namespace ChildProtection.Functions.Tests.Platform.Settings;

/// <summary>A connection string that cannot be used is named by its setting; what it says may be a key, and is never told.</summary>
public sealed class ConnectionStringTests
{
    private const string Key = "c2VjcmV0LXNlY3JldC1zZWNyZXQ=";

    public static TheoryData<string> BrokenTables =>
    [
        Key,
        $"AccountKey={Key}",
        $"DefaultEndpointsProtocol=https;AccountKey={Key};EndpointSuffix=core.windows.net",
        $"DefaultEndpointsProtocol=https;AccountName=record;AccountKey=%{Key}",
        $"DefaultEndpointsProtocol=https;AccountName=record;AccountKey={Key};Unknown",
        $"TableEndpoint=not an address;AccountName=record;AccountKey={Key}",
        $"Endpoint=sb://cp-bus.servicebus.windows.net/;SharedAccessKeyName=app;SharedAccessKey={Key}",
        $"DefaultEndpointsProtocol=http;AccountName=record;AccountKey={Key};TableEndpoint=http://record.example/record;",
    ];

    public static TheoryData<string> BrokenBus =>
    [
        Key,
        $"SharedAccessKeyName=app;SharedAccessKey={Key}",
        $"Endpoint=sb://cp-bus.servicebus.windows.net/;SharedAccessKey={Key}",
        $"Endpoint=sb://cp-bus.servicebus.windows.net/;SharedAccessKeyName={Key}",
        $"Endpoint={Key};SharedAccessKeyName=app;SharedAccessKey={Key}",
        $"Endpoint=sb://cp-bus.servicebus.windows.net/;SharedAccessKeyName=app;SharedAccessKey={Key};SharedAccessSignature",
        $"DefaultEndpointsProtocol=https;AccountName=record;AccountKey={Key}",
    ];

    [Theory]
    [MemberData(nameof(BrokenTables))]
    public void Faults_ABrokenTablesConnection_NameItAndKeepItsKey(string text) =>
        AssertNamed(
            "Tables__ConnectionString",
            Faults(("Tables:ConnectionString", text), ("ServiceBus:fullyQualifiedNamespace", "cp-bus.example")));

    [Theory]
    [MemberData(nameof(BrokenBus))]
    public void Faults_ABrokenBusConnection_NameItAndKeepItsKey(string text) =>
        AssertNamed("ServiceBus", Faults(("ServiceBus", text), ("Tables:ServiceUri", "https://record.table.core.windows.net")));

    [Fact]
    public void Faults_AConnectionStringInAnAddressSetting_NameItAndKeepItsKey()
    {
        var faults = Faults(
            ("Tables:ServiceUri", $"DefaultEndpointsProtocol=https;AccountName=record;AccountKey={Key}"),
            ("ServiceBus:fullyQualifiedNamespace", $"Endpoint=sb://cp-bus.example/;SharedAccessKeyName=app;SharedAccessKey={Key}"));

        Assert.Equal(2, faults.Length);
        AssertNamed("Tables__ServiceUri", [faults[0]]);
        AssertNamed("ServiceBus__fullyQualifiedNamespace", [faults[1]]);
    }

    [Theory]
    [InlineData("UseDevelopmentStorage=true")]
    [InlineData($"DefaultEndpointsProtocol=https;AccountName=record;AccountKey={Key};EndpointSuffix=core.windows.net")]
    [InlineData($"DefaultEndpointsProtocol=http;AccountName=record;AccountKey={Key};TableEndpoint=http://127.0.0.1:10002/record;")]
    public void IsOfTables_AUsableOne_IsTrue(string text) => Assert.True(ConnectionStrings.IsOfTables(text));

    [Theory]
    [InlineData($"Endpoint=sb://cp-bus.servicebus.windows.net/;SharedAccessKeyName=app;SharedAccessKey={Key}")]
    [InlineData($"Endpoint=sb://localhost:5672;SharedAccessKeyName=app;SharedAccessKey={Key};UseDevelopmentEmulator=true")]
    public void IsOfBus_AUsableOne_IsTrue(string text) => Assert.True(ConnectionStrings.IsOfBus(text));

    private static void AssertNamed(string setting, string[] faults)
    {
        var fault = Assert.Single(faults);
        Assert.StartsWith($"{setting} is not a", fault, StringComparison.Ordinal);
        Assert.DoesNotContain(Key.TrimEnd('='), fault, StringComparison.Ordinal);
    }

    private static string[] Faults(params (string Name, string Value)[] settings) =>
        [.. StartSettings.Faults(
            new ConfigurationBuilder().AddInMemoryCollection(settings.ToDictionary(one => one.Name, string? (one) => one.Value)).Build())];
}
