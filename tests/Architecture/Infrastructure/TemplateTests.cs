using System.Text.Json;

namespace ChildProtection.Tests.Architecture.Infrastructure;

/// <summary>
/// The templates in infra/, by Bicep's own compiler: they compile, its linter has nothing to say, and what they would deploy holds to
/// the rules of security.
/// </summary>
[Collection(BicepCollection.Name)]
public sealed class TemplateTests(BicepCompiler compiler)
{
    public static TheoryData<string> Files { get; } = [.. TemplateFiles.All];

    public static TheoryData<string> Parameters { get; } = [.. TemplateFiles.Parameters];

    [Theory]
    [MemberData(nameof(Files))]
    public async Task Compile_EachFile_GivesNoErrorNoWarningAndNoHint(string file)
    {
        var compiled = await compiler.CompileAsync(TemplateFiles.Full(file));

        Assert.Empty(compiled.Faults(Repository.Root));
        Assert.True(compiled.Success, file);
    }

    [Theory]
    [MemberData(nameof(Files))]
    public async Task Format_EachFile_ChangesNothing(string file) => Assert.Null(await compiler.FormatAsync(TemplateFiles.Full(file)));

    [Theory]
    [MemberData(nameof(Parameters))]
    public async Task Deployment_OfEachParametersFile_HoldsTheRulesOfSecurity(string file)
    {
        var deployment = await compiler.DeployAsync(TemplateFiles.Full(file));

        Assert.True(deployment.Resources.Count > 40, $"Only {deployment.Resources.Count} resources were found.");
        Assert.Empty(SecurityRules.Faults(deployment));
    }

    [Fact]
    public void Files_AsTheyAre_HoldNoSecret() =>
        Assert.Empty(TemplateFiles.All.SelectMany(file => SecurityRules.SecretsIn(file, File.ReadAllText(TemplateFiles.Full(file)))));

    /// <summary>A resource that no parameters file switches on would be held to no rule.</summary>
    [Fact]
    public async Task Deployments_Together_HaveEveryTypeThatTheTemplatesDeclare()
    {
        var template = JsonDocument.Parse((await compiler.CompileAsync(TemplateFiles.Full("infra/main.bicep"))).Contents!).RootElement;

        var deployed = new HashSet<string>(StringComparer.Ordinal);
        foreach (var file in TemplateFiles.Parameters)
            deployed.UnionWith((await compiler.DeployAsync(TemplateFiles.Full(file))).Resources.Select(resource => resource.Type));

        var declared = Declared(template).ToHashSet(StringComparer.Ordinal);
        Assert.True(declared.Count > 30, $"Only {declared.Count} types were found.");
        Assert.Empty(declared.Except(deployed));
    }

    /// <summary>It needs an app that was published with its package, which is off as well.</summary>
    [Fact]
    public async Task Deployments_OfTheEnvironments_LeaveTheSchedulerOff()
    {
        foreach (var file in TemplateFiles.Environments)
        {
            var deployment = await compiler.DeployAsync(TemplateFiles.Full(file));
            Assert.DoesNotContain(deployment.Resources, one => one.Type.StartsWith("Microsoft.DurableTask/", StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task Parameters_Environments_AreDevTestAndProduction()
    {
        Assert.Equal(["dev", "production", "test"], TemplateFiles.Environments.Select(file => Path.GetFileNameWithoutExtension(file)));

        Assert.False((await compiler.DeployAsync(TemplateFiles.Full("infra/parameters/dev.bicepparam"))).IsPrivate);
        Assert.True((await compiler.DeployAsync(TemplateFiles.Full("infra/parameters/test.bicepparam"))).IsPrivate);
    }

    /// <summary>Types of a compiled template's resources, its modules' too.</summary>
    private static IEnumerable<string> Declared(JsonElement template)
    {
        var resources = template.GetProperty("resources");
        // With symbolic names the resources are members of an object, without them items of a list.
        IEnumerable<JsonElement> each = resources.ValueKind == JsonValueKind.Object
            ? resources.EnumerateObject().Select(one => one.Value)
            : resources.EnumerateArray();
        foreach (var resource in each)
        {
            if (resource.TryGetProperty("existing", out var existing) && existing.GetBoolean())
                continue;
            if (resource.GetProperty("type").GetString() is var type && type != "Microsoft.Resources/deployments")
                yield return type!;
            else
                foreach (var inner in Declared(resource.GetProperty("properties").GetProperty("template")))
                    yield return inner;
        }
    }
}
