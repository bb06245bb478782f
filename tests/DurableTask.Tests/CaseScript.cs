using ChildProtection.LocalRuntime.Clock;
using ChildProtection.LocalRuntime.DurableTask;
using Microsoft.DurableTask;

namespace DurableTask.Tests;

/// <summary>A small life with everything in it: activity, event, timer, child, event to itself, next generation.</summary>
internal static class CaseScript
{
    public const string Id = "case";

    public static readonly DateTimeOffset Begin = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    public static void Code(DurableTaskRegistry tasks) => tasks
        .AddOrchestratorFunc<string, string>("Case", static async (context, state) =>
        {
            if (state == "two")
            {
                var left = await context.WaitForExternalEvent<string>("Left");
                foreach (var part in new[] { "a", "b", "c", "d" })
                    left += await context.CallActivityAsync<string>("Upper", part);
                return left;
            }

            var waiter = context.WaitForExternalEvent<string>("Signal");
            await context.CreateTimer(TimeSpan.FromDays(10), CancellationToken.None);
            context.SendEvent(context.InstanceId, "Signal", "due");
            var signal = await waiter;
            context.SetCustomStatus(await context.CallActivityAsync<string>("Upper", signal));
            context.SendEvent(context.InstanceId, "Left", await context.CallSubOrchestratorAsync<string>("Child", signal));
            context.ContinueAsNew("two");
            return string.Empty;
        })
        .AddOrchestratorFunc<string, string>("Child", static (context, text) => context.CallActivityAsync<string>("Upper", text))
        .AddActivityFunc<string, string>("Upper", static (_, text) => text.ToUpperInvariant());

    /// <summary>Drives the script to its end, whatever was done of it before, and repeats what was refused.</summary>
    public static async Task DriveAsync(DurableTaskEngine engine, SimulatedClock clock, CancellationToken cancellation)
    {
        if (await engine.Client.GetInstanceAsync(Id, cancellation) is null)
            await engine.Client.ScheduleNewOrchestrationInstanceAsync("Case", "one", new StartOrchestrationOptions(Id), cancellation);
        var target = Begin.AddDays(30);
        if (clock.GetUtcNow() < target)
            await clock.AdvanceToAsync(target, engine.WhenAtRestAsync, null, cancellation);
        await engine.Client.WaitForInstanceCompletionAsync(Id, cancellation);
    }
}
