using System.Text.RegularExpressions;

namespace ChildProtection.Tests.Architecture.Infrastructure;

/// <summary>
/// The templates in infra/ without their compiler: every file parses by the grammar, modules and parameters fit together, and the rules of security
/// hold. What only the compiler and Azure know (types of resources, quotas, names taken) is not seen here.
/// </summary>
public sealed partial class InfrastructureTests : IDisposable
{
    private static readonly string Infra = Path.Combine(Repository.Root, "infra");
    private static readonly Lazy<IReadOnlyList<BicepFile>> Files = new(() => BicepFile.ReadAll(Infra)[0]);

    private readonly DirectoryInfo _copies = Directory.CreateTempSubdirectory("infra-");

    public void Dispose() => _copies.Delete(recursive: true);

    [Fact]
    public void Templates_AsTheyAre_ParseAndFitTogether()
    {
        Assert.True(Files.Value.Count > 15, $"Only {Files.Value.Count} files were read.");
        Assert.Empty(Fit.Faults(Files.Value));
    }

    [Fact]
    public void Templates_AsTheyAre_HoldTheRulesOfSecurity() => Assert.Empty(SecurityRules.Faults(Files.Value, Infra));

    [Fact]
    public void Parameters_Environments_AreDevTestAndProduction()
    {
        Assert.Equal(["dev", "production", "test"], Files.Value.Where(file => file.Using is not null).Select(file => Path.GetFileNameWithoutExtension(file.Path)).Order());
        Assert.Equal("false", Of("dev").Assignments["privateNetwork"].GetRawText());
        Assert.Equal("true", Of("test").Assignments["privateNetwork"].GetRawText());

        static BicepFile Of(string environment) => Files.Value.Single(file => file.Path == $"parameters/{environment}.bicepparam");
    }

    /// <summary>Alerts look for words in logs; whoever rewords a message would otherwise silence its alert.</summary>
    [Fact]
    public void Alerts_WordsTheyLookFor_AreLogged()
    {
        var messages = Repository.Lines("src/ChildProtection.Functions").Where(line => line.Text.Contains("[LoggerMessage(", StringComparison.Ordinal)).Select(line => line.Text).ToArray();
        var words = Looked().Matches(File.ReadAllText(Path.Combine(Infra, "modules/alerts.bicep"))).Select(match => match.Groups[1].Value).ToArray();
        Assert.True(words.Length >= 6, $"Only {words.Length} phrases are looked for.");
        Assert.All(words, word => Assert.Contains(messages, message => message.Contains(word, StringComparison.Ordinal)));
    }

    [Fact]
    public void Check_BrokenCopies_AreDetected()
    {
        (string File, string From, string To, string Fault)[] breaks =
        [
            ("main.bicep", "param name string", "param name string =", "not Bicep"),
            ("parameters/dev.bicepparam", "param locks = false", "param locks =", "not Bicep"),
            ("main.bicep", "'modules/bus.bicep'", "'modules/omnibus.bicep'", "does not exist"),
            ("main.bicep", "    busAddress: bus.outputs.address\n", "", "busAddress is not given"),
            ("main.bicep", "    busAddress: bus.outputs.address\n", "    busAddress: bus.outputs.street\n", "no output street"),
            ("main.bicep", "    insightsId: monitoring.outputs.insightsId\n", "    insightsId: monitoring.outputs.insightsId\n    more: 1\n", "no parameter more"),
            ("main.bicep", "    audience: audience\n", "    audience: public\n", "nothing is called public"),
            ("modules/bus.bicep", "param lock bool\n", "param lock bool\nparam spare bool\n", "spare is never used"),
            ("parameters/production.bicepparam", "param busSku = 'Premium'\n", "", "busSku is not given"),
            ("parameters/production.bicepparam", "param locks = true", "param locks = 'true'", "locks is to be bool"),
            ("modules/hostStorage.bicep", "'TLS1_2'", "'TLS1_0'", "minimumTlsVersion"),
            ("modules/recordStorage.bicep", "allowSharedKeyAccess: false", "allowSharedKeyAccess: true", "allowSharedKeyAccess"),
            ("modules/backup.bicep", "    allowBlobPublicAccess: false\n", "", "allowBlobPublicAccess"),
            ("modules/bus.bicep", "disableLocalAuth: true", "disableLocalAuth: false", "disableLocalAuth"),
            ("modules/functionApp.bicep", "httpsOnly: true", "httpsOnly: false", "httpsOnly"),
            ("modules/keyVault.bicep", "publicNetworkAccess: privateNetwork ? 'Disabled' : 'Enabled'", "publicNetworkAccess: 'Enabled'", "must follow privateNetwork"),
            ("modules/keyVault.bicep", "  scope: vault\n  properties: {\n    principalId", "  properties: {\n    principalId", "a role needs a scope"),
            ("parameters/production.bicepparam", "param privateNetwork = true", "param privateNetwork = false", "privateNetwork must be true"),
            ("parameters/dev.bicepparam", "param locks = false", "param locks = false\nparam otlpSettings = { OTEL_EXPORTER_OTLP_TRACES_HEADERS: 'key=abc' }", "otlpSettings holds headers"),
            ("parameters/dev.bicepparam", "param name = 'cpdev'", "param name = 'AccountKey=abc'", "holds AccountKey="),
        ];
        var folders = breaks.Select((one, index) => Copy(index, one.File, one.From, one.To)).ToArray();
        var found = BicepFile.ReadAll(folders).Select((files, index) => Fit.Faults(files).Concat(SecurityRules.Faults(files, folders[index])).ToArray()).ToArray();
        Assert.All(breaks.Zip(found), pair => Assert.Contains(pair.Second, fault => fault.Contains(pair.First.Fault, StringComparison.Ordinal)));
    }

    private string Copy(int number, string file, string from, string to)
    {
        var folder = Path.Combine(_copies.FullName, number.ToString(System.Globalization.CultureInfo.InvariantCulture));
        foreach (var source in Files.Value)
        {
            var target = Path.Combine(folder, source.Path);
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            var text = File.ReadAllText(Path.Combine(Infra, source.Path));
            if (source.Path == file)
            {
                Assert.Contains(from, text, StringComparison.Ordinal);
                text = text.Replace(from, to, StringComparison.Ordinal);
            }

            File.WriteAllText(target, text);
        }

        return folder;
    }

    [GeneratedRegex("message has \"([^\"]+)\"")]
    private static partial Regex Looked();
}
