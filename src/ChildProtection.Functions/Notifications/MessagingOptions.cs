using ChildProtection.Functions.Platform.Settings;
using Microsoft.Extensions.Configuration;

namespace ChildProtection.Functions.Notifications;

/// <summary>How many messages one instance of the app handles at once, and how long it keeps them.</summary>
public sealed record MessagingOptions
{
    internal const string Section = "Messaging";

    /// <summary>The settings' names in their section <c>Messaging</c>.</summary>
    internal static IReadOnlyList<string> Names { get; } =
        [nameof(ConcurrentSessions), nameof(ConcurrentMail), nameof(SessionIdleSeconds), nameof(LockRenewalMinutes), nameof(Prefetch)];

    /// <summary>Children whose agencies' messages are handled at once; those of one child come one after the other.</summary>
    public int ConcurrentSessions { get; init; } = 32;

    /// <summary>Messages to staff that are handled at once; none where a mail service handles them instead.</summary>
    public int ConcurrentMail { get; init; } = 16;

    /// <summary>How long to wait for a child's next message before another child gets the place.</summary>
    public int SessionIdleSeconds { get; init; } = 10;

    /// <summary>
    /// How long the lock of a session or a message is renewed; more than the four minutes that a message waits to be decided.
    /// </summary>
    public int LockRenewalMinutes { get; init; } = 60;

    /// <summary>Messages fetched ahead; none by default, because their locks run while they wait.</summary>
    public int Prefetch { get; init; }

    /// <exception cref="InvalidOperationException">A setting is invalid; the message names it.</exception>
    public static MessagingOptions From(IConfiguration configuration) => SettingsReader.Require(configuration, Read);

    internal static MessagingOptions Read(SettingsReader settings)
    {
        var usual = new MessagingOptions();
        return new MessagingOptions
        {
            ConcurrentSessions = Number(settings, nameof(ConcurrentSessions), usual.ConcurrentSessions, 1, 1_000),
            ConcurrentMail = Number(settings, nameof(ConcurrentMail), usual.ConcurrentMail, 0, 1_000),
            SessionIdleSeconds = Number(settings, nameof(SessionIdleSeconds), usual.SessionIdleSeconds, 1, 60),
            LockRenewalMinutes = Number(settings, nameof(LockRenewalMinutes), usual.LockRenewalMinutes, 5, 24 * 60),
            Prefetch = Number(settings, nameof(Prefetch), usual.Prefetch, 0, 1_000),
        };
    }

    private static int Number(SettingsReader settings, string name, int usual, int least, int most) =>
        settings.Number($"{Section}:{name}", usual, least, most);
}
