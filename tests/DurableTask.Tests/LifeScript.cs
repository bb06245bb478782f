using ChildProtection.LocalRuntime.Clock;
using ChildProtection.LocalRuntime.DurableTask;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace DurableTask.Tests;

/// <summary>
/// A life in which every feature of the engine occurs: fan-out, retries that are spent, a failing and a well child, timers fired and cancelled, events before and
/// after they are awaited, events sent to others, generations, suspension, termination with children, restart, purge, scheduled start. Each step is
/// acknowledged or can be repeated; between steps everything comes to rest, so that the same steps always make the same histories.
/// </summary>
internal static class LifeScript
{
    public static readonly DateTimeOffset Begin = CaseScript.Begin;

    private static readonly TaskOptions Twice = TaskOptions.FromRetryPolicy(new(2, TimeSpan.FromMilliseconds(1)));

    public static readonly IReadOnlyList<Func<DurableTaskClient, SimulatedClock, DurableTaskEngine, CancellationToken, Task>> Steps =
    [
        (client, _, _, cancellation) => ScheduleAsync(client, "Life", "life", 0, null, cancellation),
        (client, _, _, cancellation) => ScheduleAsync(client, "Idle", "later", null, Begin.AddDays(5), cancellation),
        (client, _, _, cancellation) => ScheduleAsync(client, "Family", "family", null, null, cancellation),
        (client, _, _, cancellation) => client.RaiseEventAsync("life", "Number", 1, cancellation),
        (client, _, _, cancellation) => client.SuspendInstanceAsync("life", "a while", cancellation),
        (client, _, _, cancellation) => client.RaiseEventAsync("life", "number", 2, cancellation),
        (client, _, _, cancellation) => client.RaiseEventAsync("life", "Early", "before anybody waits", cancellation),
        (client, _, _, cancellation) => client.ResumeInstanceAsync("life", "again", cancellation),
        (_, clock, engine, cancellation) => MoveAsync(clock, engine, 10, cancellation),
        (client, _, _, cancellation) => client.TerminateInstanceAsync("family", new TerminateInstanceOptions("stopped", Recursive: true), cancellation),
        (client, _, _, cancellation) => client.RaiseEventAsync("later", "Go", "on", cancellation),
        (client, _, _, cancellation) => client.RaiseEventAsync("life", "Number", 3, cancellation),
        (_, clock, engine, cancellation) => MoveAsync(clock, engine, 40, cancellation),
        (client, _, _, cancellation) => client.RaiseEventAsync("life", "Number", 4, cancellation),
        (client, _, _, cancellation) => client.PurgeInstanceAsync("family", new PurgeInstanceOptions(Recursive: true), cancellation),
        (client, _, _, cancellation) => RestartAsync(client, "later", cancellation),
        (client, _, _, cancellation) => client.RaiseEventAsync("later", "Go", "once more", cancellation),
        (_, clock, engine, cancellation) => MoveAsync(clock, engine, 80, cancellation),
        (client, _, _, cancellation) => client.RaiseEventAsync("life", "Number", 5, cancellation),
        (_, clock, engine, cancellation) => MoveAsync(clock, engine, 120, cancellation),
    ];

    public static void Code(DurableTaskRegistry tasks) => tasks
        .AddOrchestratorFunc<int, string>("Life", LiveAsync)
        .AddOrchestratorFunc<string>("Idle", static context => context.WaitForExternalEvent<string>("Go"))
        .AddOrchestratorFunc<string>("Family", static async context =>
        {
            await Task.WhenAll(Enumerable.Range(0, 3).Select(i => context.CallSubOrchestratorAsync<string>("Idle", new SubOrchestrationOptions(instanceId: $"child-{i}"))));
            return "never";
        })
        .AddOrchestratorFunc<int, string>("Well", static async (context, i) => await context.CallActivityAsync<string>("Echo", $"child {i}"))
        .AddOrchestratorFunc<int, string>("Ill", static (context, _) => context.CallActivityAsync<string>("Break"))
        .AddActivityFunc<string, string>("Echo", static (_, text) => text)
        .AddActivityFunc<string>("Break", static _ => throw new InvalidOperationException("always"));

    /// <summary>Takes the steps from one on, telling of each that was acknowledged.</summary>
    public static async Task DriveAsync(DurableTaskEngine engine, SimulatedClock clock, int first, Action<int> onDone, CancellationToken cancellation)
    {
        for (var step = first; step < Steps.Count; step++)
        {
            await engine.WhenAtRestAsync(cancellation);
            await Steps[step](engine.Client, clock, engine, cancellation);
            onDone(step + 1);
        }

        await engine.WhenAtRestAsync(cancellation);
    }

