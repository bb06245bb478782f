namespace ChildProtection.Tests.Architecture.Infrastructure;

/// <summary>What every installation must hold to: no keys, no old TLS, nothing public by accident, nothing secret in a file.</summary>
internal static class SecurityRules
{
    private const string Roles = "Microsoft.Authorization/roleAssignments";

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
        ("Microsoft.KeyVault/vaults", "properties.enableSoftDelete", "true"),
        ("Microsoft.Web/sites", "properties.httpsOnly", "true"),
        ("Microsoft.Web/sites", "properties.siteConfig.minTlsVersion", "\"1.2\""),
        ("Microsoft.Web/sites", "properties.siteConfig.scmMinTlsVersion", "\"1.2\""),
        ("Microsoft.Web/sites", "properties.siteConfig.ftpsState", "\"Disabled\""),
        ("Microsoft.Web/sites", "properties.siteConfig.scmIpSecurityRestrictionsUseMain", "true"),
        ("Microsoft.Web/sites/basicPublishingCredentialsPolicies", "properties.allow", "false"),
        ("Microsoft.Insights/components", "properties.DisableLocalAuth", "true"),
        ("Microsoft.OperationalInsights/workspaces", "properties.features.disableLocalAuth", "true"),
        ("Microsoft.DataFactory/factories", "properties.publicNetworkAccess", "\"Disabled\""),
    ];

    /// <summary>
    /// Per type with a public door that a private network shuts: the list of addresses for which it may stay open, and what shuts it to
    /// all others.
    /// </summary>
    private static readonly (string Type, string? Callers, string Place, string Value)[] Doors =
    [
        ("Microsoft.Storage/storageAccounts", null, "properties.networkAcls.defaultAction", "Deny"),
        ("Microsoft.KeyVault/vaults", null, "properties.networkAcls.defaultAction", "Deny"),
        ("Microsoft.Web/sites", "callerAddresses", "properties.siteConfig.ipSecurityRestrictionsDefaultAction", "Deny"),
        ("Microsoft.ServiceBus/namespaces", "agencyAddresses", "", ""),
        ("Microsoft.ServiceBus/namespaces/networkRuleSets", "agencyAddresses", "properties.defaultAction", "Deny"),
    ];

    /// <summary>Roles over everything; none of them is the least that anything needs.</summary>
    private static readonly string[] TooWide =
    [
        "8e3af657-a8ff-443c-a75c-2fe8c4bcb635", // Owner
        "b24988ac-6180-42a0-ab88-20f7382dd24c", // Contributor
        "18d7d88d-d35e-4fb5-a5c3-7773c20a72d9", // User Access Administrator
        "f58310d9-a9f6-439a-9e8d-f62e7b41a168", // Role Based Access Control Administrator
    ];

    private static readonly string[] Secrets =
        ["AccountKey=", "SharedAccessKey=", "sig=", "listKeys(", "listConnectionStrings(", "-----BEGIN", "InstrumentationKey="];

    public static IEnumerable<string> Faults(Deployment deployment) =>
        deployment.Resources.SelectMany(Values)
            .Concat(deployment.IsPrivate ? deployment.Resources.SelectMany(resource => OpenDoors(deployment, resource)) : [])
            .Concat(deployment.Of(Roles).SelectMany(GivenRoles))
            .Concat(Chosen(deployment))
            .Concat(StorageRules.Faults(deployment))
            .Concat(DoorRules.Faults(deployment))
            .Concat(MadeUpRules.Faults(deployment))
            .Select(fault => $"{deployment.Name}: {fault}");

    /// <summary>Secrets in the words of a file, comments too.</summary>
    public static IEnumerable<string> SecretsIn(string name, string text) =>
        Secrets.Where(secret => text.Contains(secret, StringComparison.OrdinalIgnoreCase)).Select(secret => $"{name}: holds {secret}");

    private static IEnumerable<string> Values(DeployedResource resource) =>
        from rule in Settled
        where rule.Type == resource.Type && resource.At(rule.Place)?.GetRawText() != rule.Value
        select $"{resource.Name}: {rule.Place} must be {rule.Value}";

    private static IEnumerable<string> OpenDoors(Deployment deployment, DeployedResource resource)
    {
        foreach (var (_, callers, place, value) in Doors.Where(door => door.Type == resource.Type))
        {
            var open = callers is not null && deployment.Lists(callers);
            if (!open && resource.Text("properties.publicNetworkAccess") != "Disabled")
                yield return $"{resource.Name}: properties.publicNetworkAccess must follow privateNetwork";
            if (place.Length > 0 && resource.Text(place) != value)
                yield return $"{resource.Name}: {place} must be {value} in a private network";
        }
    }

    private static IEnumerable<string> GivenRoles(DeployedResource role)
    {
        if (!role.Scope.Contains("/providers/", StringComparison.Ordinal))
            yield return $"{role.Name}: a role needs a scope of its own; without one it holds for the whole resource group";
        if (role.Text("properties.principalType") is null)
            yield return $"{role.Name}: properties.principalType is missing; a new identity cannot be found without it";
        if (TooWide.Any(wide => role.Text("properties.roleDefinitionId")!.EndsWith(wide, StringComparison.OrdinalIgnoreCase)))
            yield return $"{role.Name}: gives a role over everything";
    }

    /// <summary>What a parameters file chooses.</summary>
    private static IEnumerable<string> Chosen(Deployment deployment)
    {
        if (deployment.Given("otlpSettings")?.Contains("_HEADERS", StringComparison.Ordinal) == true)
            yield return "otlpSettings holds headers, in which keys are sent; name their secret in vaultSettings";
        if (deployment.IsPrivate && deployment.Given("busSku") != "\"Premium\"")
            yield return "private endpoints of Service Bus need busSku 'Premium'";
        if (!deployment.IsProduction)
            yield break;
        foreach (var name in (string[])["privateNetwork", "locks", "backup", "zoneRedundant"])
            if (deployment.Given(name) != "true")
                yield return $"{name} must be true in production";
        if (deployment.Given("recordStorageSku") is not ("\"Standard_RAGZRS\"" or "\"Standard_GZRS\""))
            yield return "recordStorageSku must keep a copy in another region in production";
        if (!deployment.Lists("alertEmails"))
            yield return "alertEmails must name someone in production";
    }
}
