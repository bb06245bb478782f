using System.Diagnostics;
using System.Runtime.InteropServices;

namespace ChildProtection.Tests.Support;

/// <summary>
/// A real Azurite table service as a child process, on loopback and a port of its own. With a data folder it keeps its rows over
/// <see cref="StopAsync"/> and <see cref="StartAsync()"/>; without one it holds them in memory and a stop forgets them.
/// </summary>
public sealed class AzuriteProcess : IAsyncDisposable
{
    // Of the signals that ask a process to end, Azurite's table service handles this one alone; any other loses what it has not yet written.
    private const int Interrupt = 2;
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);
    private const string EmulatorAccount = "devstoreaccount1";
    private const string EmulatorKey = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";
    private readonly string? dataFolder;
    private readonly int moreAccounts;
    private Process? process;

    private AzuriteProcess(string? dataFolder, int moreAccounts)
    {
        (this.dataFolder, this.moreAccounts) = (dataFolder, moreAccounts);
        Port = Loopback.FreePort();
    }

    /// <summary>The port; the same after a restart.</summary>
    public int Port { get; }

    /// <summary>What a client is given to reach it.</summary>
    public string ConnectionString => Connect(EmulatorAccount);

    /// <summary>What a client of one of the further accounts is given; accounts share no rows.</summary>
    /// <param name="number">From 0.</param>
    public string ConnectionStringOf(int number) => number < moreAccounts
        ? Connect(Account(number))
        : throw new ArgumentOutOfRangeException(nameof(number), number, $"Azurite was started with {moreAccounts} further accounts; start it with more.");

    /// <summary>Starts one and returns when it answers.</summary>
    /// <param name="dataFolder">Where it keeps its rows; made when missing, never deleted. Null for memory only.</param>
    /// <param name="moreAccounts">How many accounts there are beside the emulator's own, all with its key.</param>
    /// <exception cref="InvalidOperationException">It is not installed, or did not start; the message holds its output.</exception>
    public static async Task<AzuriteProcess> StartAsync(string? dataFolder, int moreAccounts = 0)
    {
        var azurite = new AzuriteProcess(dataFolder, moreAccounts);
        await azurite.StartAsync();
        return azurite;
    }

    /// <summary>Starts it again after a stop: same port, same data folder.</summary>
    public async Task StartAsync()
    {
        if (process is not null)
            throw new InvalidOperationException("Azurite runs already; stop it first.");
        if (dataFolder is not null)
            Directory.CreateDirectory(dataFolder);
        var start = new ProcessStartInfo(Program())
        {
            ArgumentList = { "--silent", "--disableTelemetry", "--skipApiVersionCheck", "--tableHost", "127.0.0.1", "--tablePort", $"{Port}" },
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var argument in dataFolder is null ? ["--inMemoryPersistence"] : new[] { "--location", dataFolder })
            start.ArgumentList.Add(argument);
        if (moreAccounts > 0)
            start.Environment["AZURITE_ACCOUNTS"] = string.Join(';', Enumerable.Range(0, moreAccounts).Select(Account).Prepend(EmulatorAccount).Select(account => $"{account}:{EmulatorKey}"));

        var output = new List<string>();
        var listening = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        process = new Process { StartInfo = start, EnableRaisingEvents = true };
        process.OutputDataReceived += (_, line) => Note(line.Data);
        process.ErrorDataReceived += (_, line) => Note(line.Data);
        process.Exited += (_, _) => listening.TrySetException(Failed("ended before it listened", output));
        process.Start();
        AppDomain.CurrentDomain.ProcessExit += KillNow;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        try
        {
            await listening.Task.WaitAsync(Limit);
        }
        catch (TimeoutException)
        {
            KillNow(this, EventArgs.Empty);
            throw Failed($"did not listen within {Limit.TotalSeconds} s", output);
        }

        void Note(string? line)
        {
            if (line is null)
                return;
            lock (output)
                output.Add(line);
            if (line.Contains("successfully started", StringComparison.OrdinalIgnoreCase))
                listening.TrySetResult();
        }
    }

    /// <summary>Asks it to end (it writes what it holds) and waits until it has.</summary>
    public async Task StopAsync()
    {
        if (process is not { } running)
            return;
        process = null;
        AppDomain.CurrentDomain.ProcessExit -= KillNow;
        if (!running.HasExited && kill(running.Id, Interrupt) != 0 && !running.HasExited)
            throw new InvalidOperationException($"SIGINT to Azurite failed with errno {Marshal.GetLastPInvokeError()}; end process {running.Id} by hand.");
        await running.WaitForExitAsync().WaitAsync(Limit);
        running.Dispose();
    }

    public async ValueTask DisposeAsync() => await StopAsync();

    private static string Account(int number) => $"account{number}";

    private string Connect(string account) =>
        $"DefaultEndpointsProtocol=http;AccountName={account};AccountKey={EmulatorKey};TableEndpoint=http://127.0.0.1:{Port}/{account}";

    private static string Program()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "ChildProtection.Functions.sln")))
            folder = folder.Parent;
        if (folder is null)
            throw new InvalidOperationException($"No ChildProtection.Functions.sln above {AppContext.BaseDirectory}; run the tests from a checkout.");
        var program = Path.Combine(folder.FullName, "node_modules", ".bin", "azurite-table");
        return File.Exists(program)
            ? program
            : throw new InvalidOperationException($"Azurite is not installed ({program} is missing). Run ./test, or npm ci in the root of the repository.");
    }

    private static InvalidOperationException Failed(string what, List<string> output)
    {
        lock (output)
            return new InvalidOperationException($"Azurite {what}. Its output:{Environment.NewLine}{string.Join(Environment.NewLine, output)}");
    }

    // A test run that is broken off must not leave a service behind.
    private void KillNow(object? sender, EventArgs e)
    {
        if (process is { HasExited: false } running)
            running.Kill();
    }

    [DllImport("libc", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int kill(int pid, int signal);
}
