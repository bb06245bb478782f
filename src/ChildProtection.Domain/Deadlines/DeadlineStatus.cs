using System.Text.Json.Serialization;

namespace ChildProtection.Domain.Deadlines;

/// <summary>Where a deadline stands.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<DeadlineStatus>))]
public enum DeadlineStatus
{
    [JsonStringEnumMemberName("open")] Open,

    /// <summary>The due date has passed and the duty is still owed.</summary>
    [JsonStringEnumMemberName("overdue")] Overdue,

    [JsonStringEnumMemberName("met")] Met,

    /// <summary>Done, but after the due date; stays in the statistics.</summary>
    [JsonStringEnumMemberName("metLate")] MetLate,

    /// <summary>The duty fell away.</summary>
    [JsonStringEnumMemberName("cancelled")] Cancelled,

    /// <summary>Another deadline took its place.</summary>
    [JsonStringEnumMemberName("superseded")] Superseded,

    /// <summary>Ended without ever being done; late in every measure.</summary>
    [JsonStringEnumMemberName("notDone")] NotDone,
}
