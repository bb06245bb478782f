using System.Threading.Channels;
using LocalHost.Bus.Broker;
using LocalHost.Bus.Store;
using Microsoft.Azure.Amqp;
using Microsoft.Azure.Amqp.Framing;
using Microsoft.Extensions.Logging;

namespace LocalHost.Bus.Amqp;

/// <summary>
/// A client receives from a queue: messages go out as it gives credit, and it settles each of them. Disposes itself with its link.
/// </summary>
internal sealed partial class OutgoingLink : IDisposable
{
    private const int AtOnce = 100;
    private static readonly TimeSpan RetryPause = TimeSpan.FromSeconds(1);

    private readonly SendingAmqpLink _link;
    private readonly BusConnection _connection;
    private readonly MessageBroker _broker;
    private readonly string _queue;
    private readonly SessionKeeper? _session;
    private readonly ILogger _logger;
    private readonly bool _locked;
    private readonly LinkSettlement _settlement;
    private readonly CancellationTokenSource _closing = new();
    private readonly CancellationToken _closed;
    private readonly Channel<bool> _wake = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    /// <param name="link">The link.</param>
    /// <param name="connection">Its connection.</param>
    /// <param name="broker">Where messages come from.</param>
    /// <param name="queue">Which queue.</param>
    /// <param name="session">The session, where the queue has sessions; given back when the link is closed.</param>
    /// <param name="logger">For failures.</param>
    public OutgoingLink(
        SendingAmqpLink link, BusConnection connection, MessageBroker broker, string queue, SessionKeeper? session, ILogger logger)
    {
        (_link, _connection, _broker, _queue, _session, _logger) = (link, connection, broker, queue, session, logger);
        _locked = link.Settings.SettleType != SettleMode.SettleOnSend;
        _settlement = new(broker, queue);
        _closed = _closing.Token;
    }

    public void Start()
    {
        _link.RegisterCreditListener((_, _, _) => Wake());
        // Without locks nothing is settled; the library would report what it settled itself.
        if (_locked)
            _link.RegisterDispositionListener(delivery => _ = SettleAsync(delivery));
        _connection.Relieved += Wake;
        _link.SafeAddClosed(OnClosed);
        _ = RunAsync();
    }

    public void Dispose() => _closing.Dispose();

    private void Wake() => _wake.Writer.TryWrite(true);

    private void OnClosed(object? sender, EventArgs e)
    {
        _connection.Relieved -= Wake;
        _closing.Cancel();
        Dispose();
        _ = _session?.ReleaseAsync();
    }

    private async Task RunAsync()
    {
        try
        {
            await (_session is null ? PumpAsync() : await Task.WhenAny(PumpAsync(), _session.WatchAsync(_closed)));
        }
        catch (OperationCanceledException) when (_closed.IsCancellationRequested)
        {
            // The link is closed.
        }
#pragma warning disable CA1031 // The receiver learns of every failure, and unexpected ones are logged.
        catch (Exception error)
#pragma warning restore CA1031
        {
            if (AmqpErrors.IsFailure(error))
                Failed(error, _queue);
            _link.SafeClose(AmqpErrors.Exception(error));
        }
    }

    private async Task PumpAsync()
    {
        for (; ; )
        {
            if (_link.LinkCredit == 0 || _connection.IsCongested)
            {
                await _wake.Reader.ReadAsync(_closed);
                continue;
            }

            if (_settlement.Pause > TimeSpan.Zero)
                await Task.Delay(_settlement.Pause, TimeProvider.System, _closed);
            await SendSomeAsync((int)Math.Min(_link.LinkCredit, AtOnce));
            _closed.ThrowIfCancellationRequested();
        }
    }

    private async Task SendSomeAsync(int limit)
    {
        try
        {
            foreach (var message in limit == 0 ? [] : await _broker.ReceiveAsync(_queue, limit, _locked, _session?.Hold, _closed))
            {
                if (!TrySend(message))
                    await GiveBackAsync(message);
            }
        }
        catch (BusStoreException error)
        {
            // The receiver waits: an error would make it return at once.
            NotStored(error, _queue);
            await Task.Delay(RetryPause, TimeProvider.System, _closed);
        }
    }

    // Without credit the library would queue the message, and its lock would run out there.
    private bool TrySend(DeliveredMessage message)
    {
        var outgoing = DeliveryBytes.Message(message);
        outgoing.DeliveryTag = new((_locked ? message.Token : Guid.NewGuid()).ToByteArray());
        outgoing.TxnId = AmqpConstants.NullBinary;
        return !_link.IsClosing() && _link.TrySendDelivery(outgoing);
    }

    private Task GiveBackAsync(DeliveredMessage message) =>
        _locked ? _broker.ReleaseAsync(_queue, message.Token) : _broker.RestoreAsync(_queue, message.Row);

    private async Task SettleAsync(Delivery delivery)
    {
        DeliveryState answer = AmqpConstants.AcceptedOutcome;
        try
        {
            await _settlement.SettleAsync(new Guid(delivery.DeliveryTag.AsSpan()), delivery.State);
        }
#pragma warning disable CA1031 // The receiver learns of every failure, and unexpected ones are logged.
        catch (Exception error)
#pragma warning restore CA1031
        {
            if (AmqpErrors.IsFailure(error))
                NotSettled(error, _queue);
            answer = AmqpErrors.Rejection(error);
        }

        if (!delivery.Settled)
            _link.DisposeDelivery(delivery, settled: true, answer);
    }

    [LoggerMessage(LogLevel.Error, EventName = "BusReceiveFailed", Message =
        "Messages of {Queue} not delivered; the receiver was notified.")]
    private partial void Failed(Exception exception, string queue);

    [LoggerMessage(LogLevel.Warning, EventName = "BusReceiveNotStored", Message =
        "The store cannot serve a receiver of {Queue}; retrying.")]
    private partial void NotStored(Exception exception, string queue);

    [LoggerMessage(LogLevel.Error, EventName = "BusSettleFailed", Message =
        "A message of {Queue} not settled; the receiver was notified.")]
    private partial void NotSettled(Exception exception, string queue);
}
