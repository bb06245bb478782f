using System.Diagnostics;
using System.Runtime.InteropServices;

namespace EndToEnd.Harness;

/// <summary>A program under test: its output is kept, and it can be ended kindly or not.</summary>
internal sealed class ChildProcess : IAsyncDisposable
{
    public const int Interrupt = 2;
    public const int Terminate = 15;
    public const int Kill = 9;

    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    private readonly Process _process;
    private readonly List<string> _lines = [];
    private readonly List<(Predicate<string> Wanted, TaskCompletionSource<string> Found)> _waiting = [];

    private ChildProcess(ProcessStartInfo start)
    {
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        start.RedirectStandardInput = true;
        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += (_, line) => Note(line.Data);
        _process.ErrorDataReceived += (_, line) => Note(line.Data);
    }

    public int Id => _process.Id;

    public bool HasEnded => _process.HasExited;

    public int ExitCode => _process.ExitCode;

    /// <param name="start">The program.</param>
    /// <param name="leash">Whether its standard input ends with this test run, however that ends, instead of at once.</param>
    public static ChildProcess Start(ProcessStartInfo start, bool leash = false)
    {
        var child = new ChildProcess(start);
        child._process.Start();
        if (!leash)
            child._process.StandardInput.Close();
        child._process.BeginOutputReadLine();
        child._process.BeginErrorReadLine();
        // A test run that is broken off must not leave a process behind, nor what that process has started.
        AppDomain.CurrentDomain.ProcessExit += child.EndQuietly;
        return child;
    }

    /// <summary>Everything it has said so far.</summary>
    public string Output()
    {
        lock (_lines)
            return string.Join(Environment.NewLine, _lines);
    }

    /// <summary>The first line, said already or to come, that is wanted.</summary>
    public async Task<string> LineAsync(Predicate<string> wanted, string what, TimeSpan? limit = null)
    {
        var found = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_lines)
        {
            if (_lines.Find(wanted) is { } line)
                return line;
            _waiting.Add((wanted, found));
        }

        using var patience = new CancellationTokenSource(limit ?? Limit);
        var ended = _process.WaitForExitAsync(patience.Token);
        if (await Task.WhenAny(found.Task, ended) == found.Task || found.Task.IsCompleted)
            return await found.Task;
        var why = patience.IsCancellationRequested ? "did not come in time" : $"did not come before the process ended with code {ExitCode}";
        throw new InvalidOperationException($"{what} {why}. Its output:{Environment.NewLine}{Output()}");
    }

    public void Signal(int signal)
    {
        if (kill(_process.Id, signal) != 0 && !HasEnded)
            throw new InvalidOperationException(
                $"Signal {signal} to process {_process.Id} failed with errno {Marshal.GetLastPInvokeError()}.");
    }

    public async Task EndAsync(int signal)
    {
        if (!HasEnded)
            Signal(signal);
        await EndedAsync();
    }

    public async Task EndedAsync(TimeSpan? limit = null)
    {
        try
        {
            await _process.WaitForExitAsync().WaitAsync(limit ?? Limit);
        }
        catch (TimeoutException)
        {
            throw new TimeoutException($"Process {Id} did not end in time. Its output:{Environment.NewLine}{Output()}");
        }
    }

    /// <summary>SIGKILL: it can neither notice nor tidy up.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await EndedAsync();
    }

    public async ValueTask DisposeAsync()
    {
        AppDomain.CurrentDomain.ProcessExit -= EndQuietly;
        if (!HasEnded)
            await EndAsync(Terminate);
        _process.Dispose();
    }

    private void Note(string? line)
    {
        if (line is null)
            return;
        lock (_lines)
        {
            _lines.Add(line);
            foreach (var (wanted, found) in _waiting)
            {
                if (wanted(line))
                    found.TrySetResult(line);
            }
        }
    }

    private void EndQuietly(object? sender, EventArgs e)
    {
        if (!HasEnded)
            _ = kill(_process.Id, Terminate);
    }

    [DllImport("libc", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int kill(int pid, int signal);
}
