using System.Net;
using ChildProtection.Tests.Support;
using LocalHost.Worker;

namespace LocalHost.Tests.Worker;

/// <summary>A worker that ends, hangs or can't start (F29).</summary>
public sealed class WorkerProcessTests : IAsyncLifetime
{
    private readonly ProcessHost _app = ProcessHost.New();

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _app.DisposeAsync();

    [Fact]
    public async Task Worker_Started_AnswersAndHasWhatTheHostGivesIt()
    {
        await _app.StartAsync();
        await _app.RunsAsync();

        Assert.Equal("GET bob", await _app.Http.GetStringAsync("/api/hello/bob"));
        Assert.Equal("given", await _app.Http.GetStringAsync("/api/variable/FROM_HOST"));
        Assert.Equal(Environment.GetEnvironmentVariable("PATH"), await _app.Http.GetStringAsync("/api/variable/PATH"));
    }

    [Fact]
    public async Task Worker_ThatLogsAndPrints_IsHeardInTheHostsLog()
    {
        await _app.StartAsync();
        await _app.RunsAsync();

        await _app.Http.GetAsync("/api/say");

        await Until.TrueAsync("both lines are in the log", () => Has("logged at /api/say") && Has("printed past the log"));
    }

    [Fact]
    public async Task Worker_ThatEndsDuringACall_IsStartedAgain_AndTheCallerMayTryAgain()
    {
        await _app.StartAsync();
        await _app.RunsAsync();
        var first = _app.Status.ProcessId;

        var answer = await _app.Http.PostAsync("/api/exit", null);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        Assert.NotNull(answer.Headers.RetryAfter?.Delta);
        await Until.TrueAsync("another worker runs", () => _app.Status is { Phase: WorkerPhase.Running, Starts: 2 });
        Assert.NotEqual(first, _app.Status.ProcessId);
        Assert.Equal("GET bob", await _app.Http.GetStringAsync("/api/hello/bob"));
        Assert.Contains("exit code 137", _app.Status.LastFault, StringComparison.Ordinal);
        Assert.Contains("last words of /api/exit", _app.Status.LastFault, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Worker_ThatHangs_IsEndedAndStartedAgain()
    {
        await _app.StartAsync(new WorkerLimits { AskEvery = TimeSpan.FromMilliseconds(100), Hang = TimeSpan.FromSeconds(2) });
        await _app.RunsAsync();
        var first = _app.Status.ProcessId!.Value;

        _app.FreezeWorker();

        await Until.TrueAsync("another worker runs", () => _app.Status is { Phase: WorkerPhase.Running, Starts: 2 });
        Assert.Contains("The worker hangs", _app.Status.LastFault, StringComparison.Ordinal);
        Assert.False(ProcessHost.Lives(first));
    }

    [Fact]
    public async Task Worker_ThatCantStart_IsToldOfInLogAndAdmin_AndStartedOnceItCan()
    {
        await File.WriteAllTextAsync(_app.StartFault, "throw");
        await _app.StartAsync();
        await Until.TrueAsync("it was tried twice", () => _app.Status.Starts >= 2);

        var meanwhile = await _app.Http.GetAsync("/api/hello/bob");
        var told = await _app.Http.GetStringAsync("/admin/host");
        File.Delete(_app.StartFault);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, meanwhile.StatusCode);
        Assert.Contains("the test wants no start", told, StringComparison.Ordinal);
        Assert.True(Has("the test wants no start"));
        await _app.RunsAsync();
        Assert.Equal("GET bob", await _app.Http.GetStringAsync("/api/hello/bob"));
    }

    [Fact]
    public async Task Worker_ThatDoesNotConnectInTime_IsEndedAndStartedAgain()
    {
        await File.WriteAllTextAsync(_app.StartFault, "hang");
        await _app.StartAsync(new WorkerLimits { Start = TimeSpan.FromSeconds(10) });
        await Until.TrueAsync("a worker is there and hangs", () => File.Exists(_app.StartFault + ".seen"));
        var first = _app.Status.ProcessId!.Value;
        File.Delete(_app.StartFault);

        await _app.RunsAsync();

        Assert.Contains("did not load its functions within 10 seconds", _app.Status.LastFault, StringComparison.Ordinal);
        Assert.False(ProcessHost.Lives(first));
    }

    [Fact]
    public async Task Stop_OfTheHost_LetsTheWorkerCleanUp()
    {
        await _app.StartAsync();
        await _app.RunsAsync();
        var (worker, file) = (_app.Status.ProcessId!.Value, _app.StartFault + ".farewell");
        await _app.Http.PostAsync($"/api/farewell?file={Uri.EscapeDataString(file)}", null);

        await _app.Host.StopAsync(CancellationToken.None);

        Assert.Equal("goodbye", await File.ReadAllTextAsync(file));
        Assert.False(ProcessHost.Lives(worker));
        Assert.Equal(WorkerPhase.Stopped, _app.Status.Phase);
    }

    [Fact]
    public async Task Stop_WithAWorkerThatHangs_EndsItAllTheSame()
    {
        await _app.StartAsync(new WorkerLimits { Farewell = TimeSpan.FromMilliseconds(500) });
        await _app.RunsAsync();
        var worker = _app.Status.ProcessId!.Value;
        _app.FreezeWorker();

        await _app.Host.StopAsync(CancellationToken.None);

        Assert.False(ProcessHost.Lives(worker));
    }

    [Fact]
    public async Task Worker_OnTheCommandLine_ShowsNoSecret()
    {
        await _app.StartAsync();
        await _app.RunsAsync();

        var line = await File.ReadAllTextAsync($"/proc/{_app.Status.ProcessId}/cmdline");

        Assert.Contains("--functions-uri", line, StringComparison.Ordinal);
        Assert.DoesNotContain("--functions-worker-id", line, StringComparison.Ordinal);
    }

    private bool Has(string text) => _app.Logs.Lines.Any(line => line.Text.Contains(text, StringComparison.Ordinal));
}
