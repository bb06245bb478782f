namespace EndToEnd.Harness;

/// <summary>One where an account may ask little at a stretch, and hardly more after it.</summary>
public sealed class LimitedInstallation : SharedInstallation
{
    /// <summary>Requests of an account at a stretch.</summary>
    public const int Burst = 600;

    private protected override string[] Settings => [$"Limits__Burst={Burst}", "Limits__PerSecond=20"];
}
