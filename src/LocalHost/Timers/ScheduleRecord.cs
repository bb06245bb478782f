namespace LocalHost.Timers;

/// <summary>What is remembered of a schedule. All times are UTC.</summary>
/// <param name="Schedule">The schedule as written; after a change the rest no longer counts.</param>
/// <param name="Last">The last occurrence that ran; <c>default</c> before the first.</param>
/// <param name="Next">The occurrence that is awaited.</param>
/// <param name="LastUpdated">When this was written.</param>
internal sealed record ScheduleRecord(string Schedule, DateTime Last, DateTime Next, DateTime LastUpdated);
