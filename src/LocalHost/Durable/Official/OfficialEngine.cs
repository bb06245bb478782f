using LocalHost.Worker;
using Microsoft.Azure.WebJobs;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace LocalHost.Durable.Official;

/// <summary>The official durable extension on a storage account. Instances survive this host; it runs on real time alone.</summary>
internal sealed partial class OfficialEngine(OfficialEngineOptions options, IFunctionInvoker invoker, ILoggerFactory loggers)
    : IDurableEngine
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly CancellationTokenSource _abandoned = new();
    private readonly ILogger _logger = loggers.CreateLogger<OfficialEngine>();
    private IHost? _host;
    private ClientBinding? _binding;

    public async Task StartAsync(IReadOnlyList<WorkerFunction> functions, CancellationToken cancellationToken)
    {
        var durable = DurableFunction.Among(functions);
        var calls = new WorkerCalls(invoker, durable, _abandoned.Token);
        var declared = FunctionDeclarations.Declare(durable);
        _host = ExtensionHost.Build(options, declared, calls, loggers);
        await _host.StartAsync(cancellationToken);
        _binding = new ClientBinding(_host.Services.GetRequiredService<IJobHost>(), declared, calls);
        Started(durable.Count);
    }

    public ValueTask<string> ClientBindingAsync(CancellationToken cancellationToken) => _binding is { } binding
        ? binding.ReadAsync(cancellationToken)
        : throw new InvalidOperationException("The durable engine does not run yet. Try again when it has started.");

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        if (_host is not { } running)
            return;
        try
        {
            // The extension's own stop knows no limit, and parts of it block.
            await Task.Run(() => running.StopAsync(CancellationToken.None), CancellationToken.None).WaitAsync(cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            LeftRunning();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _abandoned.CancelAsync();
        _binding?.Dispose();
        // Without its storage the extension never stops; the end of the process ends it.
        if (_host is IAsyncDisposable host)
            await Task.WhenAny(Task.Run(() => host.DisposeAsync().AsTask()), Task.Delay(Patience, TimeProvider.System));
        _abandoned.Dispose();
    }

    [LoggerMessage(EventName = "OfficialEngineStarted", Level = LogLevel.Information,
        Message = "Official durable extension runs with {Count} functions.")]
    private partial void Started(int count);

    [LoggerMessage(
        EventName = "OfficialEngineLeftRunning",
        Level = LogLevel.Warning,
        Message = "Durable extension did not stop in time; the next start resumes its work within the visibility time-out."
    )]
    private partial void LeftRunning();
}
