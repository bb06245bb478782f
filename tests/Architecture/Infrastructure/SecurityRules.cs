using System.Text.Json;

namespace ChildProtection.Tests.Architecture.Infrastructure;

/// <summary>What every installation must hold to: no keys, no old TLS, nothing public by accident, nothing secret in a file.</summary>
internal static class SecurityRules
{
    /// <summary>Per type of resource: where in its body, and the only value that may stand there.</summary>
    private static readonly (string Type, string Place, string Value)[] Settled =
    [
        ("Microsoft.Storage/storageAccounts", "properties.minimumTlsVersion", "\"TLS1_2\""),
        ("Microsoft.Storage/storageAccounts", "properties.supportsHttpsTrafficOnly", "true"),
        ("Microsoft.Storage/storageAccounts", "properties.allowSharedKeyAccess", "false"),
        ("Microsoft.Storage/storageAccounts", "properties.allowBlobPublicAccess", "false"),
        ("Microsoft.Storage/storageAccounts", "properties.allowCrossTenantReplication", "false"),
        ("Microsoft.Storage/storageAccounts/blobServices/containers", "properties.publicAccess", "\"None\""),
        ("Microsoft.ServiceBus/namespaces", "properties.minimumTlsVersion", "\"1.2\""),
        ("Microsoft.ServiceBus/namespaces", "properties.disableLocalAuth", "true"),
        ("Microsoft.KeyVault/vaults", "properties.enableRbacAuthorization", "true"),
        ("Microsoft.KeyVault/vaults", "properties.enablePurgeProtection", "true"),
        ("Microsoft.Web/sites", "properties.httpsOnly", "true"),
        ("Microsoft.Web/sites", "properties.siteConfig.minTlsVersion", "\"1.2\""),
        ("Microsoft.Web/sites", "properties.siteConfig.scmMinTlsVersion", "\"1.2\""),
        ("Microsoft.Web/sites", "properties.siteConfig.ftpsState", "\"Disabled\""),
        ("Microsoft.Web/sites/basicPublishingCredentialsPolicies", "properties.allow", "false"),
        ("Microsoft.Insights/components", "properties.DisableLocalAuth", "true"),
        ("Microsoft.OperationalInsights/workspaces", "properties.features.disableLocalAuth", "true"),
        ("Microsoft.DataFactory/factories", "properties.publicNetworkAccess", "\"Disabled\""),
    ];

    /// <summary>What has a public door that <c>privateNetwork</c> must shut.</summary>
    private static readonly string[] Doored =
        ["Microsoft.Storage/storageAccounts", "Microsoft.ServiceBus/namespaces", "Microsoft.KeyVault/vaults", "Microsoft.Web/sites"];

    /// <summary>Roles over everything; none of them is the least that anything needs.</summary>
    private static readonly string[] TooWide =
        ["8e3af657-a8ff-443c-a75c-2fe8c4bcb635", "b24988ac-6180-42a0-ab88-20f7382dd24c", "18d7d88d-d35e-4fb5-a5c3-7773c20a72d9", "f58310d9-a9f6-439a-9e8d-f62e7b41a168"];

    private static readonly string[] Secrets = ["AccountKey=", "SharedAccessKey=", "sig=", "listKeys(", "listConnectionStrings(", "-----BEGIN", "InstrumentationKey="];

    public static IEnumerable<string> Faults(IReadOnlyList<BicepFile> files, string folder) =>
        files.SelectMany(file => file.Resources.Where(resource => !resource.Existing).SelectMany(resource => Faults(file, resource)))
            .Concat(files.SelectMany(file => SecretsIn(file, folder)))
            .Concat(files.Where(file => file.Using is not null).SelectMany(Parameters));

    private static IEnumerable<string> Faults(BicepFile file, BicepResource resource)
    {
        var where = $"{file.Path}: {resource.Symbol}";
        foreach (var (_, place, value) in Settled.Where(rule => rule.Type == resource.Type))
            if (resource.At(place)?.GetRawText() != value)
                yield return $"{where}: {place} must be {value}";
        if (Doored.Contains(resource.Type) && !MentionsNetwork(resource.At("properties.publicNetworkAccess")))
            yield return $"{where}: properties.publicNetworkAccess must follow privateNetwork";
        if (resource.Type == "Microsoft.Authorization/roleAssignments")
        {
            if (resource.At("scope") is null)
                yield return $"{where}: a role needs a scope of its own; without one it holds for the whole resource group";
            if (resource.At("properties.principalType") is null)
                yield return $"{where}: properties.principalType is missing; a new identity cannot be found without it";
        }

        if (resource.Version is null && !resource.Type[(resource.Type.IndexOf('/', StringComparison.Ordinal) + 1)..].Contains('/'))
            yield return $"{where}: {resource.Type} has no version";
    }

    private static IEnumerable<string> SecretsIn(BicepFile file, string folder)
    {
        var text = File.ReadAllText(Path.Combine(folder, file.Path));
        foreach (var secret in Secrets.Where(secret => text.Contains(secret, StringComparison.OrdinalIgnoreCase)))
            yield return $"{file.Path}: holds {secret}";
        foreach (var role in TooWide.Where(role => text.Contains(role, StringComparison.OrdinalIgnoreCase)))
            yield return $"{file.Path}: gives the role {role} over everything";
    }

    private static IEnumerable<string> Parameters(BicepFile file)
    {
        string? Given(string name) => file.Assignments.TryGetValue(name, out var value) ? value.GetRawText() : null;
        if (Given("otlpSettings") is { } telemetry && telemetry.Contains("_HEADERS", StringComparison.Ordinal))
            yield return $"{file.Path}: otlpSettings holds headers, in which keys are sent; name their secret in vaultSettings";
        var isPrivate = Given("privateNetwork") == "true";
        if (isPrivate && Given("busSku") != "\"Premium\"")
            yield return $"{file.Path}: private endpoints of Service Bus need busSku 'Premium'";
        if (Given("environmentName") != "\"production\"")
            yield break;
        foreach (var name in (string[])["privateNetwork", "locks", "backup", "zoneRedundant"])
            if (Given(name) != "true")
                yield return $"{file.Path}: {name} must be true in production";
        if (Given("recordStorageSku") is not ("\"Standard_RAGZRS\"" or "\"Standard_GZRS\""))
            yield return $"{file.Path}: recordStorageSku must keep a copy in another region in production";
        if (Given("alertEmails") is null or "[]")
            yield return $"{file.Path}: alertEmails must name someone in production";
    }

    private static bool MentionsNetwork(JsonElement? value) => value is { ValueKind: JsonValueKind.Object } expression
        && expression.TryGetProperty("$", out var text)
        && text.GetString() is { } source
        && (source.Contains("privateNetwork", StringComparison.Ordinal) || source.StartsWith("shut ?", StringComparison.Ordinal));
}
