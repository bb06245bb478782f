using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;

namespace EndToEnd.Harness;

/// <summary>
/// Stands between the app and its tables and lets a test act before a chosen write. It hands on bytes as they come; a request begins where
/// a client's bytes begin with a method, since its client sends one at a time over a connection.
/// </summary>
internal sealed partial class TablesProxy : IAsyncDisposable
{
    private static readonly string[] Writes = ["POST ", "PUT ", "MERGE ", "PATCH ", "DELETE "];
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _ends = new();
    private readonly int _target;
    private readonly Lock _gate = new();
    private readonly ConcurrentDictionary<string, int> _requests = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<TablesConnection> _lateConnections = [];
    private volatile TaskCompletionSource? _held;
    private volatile TaskCompletionSource? _late;
    private int _lateTransactions;
    private int _lateNow;
    private Action? _act;
    private bool _sparesNewcomers;
    private int _actBefore = int.MaxValue;
    private int _writes;
    private (string Text, Action Act)? _deadly;
    private int _era;

    private TablesProxy(int target) => _target = target;

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Method and path of the write that was not handed on; null when it did not come to that.</summary>
    public string? Stopped { get; private set; }

    /// <summary>Requests so far by method and table, such as <c>GET Cases</c>; what schedules ask for by the way is left out.</summary>
    public IReadOnlyDictionary<string, int> Requests => new Dictionary<string, int>(_requests);

    /// <summary>Transactions that are held back at present.</summary>
    public int Late => Volatile.Read(ref _lateNow);

    /// <summary>The status that the tables gave to each of those that were held back, once it is known.</summary>
    public IReadOnlyList<string> LateAnswers => [.. _lateConnections.Select(connection => connection.LateStatus).OfType<string>()];

    public static TablesProxy Start(int target)
    {
        var proxy = new TablesProxy(target);
        proxy._listener.Start();
        _ = proxy.AcceptAsync();
        return proxy;
    }

    /// <summary>
    /// Counts writes from nothing; the given one is not handed on, and neither is any that follows, until this is called again.
    /// </summary>
    /// <param name="beforeWrite">From 1; null for none.</param>
    /// <param name="act">Done in the place of that write.</param>
    /// <param name="sparesNewcomers">Who connects after the act is served: it ends the one that writes, and another takes its
    /// place.</param>
    public void Arm(int? beforeWrite, Action act, bool sparesNewcomers = false)
    {
        lock (_gate)
            (_act, _actBefore, _sparesNewcomers, _writes, Stopped) = (act, beforeWrite ?? int.MaxValue, sparesNewcomers, 0, null);
    }

    /// <summary>A transaction that holds the text is never handed on: each time the act ends the one that sends it.</summary>
    public void MakeDeadly(string text, Action act)
    {
        lock (_gate)
            _deadly = (text, act);
    }

    /// <summary>Holds back every write from now on, until released.</summary>
    public void Hold() => _held = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>
    /// Holds back so many decisions of cases, each when all of its transaction is here, until they are let go; also when who sent it is
    /// gone by then.
    /// </summary>
    public void HoldTransactions(int most) =>
        (_lateTransactions, _late) = (most, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));

    public void LetTransactionsGo() => Interlocked.Exchange(ref _late, null)?.TrySetResult();

    public void Release() => Interlocked.Exchange(ref _held, null)?.TrySetResult();

    public async ValueTask DisposeAsync()
    {
        Release();
        LetTransactionsGo();
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
                var connection = new TablesConnection(Volatile.Read(ref _era));
                var (asks, answers) = (client.GetStream(), target.GetStream());
                var answering = PumpAsync(answers, bytes => AnswerAsync(bytes, asks, connection));
                await Task.WhenAny(PumpAsync(asks, bytes => PassAsync(bytes, answers, connection)), answering);
                if (connection.IsLate)
                    await answering;
            }
        }
        catch (Exception exception)
            when (exception is IOException or SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // One of the two is gone, which the other learns by its closed connection.
        }
    }

    private async Task PumpAsync(NetworkStream from, Func<ReadOnlyMemory<byte>, Task<bool>> pass)
    {
        var buffer = new byte[64 * 1024];
        int read;
        while ((read = await from.ReadAsync(buffer, _ends.Token)) > 0 && await pass(buffer.AsMemory(0, read)))
        {
            // The next piece.
        }
    }

    /// <returns>False when it was not handed on.</returns>
    private async Task<bool> PassAsync(ReadOnlyMemory<byte> bytes, NetworkStream to, TablesConnection connection)
    {
        if (!await MayPassAsync(bytes, connection))
            return false;
        if (_late is { } late
            && connection.IsWholeTransaction
            && connection.Holds("/Cases(")
            && Interlocked.Decrement(ref _lateTransactions) >= 0)
        {
            // All but its last byte: the service would close a connection over which nothing comes.
            await to.WriteAsync(bytes[..^1], _ends.Token);
            await BeLateAsync(late, connection);
            bytes = bytes[^1..];
        }

        await to.WriteAsync(bytes, _ends.Token);
        return true;
    }

    private async Task<bool> AnswerAsync(ReadOnlyMemory<byte> bytes, NetworkStream to, TablesConnection connection)
    {
        connection.Hear(bytes.Span);
        await to.WriteAsync(bytes, _ends.Token);
        return true;
    }

    private async Task<bool> MayPassAsync(ReadOnlyMemory<byte> bytes, TablesConnection connection)
    {
        var text = Encoding.ASCII.GetString(bytes.Span[..Math.Min(bytes.Length, 512)]);
        if (TablesConnection.Request().Match(text) is { Success: true } request && !OfSchedules().IsMatch(text))
            _requests.AddOrUpdate($"{request.Groups[1].Value} {request.Groups[2].Value}", 1, static (_, count) => count + 1);
        var writes = Array.Exists(Writes, method => text.StartsWith(method, StringComparison.Ordinal));
        if (writes && _held is { } held)
            await held.Task.WaitAsync(_ends.Token);
        connection.Note(bytes.Span, text);
        lock (_gate)
            return connection.Era == _era && !IsDeadly(connection) && (!writes || MayWrite(text));
    }

    private async Task BeLateAsync(TaskCompletionSource late, TablesConnection connection)
    {
        connection.IsLate = true;
        _lateConnections.Enqueue(connection);
        Interlocked.Increment(ref _lateNow);
        await late.Task.WaitAsync(_ends.Token);
        Interlocked.Decrement(ref _lateNow);
    }

    private bool IsDeadly(TablesConnection connection)
    {
        if (_deadly is not { } deadly || !connection.Holds(deadly.Text))
            return false;
        deadly.Act();
        _era++;
        return true;
    }

    private bool MayWrite(string head)
    {
        if (++_writes != _actBefore)
            return _writes < _actBefore || _sparesNewcomers;
        Stopped = head.Split(" HTTP/")[0];
        _act!();
        if (_sparesNewcomers)
            _era++;
        return false;
    }

    /// <summary>The sweep's look, the watch's, that of health.</summary>
    [GeneratedRegex("^GET [^ ]*(/Pending|/Index.*(open-|'watch'|'round')|'health'|%27health%27|%27watch%27)")]
    private static partial Regex OfSchedules();
}
