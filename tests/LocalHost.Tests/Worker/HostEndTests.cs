using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Runtime.InteropServices;
using System.Text.Json.Nodes;
using ChildProtection.Tests.Support;

namespace LocalHost.Tests.Worker;

/// <summary>However the host ends, nothing that it started is left.</summary>
public sealed class HostEndTests : IDisposable
{
    private const int Terminate = 15;

    private readonly TestFolder _folder = new();
    private Process? _host;

    public void Dispose()
    {
        if (_host is { HasExited: false })
            _host.Kill();
        _host?.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Host_Killed_TakesTheWorkerAlong()
    {
        var (worker, _) = await StartAsync();

        _host!.Kill();

        await Until.TrueAsync("the worker is gone", () => !ProcessHost.Lives(worker));
    }

    [Fact]
    public async Task Host_AskedToEnd_EndsInOrder_AndItsDataFolderIsFree()
    {
        var (worker, _) = await StartAsync();

        Assert.Equal(0, kill(_host!.Id, Terminate));
        await _host.WaitForExitAsync().WaitAsync(TimeSpan.FromMinutes(2));

        Assert.Equal(0, _host.ExitCode);
        Assert.False(ProcessHost.Lives(worker));
        await StartAsync();
    }

    [Fact]
    public async Task Host_OnAFolderInUse_IsRefusedWithAnExitCodeAndAWord()
    {
        await StartAsync();
        using var second = new Process { StartInfo = Command() };
        second.Start();

        var said = await second.StandardError.ReadToEndAsync().WaitAsync(TimeSpan.FromMinutes(2));
        await second.WaitForExitAsync();

        Assert.Equal(1, second.ExitCode);
        Assert.Contains("is in use by another host", said, StringComparison.Ordinal);
    }

    private async Task<(int Worker, Uri Address)> StartAsync()
    {
        _host = new Process { StartInfo = Command() };
        _host.Start();
        var line = await ListensAsync(_host.StandardOutput).WaitAsync(TimeSpan.FromMinutes(2));
        var address = new Uri(line["Now listening on: ".Length..]);
        using var http = new HttpClient { BaseAddress = address };
        var worker = await Until.FoundAsync("the worker runs", async () =>
        {
            var seen = (await http.GetFromJsonAsync<JsonNode>("/admin/host"))!["worker"]!;
            return (string)seen["phase"]! == "running" ? seen["processId"] : null;
        });
        return (int.Parse(worker.ToString(), CultureInfo.InvariantCulture), address);
    }

    private static async Task<string> ListensAsync(StreamReader output)
    {
        while (await output.ReadLineAsync() is { } line)
        {
            if (!line.StartsWith("Now listening on: http://127.0.0.1:", StringComparison.Ordinal))
                continue;
            _ = output.ReadToEndAsync();
            return line;
        }

        throw new InvalidOperationException("The host ended before it listened.");
    }

    private ProcessStartInfo Command()
    {
        var settings = _folder.Write("local.host.json", "{}");
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        string[] arguments =
        [
            Program, "--settings", settings, "--app", ProcessHost.App, "--data", Path.Combine(_folder.Path, "data"),
            "--port", "0", "--bus-port", "0", "--storage", "none",
        ];
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        return start;
    }

    private static string Program
        => Path.Combine(ProcessHost.App.Replace("LocalHost.TestApp", "LocalHost", StringComparison.Ordinal), "LocalHost.dll");

    [DllImport("libc", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int kill(int pid, int signal);
}
