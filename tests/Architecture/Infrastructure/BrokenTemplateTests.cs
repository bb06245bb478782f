namespace ChildProtection.Tests.Architecture.Infrastructure;

/// <summary>Copies of the templates with one fault each: the compiler or the rules find it.</summary>
[Collection(BicepCollection.Name)]
public sealed class BrokenTemplateTests(BicepCompiler compiler) : IDisposable
{
    private const string Production = "parameters/production.bicepparam";
    private const string Dev = "parameters/dev.bicepparam";

    private readonly DirectoryInfo _copy = Directory.CreateTempSubdirectory("infra-");

    public void Dispose() => _copy.Delete(recursive: true);

    [Theory]
    [InlineData("main.bicep", "param name string", "param name string =", "Error BCP")]
    [InlineData("main.bicep", "'modules/bus.bicep'", "'modules/omnibus.bicep'", "Error BCP091")]
    [InlineData("main.bicep", "    busAddress: bus.outputs.address\n", "", "Error BCP035")]
    [InlineData("main.bicep", "    busAddress: bus.outputs.address\n", "    busAddress: bus.outputs.street\n", "Error BCP053")]
    [InlineData("main.bicep", "    audience: believed\n", "    audience: public\n", "Error BCP057")]
    [InlineData("modules/bus.bicep", "param lock bool\n", "param lock bool\nparam spare bool = false\n", "no-unused-params")]
    [InlineData("modules/bus.bicep", "disableLocalAuth: true", "disableLocalAuht: true", "Warning BCP089")]
    [InlineData(
        "modules/recordStorage.bicep", "guid(storage.id, identityName, ",
        "guid(storage.id, principalId, ", "what-if-short-circuiting")]
    [InlineData(Dev, "param locks = false", "param locks =", "Error BCP")]
    [InlineData(Production, "param busSku = 'Premium'\n", "", "Error BCP258")]
    [InlineData(Production, "param locks = true", "param locks = 'true'", "Error BCP033")]
    [InlineData(Production, "param name = 'cp'", "param name = 'cprotect'", "BCP332")]
    public async Task Compile_BrokenCopy_NamesTheFault(string file, string from, string to, string fault)
    {
        var parameters = Copy(file, from, to);

        var faults = (await compiler.CompileAsync(parameters)).Faults(_copy.FullName);

        Assert.Contains(faults, found => found.Contains(fault, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("modules/hostStorage.bicep", "'TLS1_2'", "'TLS1_0'", "minimumTlsVersion must be")]
    [InlineData("modules/recordStorage.bicep", "allowSharedKeyAccess: false", "allowSharedKeyAccess: true", "allowSharedKeyAccess must be")]
    [InlineData("modules/backup.bicep", "    allowBlobPublicAccess: false\n", "", "allowBlobPublicAccess must be")]
    [InlineData("modules/bus.bicep", "disableLocalAuth: true", "disableLocalAuth: false", "disableLocalAuth must be")]
    [InlineData("modules/functionApp.bicep", "httpsOnly: true", "httpsOnly: false", "httpsOnly must be")]
    [InlineData(
        "modules/keyVault.bicep", "publicNetworkAccess: privateNetwork ? 'Disabled' : 'Enabled'",
        "publicNetworkAccess: 'Enabled'", "must follow privateNetwork")]
    [InlineData(
        "modules/keyVault.bicep", "defaultAction: privateNetwork ? 'Deny' : 'Allow'",
        "defaultAction: 'Allow'", "must be Deny in a private network")]
    [InlineData(
        "modules/keyVault.bicep", "  scope: vault\n  properties: {\n    principalId",
        "  properties: {\n    principalId", "a role needs a scope")]
    [InlineData("modules/keyVault.bicep", "    principalType: 'ServicePrincipal'\n", "", "principalType is missing")]
    [InlineData(
        "modules/keyVault.bicep", "4633458b-17de-408a-b874-0445c86b69e6",
        "8e3af657-a8ff-443c-a75c-2fe8c4bcb635", "gives a role over everything")]
    [InlineData(Production, "param privateNetwork = true", "param privateNetwork = false", "privateNetwork must be true")]
    [InlineData(Production, "param busSku = 'Premium'", "param busSku = 'Standard'", "need busSku 'Premium'")]
    [InlineData(
        Production, "param alertEmails = [readEnvironmentVariable('ALERT_EMAIL')]",
        "param alertEmails = []", "alertEmails must name someone")]
    [InlineData(
        Production, "param locks = true",
        "param locks = true\nparam otlpSettings = { OTEL_EXPORTER_OTLP_TRACES_HEADERS: 'key=abc' }", "otlpSettings holds headers")]
    [InlineData(
        "modules/functionApp.bicep", "scmIpSecurityRestrictionsUseMain: true",
        "scmIpSecurityRestrictionsUseMain: false", "scmIpSecurityRestrictionsUseMain must be")]
    [InlineData("modules/functionApp.bicep", "    AzureWebJobsSecretStorageType: 'keyvault'\n", "", "must lie in a vault")]
    [InlineData("modules/functionApp.bicep", "Agencies: join(agencies, ',')", "Agencies: ''", "or any code is taken")]
    [InlineData("modules/alerts.bicep", "sites/host/listKeys", "sites/host/list", "nobody hears of")]
    [InlineData(
        "modules/network.bicep", "direction: 'Outbound'\n            access: 'Deny'",
        "direction: 'Outbound'\n            access: 'Allow'", "the whole internet")]
    [InlineData("modules/storageLogs.bicep", "{ category: 'StorageWrite', enabled: true }, ", "", "lacks StorageWrite")]
    [InlineData("main.bicep", "accessLogName, reads: ['table']", "accessLogName, reads: []", "tableServices lacks StorageRead")]
    [InlineData("main.bicep", "copyStorageName, reads: ['blob']", "copyStorageName, reads: []", "blobServices lacks StorageRead")]
    [InlineData("main.bicep", "    { name: hostStorageName, reads: [] }\n", "", "queueServices lacks StorageWrite")]
    [InlineData(
        "modules/encryption.bicep", "table: { enabled: true, keyType: 'Account' }", "table: { enabled: true }", "by the account's key")]
    [InlineData(
        "modules/functionApp.bicep", "userAssignedIdentityResourceId: packageIdentityId",
        "userAssignedIdentityResourceId: identityId", "read by its own identity")]
    [InlineData("main.bicep", "data: isLive ? ", "date: isLive ? ", "the tag data must be 'of real children'")]
    [InlineData(
        Production, "param locks = true", "param locks = true\nparam callerAddresses = ['0.0.0.0/0']", "opens the door to everybody")]
    [InlineData(Production, "param sealDays = 27375\n", "", "sealDays must be ten years")]
    [InlineData(Production, "Seals__SigningKey", "Seals__Signing", "must name the key of the seals")]
    public async Task Rules_BrokenCopy_NameTheFault(string file, string from, string to, string fault)
    {
        var parameters = Copy(file, from, to);

        var faults = SecurityRules.Faults(await compiler.DeployAsync(parameters));

        Assert.Contains(faults, found => found.Contains(fault, StringComparison.Ordinal));
    }

    /// <summary>Worked out as a deployment is, so that Azure would refuse it as well.</summary>
    [Theory]
    [InlineData(Dev, "readEnvironmentVariable('LIVE_AUDIENCE')", "toUpper(readEnvironmentVariable('AUDIENCE'))", "may not come here")]
    [InlineData(Dev, "readEnvironmentVariable('LIVE_AUDIENCE')", "''", "production's accounts may not come here")]
    [InlineData("parameters/test.bicepparam", "readEnvironmentVariable('LIVE_AUDIENCE')", "''", "production's accounts may not come")]
    [InlineData(Dev, "param locks = false", "param locks = false\nparam agencyPrincipals = { school: 'x' }", "no agency's system may send")]
    [InlineData(Dev, "param locks = false", "param locks = false\nparam mailSettings = { Mail__Sender: 'smtp' }", "nobody gets mail")]
    public async Task Deploy_RealDataOutsideProduction_IsRefused(string file, string from, string to, string fault)
    {
        var parameters = Copy(file, from, to);

        var refused = await Assert.ThrowsAnyAsync<Exception>(() => compiler.DeployAsync(parameters));

        Assert.Contains(fault, refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("param name = 'AccountKey=abc'", "holds AccountKey=")]
    [InlineData("// sig=abc", "holds sig=")]
    public void Secrets_InAFile_AreNamed(string text, string fault) =>
        Assert.Contains($"file: {fault}", SecurityRules.SecretsIn("file", text));

    /// <summary>A copy with the fault in it; its parameters of production, or those that the fault is in.</summary>
    private string Copy(string file, string from, string to)
    {
        foreach (var source in Directory.GetFiles(TemplateFiles.Infra, "*", SearchOption.AllDirectories))
        {
            var path = Path.GetRelativePath(TemplateFiles.Infra, source).Replace('\\', '/');
            var target = Path.Combine(_copy.FullName, path);
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            var text = File.ReadAllText(source);
            if (path == file)
            {
                Assert.Contains(from, text, StringComparison.Ordinal);
                text = text.Replace(from, to, StringComparison.Ordinal);
            }

            File.WriteAllText(target, text);
        }

        return Path.Combine(_copy.FullName, BicepCompiler.IsParameters(file) ? file : Production);
    }
}
