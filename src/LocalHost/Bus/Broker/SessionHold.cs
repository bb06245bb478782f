namespace LocalHost.Bus.Broker;

/// <summary>A session that a receiver holds.</summary>
/// <param name="SessionId">The session.</param>
/// <param name="Token">Names this hold of it.</param>
/// <param name="LockedUntil">When the hold ends unless it is renewed, as of when it was taken.</param>
internal sealed record SessionHold(string SessionId, Guid Token, DateTimeOffset LockedUntil);
