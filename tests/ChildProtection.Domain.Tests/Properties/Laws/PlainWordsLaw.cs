using System.Text.RegularExpressions;
using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.Lifecycle;

namespace ChildProtection.Domain.Tests.Properties.Laws;

/// <summary>What people read of a decision names no obligation, rule or event type; the rule of a refusal stands beside it.</summary>
internal sealed partial class PeopleReadPlainWords : Law
{
    private static readonly HashSet<string> TypeNames =
    [
        .. EventCatalogue.All.Select(one => one.Name).Where(name => name.Skip(1).Any(char.IsAsciiLetterUpper)),
        .. Enum.GetNames<CaseStage>().Where(name => name.Skip(1).Any(char.IsAsciiLetterUpper)),
    ];

    public override void Step(Passed step)
    {
        var texts = step.Decision switch
        {
            Accepted accepted =>
            [
                accepted.Fact.Summary,
                .. accepted.Warnings,
                .. accepted.Deadlines.SelectMany(change => new[] { change.Deadline.Title, change.Deadline.Explanation }),
            ],
            Rejected rejected => [rejected.Reason],
            _ => Array.Empty<string>(),
        };
        foreach (var text in texts)
        {
            if (Code().IsMatch(text) || Word().Matches(text).Any(word => TypeNames.Contains(word.Value)))
                Broken($"people would read: {text}");
        }
    }

    [GeneratedRegex(@"\bS[0-4]-\d\d|\bN-\d\d|\b[ETR]\d\d\b|\bdomain \d")]
    private static partial Regex Code();

    [GeneratedRegex(@"\b[A-Z]\w+\b")]
    private static partial Regex Word();
}
