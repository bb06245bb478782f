using System.Diagnostics;
using System.Runtime.InteropServices;

namespace ChildProtection.Tests.Support;

/// <summary>
/// A real Azurite as a child process, on loopback and ports of its own: the table service alone, or with blobs and queues as the durable
/// extension needs them. With a data folder it keeps what it holds over <see cref="StopAsync"/> and <see cref="StartAsync()"/>; without one
/// a stop forgets it.
/// </summary>
public sealed class AzuriteProcess : IAsyncDisposable
{
    // Of the signals that ask a process to end, Azurite's table service handles this one alone; any other loses what it has not yet
    // written.
    private const int Interrupt = 2;
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);
    private const string EmulatorAccount = "devstoreaccount1";
    private const string EmulatorKey = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";
    private readonly string? dataFolder;
    private readonly int moreAccounts;
    private readonly int? blobPort;
    private readonly int? queuePort;
    private Process? process;

    private AzuriteProcess(string? dataFolder, int moreAccounts, bool tablesAlone)
    {
        (this.dataFolder, this.moreAccounts) = (dataFolder, moreAccounts);
        // All at once, so that no two are the same.
        var ports = Loopback.FreePorts(3);
        Port = ports[0];
        if (!tablesAlone)
            (blobPort, queuePort) = (ports[1], ports[2]);
    }

    /// <summary>The port of the tables; the same after a restart.</summary>
    public int Port { get; }

    /// <summary>The ports of all services that run.</summary>
    public IReadOnlyList<int> Ports => [.. new[] { blobPort, queuePort, Port }.OfType<int>()];

    /// <summary>What a client is given to reach it.</summary>
    public string ConnectionString => Connect(EmulatorAccount);

    /// <summary>What a client of one of the further accounts is given; accounts share no rows.</summary>
    /// <param name="number">From 0.</param>
    public string ConnectionStringOf(int number) =>
        number < moreAccounts
            ? Connect(Account(number))
            : throw new ArgumentOutOfRangeException(
                nameof(number), number, $"Azurite was started with {moreAccounts} further accounts; start it with more.");

    /// <summary>Starts one with tables alone and returns when it answers.</summary>
    /// <param name="dataFolder">Where it keeps its rows; made when missing, never deleted. Null for memory only.</param>
    /// <param name="moreAccounts">How many accounts there are beside the emulator's own, all with its key.</param>
    /// <exception cref="InvalidOperationException">It is not installed, or did not start; the message holds its output.</exception>
    public static async Task<AzuriteProcess> StartAsync(string? dataFolder, int moreAccounts = 0)
    {
        var azurite = new AzuriteProcess(dataFolder, moreAccounts, tablesAlone: true);
        await azurite.StartAsync();
        return azurite;
    }

    /// <summary>Starts one with blobs, queues and tables and returns when it answers.</summary>
    /// <inheritdoc cref="StartAsync(string?, int)"/>
    public static async Task<AzuriteProcess> StartWholeAsync(string? dataFolder, int moreAccounts = 0)
    {
        var azurite = new AzuriteProcess(dataFolder, moreAccounts, tablesAlone: false);
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
        var start = new ProcessStartInfo(Program(blobPort is null ? "azurite-table" : "azurite"))
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var argument in Arguments())
            start.ArgumentList.Add(argument);
        if (moreAccounts > 0)
            start.Environment["AZURITE_ACCOUNTS"] = string.Join(
                ';',
                Enumerable.Range(0, moreAccounts).Select(Account).Prepend(EmulatorAccount).Select(account => $"{account}:{EmulatorKey}"));

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
            // Tables are the last of the services to start.
            if (line.StartsWith("Azurite Table service ", StringComparison.Ordinal)
                && line.Contains("successfully", StringComparison.Ordinal))
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
            throw new InvalidOperationException(
                $"SIGINT to Azurite failed with errno {Marshal.GetLastPInvokeError()}; end process {running.Id} by hand.");
        await running.WaitForExitAsync().WaitAsync(Limit);
        running.Dispose();
    }

    public async ValueTask DisposeAsync() => await StopAsync();

    private static string Account(int number) => $"account{number}";

    private IEnumerable<string> Arguments() =>
    [
        "--silent", "--disableTelemetry", "--skipApiVersionCheck",
        .. blobPort is null ? [] : new[] { "--blobHost", "127.0.0.1", "--blobPort", $"{blobPort}" },
        .. queuePort is null ? [] : new[] { "--queueHost", "127.0.0.1", "--queuePort", $"{queuePort}" },
        "--tableHost", "127.0.0.1", "--tablePort", $"{Port}",
        .. dataFolder is null ? ["--inMemoryPersistence"] : new[] { "--location", dataFolder },
    ];

    private string Connect(string account) => $"DefaultEndpointsProtocol=http;AccountName={account};AccountKey={EmulatorKey};"
        + (blobPort is null ? "" : $"BlobEndpoint=http://127.0.0.1:{blobPort}/{account};")
        + (queuePort is null ? "" : $"QueueEndpoint=http://127.0.0.1:{queuePort}/{account};")
        + $"TableEndpoint=http://127.0.0.1:{Port}/{account}";

    private static string Program(string name)
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "ChildProtection.Functions.sln")))
            folder = folder.Parent;
        if (folder is null)
            throw new InvalidOperationException(
                $"No ChildProtection.Functions.sln above {AppContext.BaseDirectory}; run the tests from a checkout.");
        var program = Path.Combine(folder.FullName, "node_modules", ".bin", name);
        return File.Exists(program)
            ? program
            : throw new InvalidOperationException(
                $"Azurite is not installed ({program} is missing). Run ./test, or npm ci in the root of the repository.");
    }

    private static InvalidOperationException Failed(string what, List<string> output)
    {
        lock (output)
            return new InvalidOperationException(
                $"Azurite {what}. Its output:{Environment.NewLine}{string.Join(Environment.NewLine, output)}");
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
