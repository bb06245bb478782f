using System.Text.RegularExpressions;

namespace ChildProtection.Tests.Architecture.Operations;

/// <summary>
/// An operator finds a section for every alert, every warning or error of the app, every health check and every figure in
/// docs/operations.md.
/// </summary>
public sealed partial class OperationsTests
{
    private static readonly string Page = File.ReadAllText(Path.Combine(Repository.Root, "docs/operations.md"));

    [Fact]
    public void Alerts_OfTheTemplates_HaveASectionEach()
    {
        var alerts = Alert().Matches(File.ReadAllText(Path.Combine(Repository.Root, "infra/modules/alerts.bicep")))
            .Select(match => match.Groups[1].Value + match.Groups[2].Value).Where(name => name != "people").ToArray();

        Assert.True(alerts.Length >= 11, $"Only {alerts.Length} alerts were found.");
        Assert.All(alerts, name => Assert.Contains($"\n### {name}\n", Page, StringComparison.Ordinal));
    }

    [Fact]
    public void Logs_WarningsAndErrors_AreInTheTable()
    {
        var logged = Logs().Where(log => log.Level != "Information").Select(log => log.Name).ToArray();

        Assert.True(logged.Length >= 20, $"Only {logged.Length} were found in the code.");
        Assert.Equal(logged.Order(StringComparer.Ordinal), Rows("[A-Z][A-Za-z]+").Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Logs_Events_HaveNamesOfTheirOwn()
    {
        var names = Logs().Select(log => log.Name).ToArray();

        Assert.DoesNotContain("", names);
        Assert.Equal(names.Distinct(), names);
    }

    [Fact]
    public void HealthChecks_OfTheApp_AreInTheTable()
    {
        var checks = Repository
            .Lines("src/ChildProtection.Functions")
            .SelectMany(line => Check().Matches(line.Text))
            .Select(match => match.Groups[1].Value);

        Assert.Equal(checks.Order(StringComparer.Ordinal), Rows("[a-z]+", "## What health says").Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Metrics_OfTheApp_AreInTheTable()
    {
        var metrics = Repository
            .Lines("src/ChildProtection.Functions/Telemetry")
            .SelectMany(line => Metric().Matches(line.Text))
            .Select(match => match.Groups[1].Value)
            .ToArray();

        Assert.True(metrics.Length >= 8, $"Only {metrics.Length} were found in the code.");
        Assert.Equal(metrics.Order(StringComparer.Ordinal), Rows("childprotection[a-z_.]+").Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Links_WithinThePage_LeadToASection()
    {
        var sections = Heading()
            .Matches(Page)
            .Select(match => match.Groups[1].Value.ToLowerInvariant().Replace("'", "", StringComparison.Ordinal).Replace(' ', '-'))
            .ToHashSet();

        Assert.Empty(Link().Matches(Page).Select(match => match.Groups[1].Value).Except(sections));
    }

    /// <summary>Level and name of every event that the app logs.</summary>
    private static IEnumerable<(string Level, string Name)> Logs() => Repository.Sources("src/ChildProtection.Functions")
        .SelectMany(source => Logged().Matches(string.Join('\n', source.Lines)))
        .Select(match => (match.Groups[1].Value, match.Groups[2].Value));

    /// <summary>First cells of table rows that look like that, below a heading or anywhere.</summary>
    private static IEnumerable<string> Rows(string like, string? heading = null)
    {
        var text = heading is null ? Page : Page.Split($"\n{heading}\n")[^1].Split("\n## ")[0];
        return Regex.Matches(text, $@"^\| `({like})` \|", RegexOptions.Multiline).Select(match => match.Groups[1].Value);
    }

    [GeneratedRegex(@"^    name: '([a-z-]+)'|^  name: '\$\{name\}-([a-z-]+)'", RegexOptions.Multiline)]
    private static partial Regex Alert();

    [GeneratedRegex(@"\[LoggerMessage\(\s*\d+,\s*LogLevel\.(\w+),[^\]]*?(?:EventName = ""(\w+)"")?\)\]")]
    private static partial Regex Logged();

    [GeneratedRegex(@"AddCheck<\w+>\(""(\w+)""")]
    private static partial Regex Check();

    [GeneratedRegex(@"""(childprotection\.(?:signals|timer|inbox|outbox|dead_letters|deadlines|approvals|tokens)[a-z_.]*)"",")]
    private static partial Regex Metric();

    [GeneratedRegex(@"^#+ (.+)$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(@"\]\(#([a-z0-9-]+)\)")]
    private static partial Regex Link();
}
