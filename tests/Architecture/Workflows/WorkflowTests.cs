namespace ChildProtection.Tests.Architecture.Workflows;

/// <summary>The workflows of GitHub: what they run is pinned, what they may is the least, and nobody deploys unasked.</summary>
public sealed class WorkflowTests
{
    private static readonly IReadOnlyDictionary<string, string> Files = Directory
        .GetFiles(Path.Combine(Repository.Root, ".github/workflows"))
        .ToDictionary(file => Path.GetFileName(file), file => File.ReadAllText(file).ReplaceLineEndings("\n"), StringComparer.Ordinal);

    [Fact]
    public void Workflows_AsTheyAre_HoldTheRules()
    {
        Assert.Equal(["build.yml", "deploy.yml", "scan.yml"], Files.Keys.Order(StringComparer.Ordinal));
        Assert.Empty(Files.SelectMany(file => WorkflowRules.Faults(file.Key, file.Value)));
    }

    [Fact]
    public void Workflows_OneAction_IsPinnedToOneCommitEverywhere()
    {
        var pinned = Files.Values.SelectMany(WorkflowRules.Pinned).Distinct().ToArray();
        Assert.True(pinned.Length >= 8, $"Only {pinned.Length} actions were found.");
        Assert.Empty(pinned.GroupBy(one => one.Action).Where(group => group.Count() > 1).Select(group => group.Key));
    }

    [Theory]
    [InlineData("build.yml", "actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1 # v7.0.1", "actions/checkout@v7", "not pinned")]
    [InlineData(
        "build.yml",
        "actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1 # v7.0.1",
        "actions/checkout@3d3c42e # v7.0.1",
        "not pinned")]
    [InlineData(
        "build.yml", "3d3c42e5aac5ba805825da76410c181273ba90b1 # v7.0.1", "3d3c42e5aac5ba805825da76410c181273ba90b1", "the version")]
    [InlineData("build.yml", "          persist-credentials: false\n", "", "leaves its token")]
    [InlineData("build.yml", "permissions: {}\n", "permissions:\n  contents: read\n", "no rights at all")]
    [InlineData("build.yml", "      contents: read\n", "      contents: write\n", "the right to write contents")]
    [InlineData("build.yml", "      contents: read\n", "      id-token: write\n", "the right to write id-token")]
    [InlineData("build.yml", "  pull_request:\n", "  pull_request_target:\n", "stranger")]
    [InlineData("build.yml", "- run: ./test", "- run: ./test ${{ github.head_ref }}", "inside a script")]
    [InlineData("scan.yml", "          echo \"$found\"", "          echo ${{ github.ref }}\n          echo \"$found\"", "inside a script")]
    [InlineData("build.yml", "    timeout-minutes: 60\n", "", "has no timeout-minutes")]
    [InlineData("deploy.yml", "    environment: ${{ inputs.environment }}\n", "", "nobody would have to approve")]
    [InlineData("deploy.yml", "    if: github.ref == 'refs/heads/main'\n", "", "from any branch")]
    [InlineData("deploy.yml", "AZURE_READER_CLIENT_ID", "AZURE_CLIENT_ID", "identity of a reader")]
    [InlineData("build.yml", "attest-build-provenance", "attest-nothing", "the right to write attestations")]
    public void Rules_BrokenWorkflow_IsDetected(string file, string from, string to, string fault)
    {
        Assert.Contains(from, Files[file], StringComparison.Ordinal);
        var faults = WorkflowRules.Faults(file, Files[file].Replace(from, to, StringComparison.Ordinal));
        Assert.Contains(faults, found => found.Contains(fault, StringComparison.Ordinal));
    }

    [Fact]
    public void Build_Jobs_TestAndPublish()
    {
        Assert.Contains("run: ./test\n", Files["build.yml"], StringComparison.Ordinal);
        Assert.Contains("dotnet publish src/ChildProtection.Functions -c Release", Files["build.yml"], StringComparison.Ordinal);
        Assert.Contains("    needs: test\n", Files["build.yml"], StringComparison.Ordinal);
    }

    /// <summary>What is deployed was built by the build of that very commit on main, when its tests had passed.</summary>
    [Fact]
    public void Deploy_Package_IsThatOfAGreenCommit()
    {
        Assert.DoesNotContain("dotnet publish", Files["deploy.yml"], StringComparison.Ordinal);
        Assert.Contains("--status success", Files["deploy.yml"], StringComparison.Ordinal);
        Assert.Contains("gh attestation verify app.zip", Files["deploy.yml"], StringComparison.Ordinal);
        Assert.Contains("--source-digest \"$COMMIT\"", Files["deploy.yml"], StringComparison.Ordinal);
    }
}
