using System.Reflection;

namespace ChildProtection.Tests.Architecture.Surface;

/// <summary>The app itself names only what the official packages have (design 2): the same sources must compile against them.</summary>
public sealed class AppSurfaceTests
{
    private static readonly (IReadOnlyList<string> Types, IReadOnlyList<string> Members) App = AppMembers.Of(Assembly.Load("ChildProtection.Functions").Location);

    /// <summary>Official members without their parameters, those of a base type under its own name.</summary>
    private static readonly HashSet<string> Official = OfficialSurface.Members.Keys.Select(id => id[2..].Split('(')[0]).Select(name => name.Split("``")[0]).ToHashSet(StringComparer.Ordinal);

    [Fact]
    public void App_TypesOfTheAzureApis_ExistInTheOfficialPackages()
    {
        Assert.Contains("Microsoft.DurableTask.Client.DurableTaskClient", App.Types);
        Assert.Empty(App.Types.Except(Official));
    }

    [Fact]
    public void App_MembersOfTheAzureApis_ExistInTheOfficialPackages()
    {
        Assert.Contains("Azure.Data.Tables.TableClient.SubmitTransactionAsync", App.Members);
        Assert.Empty(App.Members.Except(Official));
    }
}
