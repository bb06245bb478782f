using LocalHost.Hosting;
using LocalHost.Worker;
using Microsoft.Azure.Functions.Worker.Builder;

namespace ChildProtection.Tests.Support;

/// <summary>Starts workers inside the test's own process.</summary>
internal sealed class InProcessLauncher(
    IReadOnlyList<Type> types, WorkerContext context, Action<FunctionsApplicationBuilder>? configure) : IWorkerLauncher
{
    static InProcessLauncher()
    {
        // The worker reads these of its process alone, so one process has one folder: that of the test's own program.
        Environment.SetEnvironmentVariable("FUNCTIONS_APPLICATION_DIRECTORY", AppContext.BaseDirectory);
        Environment.SetEnvironmentVariable("FUNCTIONS_WORKER_DIRECTORY", AppContext.BaseDirectory);
    }

    public string AppDirectory => AppContext.BaseDirectory;

    /// <summary>The worker that was started last.</summary>
    public InProcessWorker? Latest { get; private set; }

    public async Task<ILaunchedWorker> StartAsync(WorkerLaunch launch, CancellationToken cancellationToken)
    {
        try
        {
            return Latest = await InProcessWorker.StartAsync(launch, types, context, configure);
        }
        catch (Exception exception) when (exception is not WorkerFaultException)
        {
            throw new WorkerFaultException($"The worker can't be started: {exception.Message}", exception);
        }
    }
}
