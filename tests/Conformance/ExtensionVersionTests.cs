using System.Text.Json.Nodes;
using Conformance.Hosts;

namespace Conformance;

/// <summary>What runs here is what runs on Azure: the published app names the extension that the Functions host loads there.</summary>
public sealed class ExtensionVersionTests
{
    [Theory]
    [InlineData("Microsoft.Azure.WebJobs.Extensions.DurableTask")]
    [InlineData("Microsoft.Azure.DurableTask.AzureStorage")]
    [InlineData("Microsoft.Azure.DurableTask.Core")]
    public void Extension_OfTheLocalHost_IsTheOneThatThePublishedAppNames(string package)
    {
        var published = Version(Path.Combine(PublishedApp.Folder, ".azurefunctions", "function.deps.json"), package);
        var here = Version(Path.Combine(AppContext.BaseDirectory, "LocalHost.deps.json"), package);

        Assert.Equal(published, here);
    }

    private static string Version(string dependencies, string package)
        => JsonNode.Parse(File.ReadAllText(dependencies))!["libraries"]!.AsObject().Select(library => library.Key.Split('/'))
            .Single(name => name[0] == package)[1];
}
