namespace LocalHost.Hosting;

/// <summary>
/// Detects the end of the process that started this one: it holds the other end of the standard input, which ends with it.
/// </summary>
internal static class InputEnd
{
    /// <summary>Acts once, on a thread of its own, when the standard input has ended. What comes before is not read as anything.</summary>
    public static void Watch(Action act) => new Thread(() =>
    {
        using var input = Console.OpenStandardInput();
        input.CopyTo(Stream.Null);
        act();
    })
    { IsBackground = true, Name = "end of input" }.Start();
}
