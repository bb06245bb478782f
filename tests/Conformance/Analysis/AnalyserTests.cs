using System.Diagnostics;
using ChildProtection.Tests.Support;

namespace Conformance.Analysis;

/// <summary>F14: the analysers that come with the worker's durable extension find planted non-determinism at build, as an error.</summary>
public sealed class AnalyserTests
{
    /// <summary>Chance by other means than a Guid is no business of theirs: a test of the sources forbids it.</summary>
    [Fact]
    public async Task Build_OfAnOrchestratorWithAClockAGuidAndAWait_FailsByTheirRules()
    {
        // Inside the repository, so that its props and pins hold; its outputs are removed with it.
        var folder = Directory.CreateDirectory(Path.Combine(GeneratedPage.Root(), "artifacts", "analysed", Guid.NewGuid().ToString("N")));
        try
        {
            foreach (var file in new[] { "Planted.cs", "Planted.csproj" })
                File.Copy(Path.Combine(AppContext.BaseDirectory, "Analysis", file + ".txt"), Path.Combine(folder.FullName, file));

            var (code, output) = await BuildAsync(folder.FullName);

            Assert.NotEqual(0, code);
            Assert.All(
                ["error DURABLE0001", "error DURABLE0002", "error DURABLE0003"],
                expected => Assert.Contains(expected, output, StringComparison.Ordinal));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<(int Code, string Output)> BuildAsync(string folder)
    {
        using var build = Process.Start(new ProcessStartInfo("dotnet")
        {
            WorkingDirectory = folder,
            ArgumentList = { "build", "--nologo", "-nodeReuse:false", "-p:UseSharedCompilation=false", $"-p:ArtifactsPath={folder}/out" },
            RedirectStandardOutput = true,
        })!;
        var output = await build.StandardOutput.ReadToEndAsync();
        await build.WaitForExitAsync();
        return (build.ExitCode, output);
    }
}
