using System.Reflection;
using ChildProtection.Domain.Kernel;

namespace ChildProtection.Tests.Architecture;

/// <summary>
/// The dependency rule of the house: the Domain depends on nothing, the app on the Domain and the official packages, the local host on none
/// of them.
/// </summary>
public sealed class DependencyTests
{
    private static readonly string[] AzureApis =
    [
        "Azure.",
        "Microsoft.Azure.Functions.Worker",
        "Microsoft.DurableTask",
        "DurableTask.Core",
        "Grpc.Core.Api",
    ];
    /// <summary>What carries mail to people; its senders alone use it.</summary>
    private static readonly string[] Mail = ["GovukNotify", "MailKit", "MimeKit", "Newtonsoft.Json"];

    private static readonly string[] Platform =
    [
        "System.",
        "Microsoft.AspNetCore.",
        "Microsoft.Extensions.",
        "Microsoft.Net.Http.Headers",
        "Microsoft.IdentityModel.",
        "OpenTelemetry",
    ];

    [Fact]
    public void Domain_References_NothingButTheBaseClassLibrary() =>
        Assert.All(References(typeof(CaseState).Assembly), name => Assert.StartsWith("System.", name, StringComparison.Ordinal));

    [Fact]
    public void Functions_References_OnlyTheDomainTheAzureApisAndThePlatform() =>
        Assert.All(
            References(Assembly.Load("ChildProtection.Functions")),
            name =>
                Assert.True(
                    name == "ChildProtection.Domain"
                        || AzureApis.Concat(Platform).Concat(Mail).Any(start => name.StartsWith(start, StringComparison.Ordinal)),
                    $"The app must not depend on {name}."));

    [Fact]
    public void App_Sources_NeverNameTheLocalHost() =>
        Assert.Empty(Naming("LocalHost.", "src/ChildProtection.Domain", "src/ChildProtection.Functions"));

    [Fact]
    public void LocalHost_SourcesAndProjects_NeverNameTheProduct()
    {
        Assert.NotEmpty(Repository.Sources("src/LocalHost"));
        Assert.Empty(Naming("ChildProtection", "src/LocalHost"));
        Assert.DoesNotContain(
            "ChildProtection.Domain",
            File.ReadAllText(Path.Combine(Repository.Root, "src/LocalHost/LocalHost.csproj")),
            StringComparison.Ordinal);
    }

    private static IEnumerable<string> Naming(string name, params string[] folders) =>
        Repository.Lines(folders).Where(line => line.Text.Contains(name, StringComparison.Ordinal)).Select(line => line.Place);

    private static IEnumerable<string> References(Assembly assembly) =>
        assembly.GetReferencedAssemblies().Select(reference => reference.Name!);
}
