using LocalHost.Bus.Store;

namespace LocalHost.Bus.Broker;

/// <summary>A message on its way to a receiver.</summary>
/// <param name="Row">The message as it was before this delivery.</param>
/// <param name="Token">Its lock; empty where it is not locked.</param>
/// <param name="LockedUntil">UTC ticks; null where it is not locked.</param>
internal sealed record DeliveredMessage(MessageRow Row, Guid Token = default, long? LockedUntil = null);
