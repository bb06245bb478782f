using System.Text.RegularExpressions;

namespace ChildProtection.Tests.Architecture;

/// <summary>What must stand nowhere in the sources: a clock of one's own, waiting by the watch, chance in what is replayed.</summary>
public sealed partial class OffenderTests
{
    /// <summary>Files that may, each with its reason.</summary>
    private static readonly Dictionary<string, string> Excused = new(StringComparer.Ordinal)
    {
        ["src/ChildProtection.Functions/Platform/Tables/TableWrites.cs"] = "It is the guard.",
        ["tests/Architecture/OffenderTests.cs"] = "It names what it looks for.",
    };

    [Fact]
    public void Sources_Time_ComesThroughTimeProvider() => Assert.Empty(Find(OwnClock(), "src", "tests"));

    [Fact]
    public void Sources_Waiting_IsNeverBlockingAndNeverByANumber()
    {
        Assert.Empty(Find(Sleeping(), "src", "tests"));
        Assert.Empty(Find(Delaying(), "src", "tests"));
    }

    [Fact]
    public void Sources_OfOneBuild_AreCompiledWhole() => Assert.Empty(Find(Condition(), "src", "tests"));

    [Fact]
    public void Sources_OfTheApp_WriteRowsThroughTheGuardAlone() => Assert.Empty(Find(UnguardedWrite(), "src/ChildProtection.Functions"));

    [Fact]
    public void Sources_OfWhatIsReplayed_KnowNoChance() =>
        Assert.Empty(Find(Chance(), "src/ChildProtection.Functions/CaseWorkflow", "src/ChildProtection.Domain"));

    [Theory]
    [InlineData("var now = DateTimeOffset.UtcNow;", true)]
    [InlineData("var now = clock.GetUtcNow();", false)]
    [InlineData("await Task.Delay(100);", true)]
    [InlineData("await Task.Delay(wait, TimeProvider.System, ct);", false)]
    [InlineData("await Task.Delay(wait, clock, ct);", false)]
    [InlineData("#if DEBUG", true)]
    [InlineData("#elif NET10_0", true)]
    [InlineData("#pragma warning disable CA1031", false)]
    [InlineData("await table.UpsertEntityAsync(row);", true)]
    [InlineData("await table.PutAsync(row, ct);", false)]
    [InlineData("Thread.Sleep(1);", true)]
    [InlineData("var id = Guid.NewGuid();", true)]
    [InlineData("var id = context.NewGuid();", false)]
    public void Patterns_Sample_AreFound(string line, bool offends) =>
        Assert.Equal(
            offends,
            new[] { OwnClock(), Sleeping(), Delaying(), Condition(), UnguardedWrite(), Chance() }.Any(pattern => pattern.IsMatch(line)));

    private static IEnumerable<string> Find(Regex pattern, params string[] folders) =>
        Repository
            .Lines(folders)
            .Where(line =>
                pattern.IsMatch(line.Text)
                && !Excused.ContainsKey(line.Path)
                && !line.Text.TrimStart().StartsWith("//", StringComparison.Ordinal))
            .Select(line => $"{line.Place}: {line.Text.Trim()}");

    [GeneratedRegex(@"\bDateTime(Offset)?\s*\.\s*(Utc)?(Now|Today)\b")]
    private static partial Regex OwnClock();

    [GeneratedRegex(@"\bThread\s*\.\s*Sleep\b")]
    private static partial Regex Sleeping();

    [GeneratedRegex(@"\bTask\s*\.\s*Delay\s*\((?!.*(time|clock))", RegexOptions.IgnoreCase)]
    private static partial Regex Delaying();

    [GeneratedRegex(@"^\s*#(el)?if\b")]
    private static partial Regex Condition();

    [GeneratedRegex(@"\.(AddEntity|UpsertEntity|UpdateEntity|SubmitTransaction)(Async)?\(")]
    private static partial Regex UnguardedWrite();

    [GeneratedRegex(@"\bGuid\s*\.\s*(NewGuid|CreateVersion7)\b|\bnew\s+Random\b|\bRandom\s*\.\s*Shared\b|\bRandomNumberGenerator\b")]
    private static partial Regex Chance();
}
