using System.Diagnostics;
using System.Reflection;
using System.Runtime.Loader;

namespace ChildProtection.Tests.Architecture.Documents;

/// <summary>Who follows docs/add-an-event.md word for word has an event that works.</summary>
public sealed class AddAnEventTests : IDisposable
{
    private const string Domain = "src/ChildProtection.Domain";
    private const string Support = "tests/ChildProtection.Domain.Tests/Support";

    // Inside the repository, so that its props hold.
    private readonly string _copy = Path.Combine(Repository.Root, "artifacts", "tutorial", Guid.NewGuid().ToString("N"));

    public void Dispose() => Directory.Delete(_copy, recursive: true);

    [Fact]
    public async Task Page_EveryBlockAdded_BuildsAndItsTestsPass()
    {
        var blocks = Tutorial.Blocks(await File.ReadAllTextAsync(Path.Combine(Repository.Root, "docs", "add-an-event.md")));
        Assert.Equal(9, blocks.Count);
        CopySources();

        foreach (var block in blocks)
            block.Apply(Path.Combine(_copy, block.Path));
        var built = await BuildAsync();

        Assert.Equal(3, RunTests(built, "InterpretersTests"));
    }

    private void CopySources()
    {
        foreach (var folder in (string[])[Domain, Support])
            foreach (var file in Directory.EnumerateFiles(Path.Combine(Repository.Root, folder), "*", SearchOption.AllDirectories))
                Copy(Path.GetRelativePath(Repository.Root, file));
        Copy("tests/ChildProtection.Domain.Tests/Calendar/Dates.cs");
        var project = Path.Combine(_copy, Domain, "ChildProtection.Domain.csproj");
        // The page's test is built into the copy: it sees what is internal, as the domain's own tests do not need to.
        File.WriteAllText(project, File.ReadAllText(project).Replace("</Project>", $"""
              <ItemGroup>
                <Using Include="Xunit" />
                <Compile Include="../../tests/**/*.cs" />
                <Reference Include="{AppContext.BaseDirectory}/xunit.core.dll;{AppContext.BaseDirectory}/xunit.assert.dll" />
              </ItemGroup>
            </Project>
            """, StringComparison.Ordinal));
    }

    private void Copy(string path)
    {
        var to = Path.Combine(_copy, path);
        Directory.CreateDirectory(Path.GetDirectoryName(to)!);
        File.Copy(Path.Combine(Repository.Root, path), to);
    }

    private async Task<string> BuildAsync()
    {
        using var build = Process.Start(
            new ProcessStartInfo("dotnet")
            {
                WorkingDirectory = Path.Combine(_copy, Domain),
                // The rules for tests are not those for the domain, in whose project they are built here.
                ArgumentList =
                {
                    "build",
                    "--nologo",
                    "-nodeReuse:false",
                    "-p:RunAnalyzers=false",
                    "-p:UseSharedCompilation=false",
                    $"-p:ArtifactsPath={_copy}/out",
                },
                RedirectStandardOutput = true,
            }
        )!;
        var output = await build.StandardOutput.ReadToEndAsync();
        await build.WaitForExitAsync();
        Assert.True(build.ExitCode == 0, output);
        return Directory
            .EnumerateFiles(Path.Combine(_copy, "out", "bin"), "ChildProtection.Domain.dll", SearchOption.AllDirectories)
            .Single();
    }

    /// <summary>Runs every test of a class.</summary>
    /// <returns>How many there were.</returns>
    private static int RunTests(string assembly, string name)
    {
        var context = new AssemblyLoadContext("tutorial", isCollectible: true);
        using var stream = new MemoryStream(File.ReadAllBytes(assembly));
        var tests = context.LoadFromStream(stream).GetTypes().Single(type => type.Name == name);
        var methods = tests.GetMethods().Where(method => method.GetCustomAttribute<FactAttribute>() is not null).ToArray();
        foreach (var method in methods)
            method.Invoke(Activator.CreateInstance(tests), []);
        return methods.Length;
    }
}
