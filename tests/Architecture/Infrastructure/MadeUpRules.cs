namespace ChildProtection.Tests.Architecture.Infrastructure;

/// <summary>Real data is production's alone: what is deployed elsewhere says that it is made up.</summary>
internal static class MadeUpRules
{
    private static readonly string[] Anybody = ["0.0.0.0/0", "::/0", "Internet", "*"];

    public static IEnumerable<string> Faults(Deployment deployment)
    {
        var expected = deployment.IsProduction ? "of real children" : "made up";
        foreach (var resource in deployment.Resources)
            if (resource.At("tags") is not null && resource.Text("tags.data") != expected)
                yield return $"{resource.Name}: the tag data must be '{expected}'";
        // An open door needs a firewall before it, which the templates leave to the authority (docs/azure.md).
        foreach (var list in (string[])["callerAddresses", "agencyAddresses"])
            if (Anybody.Any(range => deployment.Given(list)?.Contains($"\"{range}\"", StringComparison.Ordinal) == true))
                yield return $"{list} opens the door to everybody";
    }
}
