namespace ChildProtection.Tests.Architecture.Infrastructure;

/// <summary>
/// What storage must hold to beside its doors: who comes is logged, keys are of one kind, the package is only read, seals stay.
/// </summary>
internal static class StorageRules
{
    private const string Policies = "Microsoft.Storage/storageAccounts/blobServices/containers/immutabilityPolicies";

    private const string Accounts = "Microsoft.Storage/storageAccounts";

    /// <summary>The services of an account, and in which accounts it is logged who looked as well as who changed.</summary>
    private static readonly (string Service, string[] Readable)[] Services =
        [("blobServices", ["cpy"]), ("queueServices", []), ("tableServices", ["rec", "acc"])];

    public static IEnumerable<string> Faults(Deployment deployment) =>
        Logs(deployment).Concat(Keys(deployment)).Concat(Package(deployment)).Concat(Seals(deployment));

    private static IEnumerable<string> Logs(Deployment deployment) =>
        from account in deployment.Of(Accounts)
        from service in Services
        let log = deployment.Of("Microsoft.Insights/diagnosticSettings")
            .FirstOrDefault(one => one.Id.Contains($"/{account.Name}/{service.Service}/", StringComparison.Ordinal))
        let readable = service.Readable.Any(kind => account.Name.Contains(kind, StringComparison.Ordinal))
        from category in (string[])["StorageWrite", "StorageDelete", .. readable ? ["StorageRead"] : Array.Empty<string>()]
        where log?.At("properties.logs")?.EnumerateArray().Any(
            one => one.GetProperty("category").GetString() == category && one.GetProperty("enabled").GetBoolean()) != true
        select $"{account.Name}: the log of its {service.Service} lacks {category}";

    /// <summary>By the account's key throughout, so that a key of the authority's can cover tables and queues too.</summary>
    private static IEnumerable<string> Keys(Deployment deployment)
    {
        var expected = deployment.Given("customerKeys") == "true" ? "Microsoft.Keyvault" : "Microsoft.Storage";
        foreach (var account in deployment.Of(Accounts))
        {
            if (account.Text("properties.encryption.keySource") != expected)
                yield return $"{account.Name}: properties.encryption.keySource must be {expected}";
            foreach (var service in (string[])["blob", "queue", "table"])
                if (account.Text($"properties.encryption.services.{service}.keyType") != "Account")
                    yield return $"{account.Name}: {service} must be encrypted by the account's key";
        }

        foreach (var key in deployment.Of("Microsoft.KeyVault/vaults/keys"))
            if (!key.Body.GetRawText().Contains("\"rotate\"", StringComparison.Ordinal))
                yield return $"{key.Name}: the key must be rotated by itself";
        foreach (var bus in deployment.Of("Microsoft.ServiceBus/namespaces"))
            if (expected == "Microsoft.Keyvault" && bus.Text("properties.encryption.keySource") != "Microsoft.KeyVault")
                yield return $"{bus.Name}: must be encrypted by the authority's key too, which Premium alone can";
    }

    /// <summary>The package is read by an identity that nothing else is given to, and never by the app's.</summary>
    private static IEnumerable<string> Package(Deployment deployment)
    {
        const string flex = "properties.functionAppConfig.deployment.storage.authentication.userAssignedIdentityResourceId";
        var readers = deployment.Of("Microsoft.Web/sites").Select(site => site.Text(flex))
            .Concat(deployment.Of("Microsoft.Web/sites/config")
                .Select(settings => settings.Text("properties.WEBSITE_RUN_FROM_PACKAGE_BLOB_MI_RESOURCE_ID")))
            .OfType<string>().ToArray();
        if (readers is not [var reader] || !reader.Contains("package-identity", StringComparison.Ordinal))
            yield return "the package must be read by its own identity";
    }

    private static IEnumerable<string> Seals(Deployment deployment)
    {
        if (!deployment.Of(Policies).Any(policy => policy.Id.Contains("/containers/seals/", StringComparison.Ordinal)))
            yield return "the container of the seals has no immutability policy";
        if (!deployment.IsProduction)
            yield break;
        if (deployment.Given("vaultSettings")?.Contains("Seals__SigningKey", StringComparison.Ordinal) != true)
            yield return "vaultSettings must name the key of the seals in production";
        if (!(int.TryParse(deployment.Given("sealDays"), out var days) && days >= 3650))
            yield return "sealDays must be ten years or more in production";
    }
}
