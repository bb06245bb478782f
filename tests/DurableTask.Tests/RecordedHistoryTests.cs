using ChildProtection.LocalRuntime.Clock;
using ChildProtection.LocalRuntime.DurableTask;

namespace DurableTask.Tests;

/// <summary>
/// F13: histories that earlier versions wrote, kept in Histories/, replay on the newest code. One of them diverges on purpose: it proves that a
/// replay that diverges is noticed here. F16: the same histories, mutated, end in a typed error or in a plain replay, never in a hang or a crash.
/// </summary>
public sealed class RecordedHistoryTests
{
    private const string Divergent = "divergent.json";

    public static TheoryData<string> Recorded => [.. Directory.GetFiles(HistoryFile.Folder, "*.json").Select(static path => Path.GetFileName(path)).Where(static name => name != Divergent).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Recorded))]
    public void History_WrittenByAnEarlierVersion_ReplaysOnThisCode(string name)
    {
        var history = HistoryFile.Read(Path.Combine(HistoryFile.Folder, name));
        var run = history.Replay(LifeScript.Code);

        Assert.Null(run.Fault);
        Assert.Null(run.Difference);
        // An ended history holds all that the code says; one that was open says nothing new.
        Assert.Empty(run.Planned);
        var ended = history.Events[^1].Kind is EventKind.ExecutionCompleted or EventKind.ExecutionFailed;
        Assert.Equal(ended, run.IsDone);
        if (ended)
            Assert.Equal(history.Events[^1].Kind == EventKind.ExecutionCompleted ? history.Events[^1].Data : null, run.Outcome().Output);
    }

    [Fact]
    public void History_ThatDiverges_IsNoticed()
    {
        var error = Assert.Throws<NonDeterministicOrchestrationException>(() => HistoryFile.Read(Path.Combine(HistoryFile.Folder, Divergent)).Replay(LifeScript.Code));
        Assert.Contains("'Ekho'", error.Message, StringComparison.Ordinal);
        Assert.Contains("'Echo'", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Recorded))]
    public async Task History_Mutated_EndsInATypedErrorOrInAReplay(string name)
    {
        var history = HistoryFile.Read(Path.Combine(HistoryFile.Folder, name));
        var random = new Random(20260302);
        for (var n = 0; n < 400; n++)
        {
            var mutated = Mutate(history, random, out var how);
            // A hang would be met by this limit; a crash would end the run.
            var error = await Xunit.Record.ExceptionAsync(() => Task.Run(() => mutated.Replay(LifeScript.Code)).WaitAsync(EngineHarness.Limit));
            Assert.True(error is null or DamagedHistoryException or NonDeterministicOrchestrationException, $"{n}: {how}: {error}");
        }
    }

    /// <summary>Writes the histories anew, of the version this build is: run on purpose, when a new shape is released, never to make a failing replay pass.</summary>
    internal static async Task RecordAsync(string folder)
    {
        var path = Path.Combine(Directory.CreateTempSubdirectory("engine-record-").FullName, "engine.db");
        using var clock = new SimulatedClock(LifeScript.Begin);
        await using (var engine = await EngineHarness.OpenAsync(path, LifeScript.Code, clock))
        {
            await engine.StartAsync(CancellationToken.None);
            await LifeScript.DriveAsync(engine, clock, 0, done => HistoryRecorder.Keep(path, folder, $"v2-after-{done:00}-"), CancellationToken.None);
            HistoryRecorder.Keep(path, folder, "v2-end-");
        }
    }

    private static HistoryFile Mutate(HistoryFile history, Random random, out string how)
    {
        var events = history.Events.ToList();
        var at = random.Next(events.Count);
        var row = events[at];
        var other = events[random.Next(events.Count)];
        switch (random.Next(9))
        {
            case 0:
                how = $"row {at} removed";
                events.RemoveAt(at);
                break;
            case 1:
                how = $"row {at} twice";
                events.Insert(at, row);
                break;
            case 2:
                how = $"row {at} in the place of another";
                events[events.IndexOf(other)] = row;
                break;
            case 3:
                how = $"kind of row {at}";
                events[at] = row with { Kind = (EventKind)random.Next(-2, 20) };
                break;
            case 4:
                how = $"number of row {at}";
                events[at] = row with { TaskId = random.Next(-3, 400) };
                break;
            case 5:
                how = $"data of row {at}";
                events[at] = row with { Data = random.Next(3) switch { 0 => null, 1 => "{\"", _ => "[[[[1]]]]" } };
                break;
            case 6:
                how = $"name of row {at}";
                events[at] = row with { Name = random.Next(2) == 0 ? null : "\u0000\uFFFD" };
                break;
            case 7:
                how = $"time of row {at}";
                events[at] = row with { Time = random.NextInt64(long.MinValue, long.MaxValue), Due = random.NextInt64(long.MinValue, long.MaxValue) };
                break;
            default:
                how = $"only {at} rows";
                events.RemoveRange(at, events.Count - at);
                break;
        }

        return history with { Events = events };
    }
}
