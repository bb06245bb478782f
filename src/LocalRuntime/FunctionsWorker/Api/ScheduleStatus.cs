namespace Microsoft.Azure.Functions.Worker;

/// <summary>Where a schedule stands; all times are UTC.</summary>
public class ScheduleStatus
{
    /// <summary>The last occurrence that ran; <c>default</c> before the first.</summary>
    public DateTime Last { get; set; }

    /// <summary>The next occurrence.</summary>
    public DateTime Next { get; set; }

    /// <summary>When this status was last changed.</summary>
    public DateTime LastUpdated { get; set; }
}
