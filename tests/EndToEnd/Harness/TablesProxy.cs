using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;

namespace EndToEnd.Harness;

/// <summary>
/// Stands between the app and its tables and lets a test act before a chosen write. It hands on bytes as they come; a request begins where a client's
/// bytes begin with a method, since its client sends one at a time over a connection.
/// </summary>
internal sealed partial class TablesProxy : IAsyncDisposable
{
    private static readonly string[] Writes = ["POST ", "PUT ", "MERGE ", "PATCH ", "DELETE "];
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _ends = new();
    private readonly int _target;
    private readonly Lock _gate = new();
    private readonly ConcurrentDictionary<string, int> _requests = new(StringComparer.Ordinal);
    private volatile TaskCompletionSource? _held;
    private Action? _act;
    private int _actBefore = int.MaxValue;
    private int _writes;

    private TablesProxy(int target) => _target = target;

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Method and path of the write that was not handed on; null when it did not come to that.</summary>
    public string? Stopped { get; private set; }

    /// <summary>Requests so far by method and table, such as <c>GET Cases</c>; what schedules ask for by the way is left out.</summary>
    public IReadOnlyDictionary<string, int> Requests => new Dictionary<string, int>(_requests);

    public static TablesProxy Start(int target)
    {
        var proxy = new TablesProxy(target);
        proxy._listener.Start();
        _ = proxy.AcceptAsync();
        return proxy;
    }

    /// <summary>Counts writes anew; the given one is not handed on, and neither is any that follows, until this is called again.</summary>
    public void Arm(int? beforeWrite, Action act)
    {
        lock (_gate)
            (_act, _actBefore, _writes, Stopped) = (act, beforeWrite ?? int.MaxValue, 0, null);
    }

    /// <summary>Holds back every write from now on, until released.</summary>
    public void Hold() => _held = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Release() => Interlocked.Exchange(ref _held, null)?.TrySetResult();

    public async ValueTask DisposeAsync()
    {
        Release();
        await _ends.CancelAsync();
        _listener.Dispose();
        _ends.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
                _ = ServeAsync(await _listener.AcceptTcpClientAsync(_ends.Token));
        }
        catch (Exception exception) when (exception is OperationCanceledException or ObjectDisposedException or SocketException)
        {
            // The test is over.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        try
        {
            using (client)
            {
                using var target = new TcpClient { NoDelay = true };
                await target.ConnectAsync(IPAddress.Loopback, _target, _ends.Token);
                client.NoDelay = true;
                await Task.WhenAny(
                    PumpAsync(client.GetStream(), target.GetStream(), MayPassAsync),
                    PumpAsync(target.GetStream(), client.GetStream(), static _ => ValueTask.FromResult(true)));
            }
        }
        catch (Exception exception) when (exception is IOException or SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // One of the two is gone, which the other learns by its closed connection.
        }
    }

    private async Task PumpAsync(NetworkStream from, NetworkStream to, Func<ReadOnlyMemory<byte>, ValueTask<bool>> mayPass)
    {
        var buffer = new byte[64 * 1024];
        int read;
        while ((read = await from.ReadAsync(buffer, _ends.Token)) > 0 && await mayPass(buffer.AsMemory(0, read)))
            await to.WriteAsync(buffer.AsMemory(0, read), _ends.Token);
    }

    private async ValueTask<bool> MayPassAsync(ReadOnlyMemory<byte> bytes)
    {
        var text = Encoding.ASCII.GetString(bytes.Span[..Math.Min(bytes.Length, 512)]);
        if (Request().Match(text) is { Success: true } request && !OfSchedules().IsMatch(text))
            _requests.AddOrUpdate($"{request.Groups[1].Value} {request.Groups[2].Value}", 1, static (_, count) => count + 1);
        if (!Array.Exists(Writes, method => text.StartsWith(method, StringComparison.Ordinal)))
            return true;
        if (_held is { } held)
            await held.Task.WaitAsync(_ends.Token);
        lock (_gate)
        {
            if (++_writes < _actBefore)
                return true;
            if (_writes == _actBefore)
            {
                Stopped = text.Split(" HTTP/")[0];
                _act!();
            }

            return false;
        }
    }

    [GeneratedRegex(@"^([A-Z]+) /[^/ ]+/([$A-Za-z]+)")]
    private static partial Regex Request();

    /// <summary>The sweep's look, the watch's, that of health.</summary>
    [GeneratedRegex("^GET [^ ]*(/Pending|/Index.*(open-|'watch'|'round')|'health'|%27health%27|%27watch%27)")]
    private static partial Regex OfSchedules();
}
