namespace ChildProtection.Domain.Deadlines;

/// <summary>A duty that begins to run in a case.</summary>
/// <param name="Terms">What it counts from and by.</param>
/// <param name="Number">Counts the deadlines of its kind in the case, from 1.</param>
/// <param name="AnchorEvent">The stored name of the event that it counts from.</param>
/// <param name="OpenedAt">Now (UTC): decides which checkpoints have passed already.</param>
public sealed record DeadlineRequest(DeadlineTerms Terms, int Number, string AnchorEvent, DateTimeOffset OpenedAt);
