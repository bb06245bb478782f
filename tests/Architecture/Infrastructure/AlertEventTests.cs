using System.Text.RegularExpressions;

namespace ChildProtection.Tests.Architecture.Infrastructure;

/// <summary>Alerts look for names of log events, so that a log's text may be reworded. A renamed event would silence its alert.</summary>
public sealed partial class AlertEventTests
{
    private static readonly string[] Logged =
    [
        .. Repository.Sources("src/ChildProtection.Functions")
            .SelectMany(source => EventName().Matches(string.Join('\n', source.Lines)))
            .Select(match => match.Groups[1].Value),
    ];

    [Theory]
    [InlineData("infra/modules/alerts.bicep", 7)]
    [InlineData("docs/operations.md", 5)]
    public void Queries_EventsTheyLookFor_AreLogged(string file, int atLeast)
    {
        var text = File.ReadAllText(Path.Combine(Repository.Root, file));
        var names = Looked().Matches(text).Select(match => match.Groups[1].Value).ToArray();

        Assert.True(names.Length >= atLeast, $"Only {names.Length} events are looked for in {file}.");
        Assert.Empty(names.Except(Logged));
    }

    [Fact]
    public void Events_OfTheApp_HaveNamesOfTheirOwn() =>
        Assert.Empty(Logged.GroupBy(name => name).Where(name => name.Count() > 1).Select(name => name.Key));

    [GeneratedRegex(@"EventName = ""(\w+)""")]
    private static partial Regex EventName();

    [GeneratedRegex(@"EventName == ""(\w+)""")]
    private static partial Regex Looked();
}