    /// <summary>How far the clock had come after so many steps.</summary>
    public static TimeSpan ClockAfter(int done) => TimeSpan.FromDays(done switch
    {
        <= 8 => 0,
        <= 12 => 10,
        <= 17 => 40,
        <= 19 => 80,
        _ => 120,
    });

    /// <summary>All that can be seen of it afterwards, but for times.</summary>
    public static async Task<string> StoryAsync(DurableTaskEngine engine)
    {
        var story = new List<string>();
        await foreach (var found in engine.Client.GetAllInstancesAsync(new OrchestrationQuery(FetchInputsAndOutputs: true)))
        {
            story.Add($"{found.InstanceId} {found.Name} {found.RuntimeStatus} {found.SerializedInput} {found.SerializedOutput} {found.SerializedCustomStatus} {found.FailureDetails?.ErrorMessage}");
            var history = await engine.ReadHistoryAsync(found.InstanceId, CancellationToken.None);
            story.AddRange(InAgreedOrder(history!.Events.Where(static e => e.Kind != "OrchestratorStarted").ToList()).Select(static e => $"  {e.Kind} {e.TaskId} {e.Name} {WithoutPlaces(e)}"));
        }

        return string.Join('\n', story);
    }

    // Activities that run side by side end in any order; what comes in a row of them is told by number.
    private static IEnumerable<HistoryEntry> InAgreedOrder(List<HistoryEntry> entries)
    {
        for (var i = 0; i < entries.Count;)
        {
            var run = entries.Skip(i).TakeWhile(static e => IsOutcome(e)).OrderBy(static e => e.TaskId).ToList();
            foreach (var entry in run.Count > 0 ? run : [entries[i]])
                yield return entry;
            i += Math.Max(1, run.Count);
        }
    }

    private static bool IsOutcome(HistoryEntry entry)
        => entry.Kind is "TaskCompleted" or "SubOrchestrationCompleted" or "SubOrchestrationFailed" or "TaskFailed";

    // A failure's stack names line numbers of whatever thread it came up on.
    private static string? WithoutPlaces(HistoryEntry entry) => entry.Kind.EndsWith("Failed", StringComparison.Ordinal) ? "failed" : entry.Data;

    private static async Task<string> LiveAsync(TaskOrchestrationContext context, int generation)
    {
        var parts = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => context.CallActivityAsync<string>("Echo", $"{generation}.{i}")));
        context.SetCustomStatus($"generation {generation}, {parts.Length} parts");
        var failed = await FailureOf(context.CallActivityAsync("Break", null, Twice)) + await FailureOf(context.CallSubOrchestratorAsync("Ill", generation));
        var well = await Task.WhenAll(Enumerable.Range(0, 3).Select(i => context.CallSubOrchestratorAsync<string>("Well", i)));
        using var source = new CancellationTokenSource();
        var reminder = context.CreateTimer(TimeSpan.FromDays(300), source.Token);
        var number = await context.WaitForExternalEvent<int>("Number");
        source.Cancel();
        await FailureOf(reminder);
        await context.CreateTimer(TimeSpan.FromDays(3), CancellationToken.None);
        if (generation == 2)
            context.SendEvent("later", "Unasked", number);
        var told = await context.CallActivityAsync<string>("Echo", $"{number} {failed} {well.Length} {context.NewGuid() != Guid.Empty}");
        if (generation < 4)
        {
            context.ContinueAsNew(generation + 1);
            return told;
        }

        return told + await context.WaitForExternalEvent<string>("Early");
    }

    private static async Task<int> FailureOf(Task task)
    {
        try
        {
            await task;
            return 0;
        }
        catch (Exception error) when (error is TaskFailedException or TaskCanceledException)
        {
            return 1;
        }
    }

    private static async Task ScheduleAsync(DurableTaskClient client, string name, string id, object? input, DateTimeOffset? at, CancellationToken cancellation)
    {
        if (await client.GetInstanceAsync(id, cancellation) is null)
            await client.ScheduleNewOrchestrationInstanceAsync(name, input, new StartOrchestrationOptions(id, at) { Version = "2", Tags = new Dictionary<string, string> { ["kind"] = "trial" } }, cancellation);
    }

    private static async Task RestartAsync(DurableTaskClient client, string id, CancellationToken cancellation)
    {
        if ((await client.GetInstanceAsync(id, cancellation))!.IsCompleted)
            await client.RestartAsync(id, cancellation: cancellation);
    }

    private static Task MoveAsync(SimulatedClock clock, DurableTaskEngine engine, int days, CancellationToken cancellation)
        => clock.GetUtcNow() < Begin.AddDays(days) ? clock.AdvanceToAsync(Begin.AddDays(days), engine.WhenAtRestAsync, null, cancellation) : Task.CompletedTask;
}
