namespace ChildProtection.Tests.Architecture.Infrastructure;

/// <summary>Who has which role on what: each is there for a reason that docs/azure.md tells, and there is no other.</summary>
[Collection(BicepCollection.Name)]
public sealed class RoleTests(BicepCompiler compiler)
{
    private static readonly Dictionary<string, string> Names = new(StringComparer.Ordinal)
    {
        ["b7e6dc6d-f1e8-4753-8033-0f276bb0955b"] = "Storage Blob Data Owner",
        ["2a2b9908-6ea1-4ae2-8e65-a410df84e7d1"] = "Storage Blob Data Reader",
        ["e147488a-f6f5-4113-8e2d-b22465e65bf6"] = "Key Vault Crypto Service Encryption User",
        ["ba92f5b4-2d11-453d-a403-e96b0029c9fe"] = "Storage Blob Data Contributor",
        ["974c5e8b-45b9-4653-ba55-5f855dd0fb88"] = "Storage Queue Data Contributor",
        ["0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3"] = "Storage Table Data Contributor",
        ["76199698-9eea-4c19-bc75-cec21354c6b6"] = "Storage Table Data Reader",
        ["4f6d3b9b-027b-4f4c-9142-0e5a2a2247e0"] = "Service Bus Data Receiver",
        ["69a216fc-b8fb-44d8-bc22-1f3c2cd27a39"] = "Service Bus Data Sender",
        ["4633458b-17de-408a-b874-0445c86b69e6"] = "Key Vault Secrets User",
        ["b86a8fe4-44ce-4948-aee5-eccb2c155cd7"] = "Key Vault Secrets Officer",
        ["3913510d-42f4-4e42-8a64-420c390055eb"] = "Monitoring Metrics Publisher",
        ["0ad04412-c4d5-4796-b79c-f76d14c8d402"] = "Durable Task Data Contributor",
    };

    private static readonly string[] OfProduction =
    [
        "app: Storage Blob Data Owner on storageAccounts/hst",
        "app: Storage Queue Data Contributor on storageAccounts/hst",
        "app: Storage Table Data Contributor on storageAccounts/hst",
        "app: Storage Table Data Contributor on storageAccounts/rec",
        "app: Storage Table Data Contributor on tables/Access",
        "package: Storage Blob Data Reader on containers/app-package",
        "deployer: Storage Blob Data Contributor on containers/app-package",
        "seal: Storage Blob Data Contributor on containers/seals",
        "app: Service Bus Data Receiver on queues/agency-events",
        "app: Service Bus Data Sender on queues/agency-events",
        "app: Service Bus Data Sender on topics/case-notifications",
        "app: Service Bus Data Receiver on case-notifications/subscriptions/people",
        .. ((string[])["school", "police", "health"]).SelectMany(agency => (string[])
        [
            $"app: Service Bus Data Receiver on case-notifications/subscriptions/{agency}",
            $"app: Service Bus Data Receiver on agency-{agency}/subscriptions/agency-events",
        ]),
        "app: Key Vault Secrets User on vaults/kv",
        "app: Key Vault Secrets Officer on vaults/hk",
        "app: Monitoring Metrics Publisher on components/insights",
        "copy: Storage Table Data Reader on storageAccounts/rec",
        "copy: Storage Table Data Reader on storageAccounts/acc",
        "copy: Storage Blob Data Contributor on storageAccounts/cpy",
    ];

    /// <summary>What a name with a hash in it says of itself.</summary>
    private static readonly string[] Kinds = ["hst", "rec", "acc", "cpy", "kv", "hk", "insights", "dts"];

    [Fact]
    public async Task Roles_OfProduction_AreTheLeast()
    {
        var deployment = await compiler.DeployAsync(TemplateFiles.Full("infra/parameters/production.bicepparam"));

        Assert.Equal(OfProduction.Order(StringComparer.Ordinal), Given(deployment).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Roles_OfAnAgency_AreOnItsOwnEntities()
    {
        var deployment = await compiler.DeployAsync(TemplateFiles.Full("tests/Architecture/Infrastructure/Parameters/premium.bicepparam"));

        string[] own =
        [
            "agency: Service Bus Data Receiver on case-notifications/subscriptions/school",
            "agency: Service Bus Data Sender on topics/agency-school",
        ];
        var given = Given(deployment).Where(role => role.StartsWith("agency:", StringComparison.Ordinal));
        Assert.Equal(own, given.Order(StringComparer.Ordinal));
    }

    /// <summary>An authority's own key is used by an identity that may wrap with that key, and do nothing else.</summary>
    [Fact]
    public async Task Roles_OfTheAuthoritysKey_AreOnTheKeyAlone()
    {
        var deployment = await compiler.DeployAsync(TemplateFiles.Full("tests/Architecture/Infrastructure/Parameters/premium.bicepparam"));

        var given = Given(deployment).Where(role => role.StartsWith("key:", StringComparison.Ordinal));
        Assert.Equal(["key: Key Vault Crypto Service Encryption User on keys/record"], given);
    }

    private static IEnumerable<string> Given(Deployment deployment) =>
        from role in deployment.Of("Microsoft.Authorization/roleAssignments")
        let name = Names[role.Text("properties.roleDefinitionId")!.Split('/')[^1]]
        select $"{Who(role.Text("properties.principalId")!)}: {name} on {Place(role.Scope)}";

    private static string Who(string principal) =>
        principal.Contains("seal-identity", StringComparison.Ordinal) ? "seal"
        : principal.Contains("package-identity", StringComparison.Ordinal) ? "package"
        : principal.Contains("key-identity", StringComparison.Ordinal) ? "key"
        : principal.EndsWith("-000000000005", StringComparison.Ordinal) ? "deployer"
        : principal.Contains("/userAssignedIdentities/", StringComparison.Ordinal) ? "app"
        : principal.Contains("/factories/", StringComparison.Ordinal) ? "copy"
        : "agency";

    /// <summary>The last two names of an id, a subscription's three.</summary>
    private static string Place(string scope)
    {
        var names = scope.Split('/');
        return names[^2] switch
        {
            "subscriptions" => string.Join('/', names[^3..]),
            "queues" or "topics" or "keys" => string.Join('/', names[^2..]),
            _ => $"{names[^2]}/{Kind(names[^1])}",
        };
    }

    private static string Kind(string name) => Kinds.FirstOrDefault(kind => name.Contains(kind, StringComparison.Ordinal)) ?? name;
}
