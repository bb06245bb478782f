namespace LocalHost.Worker;

/// <summary>
/// Functions that a setting switches off: <c>AzureWebJobs.{name}.Disabled</c>, in the environment also
/// <c>AzureWebJobs__{name}__Disabled</c>.
/// </summary>
internal static class DisabledFunctions
{
    /// <param name="function">Its name.</param>
    /// <param name="settingOf">The value of an app setting, or null.</param>
    public static bool IsDisabled(string function, Func<string, string?> settingOf)
        => IsOn(settingOf($"AzureWebJobs.{function}.Disabled")) || IsOn(settingOf($"AzureWebJobs__{function}__Disabled"));

    // The Functions host takes 1 as well.
    private static bool IsOn(string? value) => value is "1" || (bool.TryParse(value, out var on) && on);
}
