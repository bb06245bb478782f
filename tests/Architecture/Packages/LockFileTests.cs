namespace ChildProtection.Tests.Architecture.Packages;

/// <summary>Packages are those that were tested, by their content: in every project, and wherever something is restored.</summary>
public sealed class LockFileTests
{
    private const string App = "src/ChildProtection.Functions/ChildProtection.Functions.csproj";

    private static readonly string Locked = LockFiles.Of(App)!;

    [Fact]
    public void LockFiles_OfEveryProject_NameItsPackagesByContent()
    {
        var projects = LockFiles.Projects().ToArray();

        var faults = projects.SelectMany(project => LockFiles.Faults(project, LockFiles.Of(project)));

        Assert.Contains(App, projects);
        Assert.Empty(faults);
    }

    [Fact]
    public void Restore_OfAnyProject_IsLocked()
    {
        var properties = LockFiles.Load("Directory.Build.props").Root!.Elements("PropertyGroup").First();

        Assert.Equal("true", (string?)properties.Element("RestorePackagesWithLockFile"));
        Assert.Equal("true", (string?)properties.Element("RestoreLockedMode"));
        Assert.Equal("'$(RestoreLockedMode)' == ''", (string?)properties.Element("RestoreLockedMode")!.Attribute("Condition"));
    }

    [Fact]
    public void Scripts_AndWorkflows_NeverUnlock()
    {
        string[] scripts =
        [
            .. ((string[])[".github/workflows", "scripts", ".ci", ".vscode", ".devcontainer"])
                .SelectMany(folder => Directory.GetFiles(Path.Combine(Repository.Root, folder))),
            .. ((string[])["run", "test", "infra/deploy"]).Select(file => Path.Combine(Repository.Root, file)),
        ];

        Assert.Contains(scripts, script => File.ReadAllText(script).Contains("dotnet restore", StringComparison.Ordinal));
        Assert.DoesNotContain(scripts, script => LockFiles.Unlocks(File.ReadAllText(script)));
    }

    [Theory]
    [InlineData("\"Azure.Data.Tables\": {", "\"Azure.Other\": {", "Azure.Data.Tables is not locked")]
    [InlineData("\"resolved\": \"12.13.0\"", "\"resolved\": \"12.12.0\"", "another version than is pinned")]
    [InlineData("\"contentHash\":", "\"otherHash\":", "locked by no content")]
    [InlineData("\"version\": 2", "\"source\": \"https://registry.example\"", "names a registry")]
    public void Rules_BrokenLockFile_IsDetected(string from, string to, string fault)
    {
        Assert.Contains(from, Locked, StringComparison.Ordinal);

        var faults = LockFiles.Faults(App, Locked.Replace(from, to, StringComparison.Ordinal));

        Assert.Contains(faults, found => found.Contains(fault, StringComparison.Ordinal));
    }

    [Fact]
    public void Rules_NoLockFile_IsDetected() => Assert.Single(LockFiles.Faults(App, null));

    [Theory]
    [InlineData("dotnet restore --force-evaluate")]
    [InlineData("dotnet build -p:RestoreLockedMode=false")]
    public void Rules_UnlockedRestore_IsDetected(string script) => Assert.True(LockFiles.Unlocks(script));
}
