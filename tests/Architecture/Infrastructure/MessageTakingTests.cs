using System.Text.Json;

namespace ChildProtection.Tests.Architecture.Infrastructure;

/// <summary>
/// The app receives messages itself, and no trigger would start an instance for them. So one is always there, and an alert fires when
/// messages wait.
/// </summary>
[Collection(BicepCollection.Name)]
public sealed class MessageTakingTests(BicepCompiler compiler)
{
    private const string Site = "Microsoft.Web/sites";
    private const string OfAFunction = "function:";

    public static TheoryData<string> Environments { get; } = [.. TemplateFiles.Environments];

    [Theory]
    [MemberData(nameof(Environments))]
    public async Task Flex_AlwaysReady_HasAnInstanceOfAScheduleThatLetsMessagesBeTaken(string file)
    {
        var deployment = await compiler.DeployAsync(TemplateFiles.Full(file));

        var ready = Assert.Single(deployment.Of(Site)).At("properties.functionAppConfig.scaleAndConcurrency.alwaysReady")!.Value;
        var ofFunctions = ready.EnumerateArray().Where(one => Name(one).StartsWith(OfAFunction, StringComparison.Ordinal)).ToArray();
        Assert.Contains(ofFunctions, one => LetsMessagesBeTaken(Name(one)[OfAFunction.Length..]));
        Assert.All(ofFunctions, one => Assert.True(one.GetProperty("instanceCount").GetInt32() >= 1));
    }

    [Fact]
    public async Task Premium_FewestInstances_AreOneAtLeast()
    {
        var deployment = await compiler.DeployAsync(TemplateFiles.Full("tests/Architecture/Infrastructure/Parameters/premium.bicepparam"));

        Assert.Null(deployment.Given("readyInstances"));
        Assert.True(Assert.Single(deployment.Of(Site)).At("properties.siteConfig.minimumElasticInstanceCount")!.Value.GetInt32() >= 1);
    }

    [Theory]
    [MemberData(nameof(Environments))]
    public async Task Alert_OnMessagesThatWait_WatchesTheQueueForFiveMinutes(string file)
    {
        var deployment = await compiler.DeployAsync(TemplateFiles.Full(file));

        var alert = Assert.Single(
            deployment.Of("Microsoft.Insights/metricAlerts"), one => one.Name.EndsWith("-waiting-messages", StringComparison.Ordinal));
        var criterion = Assert.Single(alert.At("properties.criteria.allOf")!.Value.EnumerateArray());
        Assert.Equal("PT5M", alert.Text("properties.windowSize"));
        Assert.Equal("Minimum", criterion.GetProperty("timeAggregation").GetString());
        var queues = Assert.Single(criterion.GetProperty("dimensions").EnumerateArray()).GetProperty("values").EnumerateArray();
        Assert.Equal(
            deployment.Of("Microsoft.ServiceBus/namespaces/queues").Select(queue => queue.Name.Split('/')[^1]),
            queues.Select(one => one.GetString()));
    }

    private static string Name(JsonElement ready) => ready.GetProperty("name").GetString()!;

    /// <summary>Such a function hands its durable client to the processors, which start only then.</summary>
    private static bool LetsMessagesBeTaken(string function) => Repository.Sources("src/ChildProtection.Functions").Any(source =>
        source.Lines.Any(line => line.EndsWith($"const string Name = \"{function}\";", StringComparison.Ordinal))
        && source.Lines.Any(line => line.Contains("[TimerTrigger(", StringComparison.Ordinal))
        && source.Lines.Any(line => line.Contains(".HandIn(client)", StringComparison.Ordinal)));
}
