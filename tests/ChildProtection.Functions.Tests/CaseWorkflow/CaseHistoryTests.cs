using Microsoft.DurableTask.Protobuf;

namespace ChildProtection.Functions.Tests.CaseWorkflow;

/// <summary>
/// F13: histories that an earlier release left in every place where a case can be interrupted replay on this code, with the states that
/// stand in them. A deployment meets just these.
/// </summary>
public sealed class CaseHistoryTests
{
    private static readonly string[] Shapes = ["checkpoint", "ended", "event", "opening", "publishing", "retrying", "waiting"];

    public static TheoryData<string> Kept
        => [.. new DirectoryInfo(CaseHistory.Folder).GetFiles("*.json").Select(static file => file.Name).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Kept))]
    public void History_LeftByAnEarlierRelease_ReplaysOnThisCode(string name) => AssertReplays(CaseHistory.Read(name));

    [Theory]
    [MemberData(nameof(Kept))]
    public void History_WhoseActivityWasAnother_IsNoticed(string name)
    {
        var history = CaseHistory.Read(name);
        if (history.PastEvents.FirstOrDefault(static happened => happened.TaskScheduled is not null) is not { } call)
        {
            // It waits for a signal and has called nothing yet.
            Assert.Contains("waiting", name, StringComparison.Ordinal);
            return;
        }

        call.TaskScheduled.Name = "CloseCase";

        Assert.Contains("NonDeterministicOrchestrationException", FailureOf(history), StringComparison.Ordinal);
    }

    [Fact]
    public void History_WhoseStateIsUnreadable_IsNoticed()
    {
        var history = CaseHistory.Read("v2-waiting.json");
        var start = history.PastEvents.Single(static happened => happened.ExecutionStarted is not null).ExecutionStarted;
        start.Input = """{ "State": { "schemaVersion": 99 } }""";

        Assert.NotEmpty(FailureOf(history));
    }

    [Fact]
    public async Task History_OfThisRelease_ReplaysAtEveryPlaceWhereItCanBeInterrupted()
    {
        var recorded = await CaseHistoryRecording.RecordAsync();

        Assert.Equal(Shapes, recorded.Keys.Order(StringComparer.Ordinal));
        Assert.All(recorded.Values, AssertReplays);
        // On purpose alone, when a release has a new shape: never to make a failing replay pass.
        if (Environment.GetEnvironmentVariable("CHILDPROTECTION_KEEP_HISTORIES") is { Length: > 0 } prefix)
            foreach (var (shape, history) in recorded)
                await File.WriteAllTextAsync($"{prefix}-{shape}.json", CaseHistory.Text(history));
    }

    /// <summary>An ended history holds all that the code says; one that is open says nothing new.</summary>
    private static void AssertReplays(OrchestratorRequest history)
    {
        var ended = history.PastEvents.Any(static happened => happened.ExecutionCompleted is not null);
        var actions = CaseHistory.Replay(history).Actions.Select(static action => action.CompleteOrchestration is { } end
            ? $"{end.OrchestrationStatus} {end.FailureDetails?.ErrorMessage}".TrimEnd()
            : $"{action.OrchestratorActionTypeCase}");

        Assert.Equal(ended ? ["Completed"] : [], actions);
    }

    private static string FailureOf(OrchestratorRequest history)
    {
        var actions = CaseHistory.Replay(history).Actions;
        var end = actions.Single(static action => action.CompleteOrchestration is not null).CompleteOrchestration;
        Assert.Equal(OrchestrationStatus.Failed, end.OrchestrationStatus);
        return $"{end.FailureDetails.ErrorType}: {end.FailureDetails.ErrorMessage}";
    }
}
