using System.Text.RegularExpressions;

namespace ChildProtection.Tests.Architecture.Documents;

/// <summary>Every threat of the model names tests that exist, and every fault and abuse that must be withstood stands in it.</summary>
public sealed partial class ThreatModelTests
{
    private static readonly string[] Rows =
    [
        .. File.ReadAllLines(Path.Combine(Repository.Root, "docs/threat-model.md"))
            .Where(line => line.StartsWith("| ", StringComparison.Ordinal))
            .Where(line => !Head().IsMatch(line)),
    ];

    [Fact]
    public void Threats_Each_NamesTestsThatExist()
    {
        var classes = Repository
            .Lines("tests")
            .Select(line => TestClass().Match(line.Text))
            .Where(match => match.Success)
            .Select(match => match.Groups[1].Value)
            .ToHashSet(StringComparer.Ordinal);
        Assert.True(Rows.Length > 30, $"Only {Rows.Length} rows were read.");
        Assert.All(Rows, row =>
        {
            var tests = Named().Matches(row.Split(" | ")[^1]).Select(match => match.Groups[1].Value).ToArray();
            Assert.True(tests.Length > 0, $"No test covers: {row}");
            Assert.Empty(tests.Except(classes));
        });
    }

    [Fact]
    public void Abuse_F22ToF28AndTheMessages_StandInTheTable()
    {
        var ids = Rows.Select(row => row.Split(" | ")[0].Trim('|', ' ')).ToArray();
        Assert.Empty(((string[])["F08", "F09", "F10", "F22", "F23", "F24", "F25", "F26", "F27", "F28"]).Except(ids));
    }

    [GeneratedRegex(@"^\| (threat|id|---)")]
    private static partial Regex Head();

    [GeneratedRegex("`([A-Za-z0-9]+Tests)`")]
    private static partial Regex Named();

    [GeneratedRegex(@"class (\w+Tests)\b")]
    private static partial Regex TestClass();
}
