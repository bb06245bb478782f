namespace LocalHost.TestApp;

/// <summary>Keeps this app from starting while a file in its folder of faults says so.</summary>
internal static class StartFault
{
    /// <summary>
    /// Names the file; it holds <c>throw</c> or <c>hang</c>; once it hangs there is a file of that name with <c>.seen</c> behind. Without
    /// the variable or the file the app starts.
    /// </summary>
    public const string Variable = "TESTAPP_START_FAULT";

    public static void MayBefall()
    {
        if (Environment.GetEnvironmentVariable(Variable) is not { } file || !File.Exists(file))
            return;
        if (File.ReadAllText(file) == "throw")
            throw new InvalidOperationException("the test wants no start");
        File.WriteAllText(file + ".seen", "");
        using var never = new ManualResetEventSlim();
        never.Wait();
    }
}
