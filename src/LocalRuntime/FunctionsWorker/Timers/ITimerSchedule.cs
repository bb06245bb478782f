namespace ChildProtection.LocalRuntime.FunctionsWorker.Timers;

/// <summary>When a timer function runs. All times are UTC, as on Azure where no time zone is set.</summary>
internal interface ITimerSchedule
{
    /// <summary>The first occurrence after <paramref name="instant"/>; null when there is none.</summary>
    DateTime? NextAfter(DateTime instant);
}
