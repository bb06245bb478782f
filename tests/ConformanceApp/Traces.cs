namespace ConformanceApp;

/// <summary>Counts, in a file that outlives this process, how often a place was reached.</summary>
internal static class Traces
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(20);

    /// <returns>How often it has been reached, this time included.</returns>
    public static int Note(string trace)
    {
        File.AppendAllText(trace, ".");
        return (int)new FileInfo(trace).Length;
    }

    /// <summary>Who is here for the first time stays until the process ends.</summary>
    public static void HoldFirst(string trace)
    {
        if (Note(trace) > 1)
            return;
        using var never = new ManualResetEventSlim();
        never.Wait();
    }

    public static async Task WaitForFileAsync(string path)
    {
        using var timer = new PeriodicTimer(Look);
        while (!File.Exists(path))
            await timer.WaitForNextTickAsync();
    }
}
