using ChildProtection.Tests.Architecture.Infrastructure;
using ChildProtection.Tests.Support;

namespace ChildProtection.Tests.Architecture.Costs;

/// <summary>The page on costs is what its data give, and the data are those of the app and of its production.</summary>
[Collection(BicepCollection.Name)]
public sealed class CostPageTests(BicepCompiler compiler)
{
    [Fact]
    public void Page_Costs_IsWhatTheDataGive() => GeneratedPage.Check("docs/cost.md", CostPage.Make());

    [Fact]
    public void Data_Schedules_AreThoseOfTheApp()
    {
        var schedules = Repository.Lines("src/ChildProtection.Functions")
            .Count(line => line.Text.Contains("[TimerTrigger(", StringComparison.Ordinal));

        Assert.Equal(schedules, Always("schedules"));
    }

    [Fact]
    public async Task Data_Instances_AreThoseOfProduction()
    {
        var production = await compiler.DeployAsync(TemplateFiles.Full("infra/parameters/production.bicepparam"));

        var scale = Assert.Single(production.Of("Microsoft.Web/sites")).At("properties.functionAppConfig.scaleAndConcurrency")!.Value;
        var groups = scale.GetProperty("alwaysReady").EnumerateArray()
            .Where(one => !one.GetProperty("name").GetString()!.StartsWith("function:", StringComparison.Ordinal)).ToArray();
        Assert.Equal(Always("groups"), groups.Length);
        Assert.All(groups, one => Assert.Equal(Always("instances"), one.GetProperty("instanceCount").GetInt32()));
        Assert.Equal(Always("memoryGb") * 1024, scale.GetProperty("instanceMemoryMB").GetInt32());
    }

    private static int Always(string name) => CostPage.Data["always"]![name]!.GetValue<int>();
}
