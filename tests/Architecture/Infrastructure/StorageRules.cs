namespace ChildProtection.Tests.Architecture.Infrastructure;

/// <summary>What storage must hold to beside its doors: writes and deletions are logged, and seals cannot be changed.</summary>
internal static class StorageRules
{
    private const string Policies = "Microsoft.Storage/storageAccounts/blobServices/containers/immutabilityPolicies";

    public static IEnumerable<string> Faults(Deployment deployment) => Logs(deployment).Concat(Seals(deployment));

    private static IEnumerable<string> Logs(Deployment deployment) =>
        from log in deployment.Of("Microsoft.Insights/diagnosticSettings")
        where log.Id.Contains("/storageAccounts/", StringComparison.Ordinal)
        from category in (string[])["StorageWrite", "StorageDelete"]
        where log.At("properties.logs")?.EnumerateArray().Any(
            one => one.GetProperty("category").GetString() == category && one.GetProperty("enabled").GetBoolean()) != true
        select $"{log.Id}: properties.logs lacks {category}";

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
