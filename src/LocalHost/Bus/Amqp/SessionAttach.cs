using LocalHost.Bus.Broker;
using Microsoft.Azure.Amqp;
using Microsoft.Azure.Amqp.Framing;

namespace LocalHost.Bus.Amqp;

/// <summary>Takes a session for a receiver that asks for one by the filter of its link, and answers with the session's id.</summary>
internal static class SessionAttach
{
    private const string Filter = "com.microsoft:session-filter";
    private const string Timeout = "com.microsoft:timeout";
    private const string LockedUntil = "com.microsoft:locked-until-utc";

    // As the client library waits for a session.
    private static readonly TimeSpan DefaultWait = TimeSpan.FromMinutes(1);

    /// <returns>The session; null when the link asks for none.</returns>
    /// <exception cref="BusFault">There is none to be had, or the link has another filter.</exception>
    public static async Task<SessionHold?> AcceptAsync(SendingAmqpLink link, Source source, string queue, MessageBroker broker)
    {
        var asks = false;
        string? wanted = null;
        foreach (var filter in source.FilterSet ?? new FilterSet())
        {
            if (filter.Key.Key.ToString() != Filter)
                throw new BusFault(Conditions.NotAllowed, $"'{filter.Key.Key}' is an invalid filter type here; use the session filter.");
            (asks, wanted) = (true, filter.Value as string);
        }

        if (!asks)
        {
            broker.CheckReceive(queue);
            return null;
        }

        using var gone = new CancellationTokenSource();
        void Cancel(object? sender, EventArgs e) => gone.Cancel();
        link.SafeAddClosed(Cancel);
        try
        {
            var hold = await broker.AcceptSessionAsync(queue, wanted, Wait(link), gone.Token);
            source.FilterSet![Filter] = hold.SessionId;
            link.Settings.Properties ??= new Fields();
            link.Settings.Properties[LockedUntil] = hold.LockedUntil.UtcTicks;
            return hold;
        }
        finally
        {
            link.Closed -= Cancel;
        }
    }

    private static TimeSpan Wait(SendingAmqpLink link) =>
        link.Settings.Properties is { } properties && properties.TryGetValue<uint>(Timeout, out var milliseconds)
            ? TimeSpan.FromMilliseconds(milliseconds)
            : DefaultWait;
}
