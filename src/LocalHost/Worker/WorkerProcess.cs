using System.Diagnostics;
using Microsoft.Extensions.Logging;

namespace LocalHost.Worker;

/// <summary>A worker in a process of its own.</summary>
internal sealed partial class WorkerProcess : ILaunchedWorker
{
    private const int LastWords = 5;
    private const int LongestWord = 300;

    private readonly Process _process;
    private readonly ILogger _output;
    private readonly Queue<string> _lastErrors = new();
    private readonly TaskCompletionSource<string> _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _started = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private WorkerProcess(ProcessStartInfo start, ILogger output) => (_process, _output) = (new Process { StartInfo = start }, output);

    public string Name => $"process {ProcessId}";

    public int? ProcessId { get; private set; }

    public Task<string> Ended => _ended.Task;

    /// <exception cref="WorkerFaultException">The system can't start it.</exception>
    public static async Task<WorkerProcess> StartAsync(ProcessStartInfo start, ILogger output)
    {
        var worker = new WorkerProcess(start, output);
        // A thread of its own, which lives as long as the worker: the kernel ends the worker with the thread that started it.
        new Thread(worker.Live) { IsBackground = true, Name = "worker process" }.Start();
        await worker._started.Task;
        return worker;
    }

    public void Kill()
    {
        if (_ended.Task.IsCompleted)
            return;
        try
        {
            _process.Kill(entireProcessTree: true);
        }
        catch (InvalidOperationException)
        {
            // It ended a moment ago, which is all that was wanted.
        }
    }

    public async ValueTask DisposeAsync()
    {
        Kill();
        await _ended.Task;
    }

    private void Live()
    {
        try
        {
            _process.OutputDataReceived += (_, line) => Said(line.Data, isError: false);
            _process.ErrorDataReceived += (_, line) => Said(line.Data, isError: true);
            _process.Start();
            ProcessId = _process.Id;
            _process.BeginOutputReadLine();
            _process.BeginErrorReadLine();
        }
        catch (Exception exception) when (exception is System.ComponentModel.Win32Exception or InvalidOperationException)
        {
            _started.SetException(new WorkerFaultException($"The worker can't be started: {exception.Message}", exception));
            return;
        }

        _started.SetResult();
        _process.WaitForExit();
        var how = HowItEnded();
        _process.Dispose();
        _ended.SetResult(how);
    }

    private string HowItEnded()
    {
        lock (_lastErrors)
        {
            var said = _lastErrors.Count == 0 ? "" : $" It said last: {string.Join(" | ", _lastErrors)}";
            return $"process {ProcessId} ended with exit code {_process.ExitCode}.{said}";
        }
    }

    private void Said(string? line, bool isError)
    {
        if (string.IsNullOrWhiteSpace(line))
            return;
        if (!isError)
        {
            Printed(line);
            return;
        }

        Complained(line);
        lock (_lastErrors)
        {
            _lastErrors.Enqueue(line.Length > LongestWord ? line[..LongestWord] : line.Trim());
            if (_lastErrors.Count > LastWords)
                _lastErrors.Dequeue();
        }
    }

    [LoggerMessage(EventName = "WorkerPrinted", Level = LogLevel.Information, Message = "{Line}")]
    private partial void Printed(string line);

    [LoggerMessage(EventName = "WorkerComplained", Level = LogLevel.Warning, Message = "{Line}")]
    private partial void Complained(string line);
}
