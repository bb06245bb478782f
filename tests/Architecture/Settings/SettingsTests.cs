namespace ChildProtection.Tests.Architecture.Settings;

/// <summary>Every setting that the code reads is described and in the sample, and nothing is described that nobody reads.</summary>
public sealed class SettingsTests
{
    /// <summary>What the sample needs beyond the app's own: the Functions host reads it.</summary>
    private static readonly string[] OfTheHost = ["FUNCTIONS_WORKER_RUNTIME", "AzureWebJobsStorage"];

    [Fact]
    public void Code_SettingsRead_AreDescribedAndInTheSample()
    {
        Assert.True(SettingNames.Code.Count > 20, $"Only {SettingNames.Code.Count} were found in the code.");
        Assert.Empty(SettingNames.Code.Except(SettingNames.Documented));
        Assert.Equal(
            SettingNames.Code.Concat(OfTheHost).Order(StringComparer.Ordinal), SettingNames.Sample.Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Templates_SettingsGiven_AreDescribed()
    {
        Assert.Contains("AzureWebJobsStorage__accountName", SettingNames.Templates);
        Assert.Empty(SettingNames.Templates.Except(SettingNames.Documented));
    }

    [Fact]
    public void Documentation_Settings_AreReadOrGivenToTheHost() =>
        Assert.Empty(SettingNames.Documented.Except(SettingNames.Code).Except(SettingNames.Templates).Except(OfTheHost));

    [Fact]
    public void Templates_WhereTelemetryGoes_IsGiven() =>
        Assert.Empty(SettingNames.Code.Where(name => name.StartsWith("OTEL_", StringComparison.Ordinal)).Except(SettingNames.Templates));

    [Fact]
    public void Templates_WhatTheAppNeedsOnAzure_IsGiven() =>
        Assert.Empty(
            (
                (string[])
                    [
                        "Tables__ServiceUri",
                        "ServiceBus__fullyQualifiedNamespace",
                        "Authentication__Authority",
                        "Authentication__Audience",
                        "Authentication__Clients",
                        "AZURE_CLIENT_ID",
                    ]
            ).Except(SettingNames.Templates));
}
