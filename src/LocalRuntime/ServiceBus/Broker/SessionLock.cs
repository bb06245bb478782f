namespace ChildProtection.LocalRuntime.ServiceBus;

/// <summary>A session that somebody holds.</summary>
/// <param name="SessionId">The session.</param>
/// <param name="Token">Names this hold of it.</param>
/// <param name="LockedUntil">Until when, UTC, as of when it was taken.</param>
internal sealed record SessionLock(string SessionId, Guid Token, DateTimeOffset LockedUntil);
