namespace ChildProtection.Tests.Architecture.Infrastructure;

/// <summary>The host's own doors: their keys lie in a vault, and somebody hears of it when keys are listed. And the way out.</summary>
internal static class DoorRules
{
    private static readonly string[] Listed =
    [
        "Microsoft.Web/sites/host/listKeys/action",
        "Microsoft.Web/sites/publishxml/action",
        "Microsoft.Storage/storageAccounts/listKeys/action",
    ];

    public static IEnumerable<string> Faults(Deployment deployment)
    {
        foreach (var settings in deployment.Of("Microsoft.Web/sites/config"))
            if (settings.Text("properties.AzureWebJobsSecretStorageType") != "keyvault")
                yield return $"{settings.Name}: the keys of the host must lie in a vault";
        foreach (var settings in deployment.Of("Microsoft.Web/sites/config"))
            if (string.IsNullOrEmpty(settings.Text("properties.Agencies")))
                yield return $"{settings.Name}: Agencies must name them, or any code is taken";
        var alerts = deployment.Of("Microsoft.Insights/activityLogAlerts").Select(alert => alert.Body.GetRawText()).ToArray();
        foreach (var operation in Listed)
            if (!alerts.Any(alert => alert.Contains(operation, StringComparison.Ordinal)))
                yield return $"nobody hears of {operation}";
        if (deployment.IsPrivate && !deployment.Of("Microsoft.Network/networkSecurityGroups").Any(ShutsTheWayOut))
            yield return "the app's subnet may reach the whole internet";
    }

    private static bool ShutsTheWayOut(DeployedResource group) =>
        group.Name.EndsWith("-app-rules", StringComparison.Ordinal)
        && group.At("properties.securityRules")!.Value.EnumerateArray().Select(rule => rule.GetProperty("properties")).Any(
            rule => rule.GetProperty("direction").GetString() == "Outbound"
                && rule.GetProperty("access").GetString() == "Deny"
                && rule.GetProperty("destinationAddressPrefix").GetString() is "Internet" or "*");
}
