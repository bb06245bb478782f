using System.Text.RegularExpressions;

namespace ChildProtection.Tests.Architecture.Infrastructure;

/// <summary>Alerts look for words in logs; whoever rewords a message would otherwise silence its alert.</summary>
public sealed partial class AlertWordTests
{
    [Fact]
    public void Alerts_WordsTheyLookFor_AreLogged()
    {
        var messages = Repository.Sources("src/ChildProtection.Functions")
            .SelectMany(source => Logged().Matches(string.Join('\n', source.Lines))).Select(match => match.Value).ToArray();
        var alerts = File.ReadAllText(Path.Combine(TemplateFiles.Modules, "alerts.bicep"));
        var words = Looked().Matches(alerts).Select(match => match.Groups[1].Value).ToArray();
        Assert.True(words.Length >= 6, $"Only {words.Length} phrases are looked for.");
        Assert.All(words, word => Assert.Contains(messages, message => message.Contains(word, StringComparison.Ordinal)));
    }

    [GeneratedRegex(@"\[LoggerMessage\([^\]]*\)\]")]
    private static partial Regex Logged();

    [GeneratedRegex("message has \"([^\"]+)\"")]
    private static partial Regex Looked();
}
