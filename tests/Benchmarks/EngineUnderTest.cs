using ChildProtection.LocalRuntime.DurableTask;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Benchmarks;

/// <summary>A durable engine on a file of its own, and the workloads that are run on it.</summary>
internal sealed class EngineUnderTest : IAsyncDisposable
{
    private readonly ServiceProvider _services = new ServiceCollection().BuildServiceProvider();

    private EngineUnderTest(string path) => Path = path;

    public string Path { get; }

    public DurableTaskEngine Engine { get; private set; } = null!;

    public DurableTaskClient Client => Engine.Client;

    public static async Task<EngineUnderTest> StartAsync(string? path = null, TimeProvider? clock = null, int cacheSize = 2_000)
    {
        var tested = new EngineUnderTest(path ?? System.IO.Path.Combine(Directory.CreateTempSubdirectory("bench-").FullName, "engine.db"));
        var registry = new DurableTaskRegistry();
        Workloads(registry);
        tested.Engine = await DurableTaskEngine.OpenAsync(
            new() { DatabasePath = tested.Path, CacheSize = cacheSize }, registry, tested._services, clock ?? TimeProvider.System, NullLoggerFactory.Instance, CancellationToken.None);
        await tested.Engine.StartAsync(CancellationToken.None);
        return tested;
    }

    /// <summary>Starts many instances from 32 callers at once.</summary>
    public Task ScheduleAsync(string name, int count, object? input, string prefix) => Parallel.ForAsync(
        0, count, new ParallelOptions { MaxDegreeOfParallelism = 32 },
        async (number, cancellation) => await Client.ScheduleNewOrchestrationInstanceAsync(name, input, new StartOrchestrationOptions($"{prefix}{number}"), cancellation));

    public async ValueTask DisposeAsync()
    {
        await Engine.DisposeAsync();
        await _services.DisposeAsync();
        Directory.Delete(System.IO.Path.GetDirectoryName(Path)!, recursive: true);
    }

    private static void Workloads(DurableTaskRegistry tasks) => tasks
        .AddOrchestratorFunc<string, string>("Sequence5", static async (context, text) =>
        {
            for (var i = 0; i < 5; i++)
                text = await context.CallActivityAsync<string>("Echo", text);
            return text;
        })
        .AddOrchestratorFunc<string, string>("Case", static async (context, text) =>
        {
            for (var i = 0; i < 3; i++)
                text = await context.CallActivityAsync<string>("Echo", text);
            await context.WaitForExternalEvent<string>("go");
            await context.CreateTimer(TimeSpan.FromMilliseconds(10), CancellationToken.None);
            return text;
        })
        .AddOrchestratorFunc<string>("Park", static context => context.WaitForExternalEvent<string>("go"))
        .AddOrchestratorFunc<int, string>("Gather", static async (context, count) =>
        {
            for (var i = 0; i < count; i++)
                await context.WaitForExternalEvent<string>("go");
            return await context.WaitForExternalEvent<string>("end");
        })
        .AddOrchestratorFunc("Sleep", static async context =>
        {
            var timers = Enumerable.Range(1, 4).Select(i => context.CreateTimer(TimeSpan.FromDays(30 * i), CancellationToken.None)).ToArray();
            await Task.WhenAny(Task.WhenAll(timers), context.WaitForExternalEvent<string>("go"));
        })
        .AddOrchestratorFunc<DateTime, string>("Alarm", static async (context, at) =>
        {
            await context.CreateTimer(at, CancellationToken.None);
            Sleeping.Woke(context.IsReplaying);
            return "woke";
        })
        .AddActivityFunc<string, string>("Echo", static (_, text) => text);
}
