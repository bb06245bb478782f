using System.Reflection;
using ChildProtection.Domain.Cases;

namespace ChildProtection.Tests.Architecture;

/// <summary>The dependency rule of the house: the Domain depends on nothing, the app on the Domain and the Azure APIs.</summary>
public sealed class DependencyTests
{
    private static readonly string[] AzureApis = ["Azure.", "Microsoft.Azure.Functions.Worker", "Microsoft.DurableTask", "ChildProtection.LocalRuntime."];
    private static readonly string[] Platform = ["System.", "Microsoft.AspNetCore.", "Microsoft.Extensions.", "Microsoft.Net.Http.Headers", "Microsoft.IdentityModel.", "OpenTelemetry"];

    [Fact]
    public void Domain_References_NothingButTheBaseClassLibrary() =>
        Assert.All(References(typeof(CaseState).Assembly), name => Assert.StartsWith("System.", name, StringComparison.Ordinal));

    [Fact]
    public void Functions_References_OnlyTheDomainTheAzureApisAndThePlatform() =>
        Assert.All(References(Assembly.Load("ChildProtection.Functions")), name =>
            Assert.True(name == "ChildProtection.Domain" || AzureApis.Concat(Platform).Any(start => name.StartsWith(start, StringComparison.Ordinal)), $"The app must not depend on {name}."));

    [Fact]
    public void App_Sources_NeverNameTheLocalRuntime() =>
        Assert.Empty(Repository.Lines("src/ChildProtection.Domain", "src/ChildProtection.Functions").Where(line => line.Text.Contains("ChildProtection.LocalRuntime", StringComparison.Ordinal)).Select(line => line.Place));

    private static IEnumerable<string> References(Assembly assembly) => assembly.GetReferencedAssemblies().Select(reference => reference.Name!);
}
