namespace ChildProtection.Functions.Tests.SubmitEvent.Limits;

/// <summary>How people write: a letter of one, of three and of four bytes in UTF-8; the last takes two characters of .NET.</summary>
public enum Script
{
    Latin,
    Tamil,
    Emoji,
}

internal static class Scripts
{
    public static string Repeat(this Script script, int codePoints) => string.Concat(Enumerable.Repeat(script switch
    {
        Script.Latin => "a",
        Script.Tamil => "த",
        _ => "🙂",
    }, codePoints));

    /// <summary>Letters at random, which compress far less than words.</summary>
    public static string Noise(this Script script, int bytes, Random random)
    {
        var (first, count, width) = script switch
        {
            Script.Latin => ('a', 26, 1),
            Script.Tamil => (0x0B85, 0x30, 3),
            _ => (0x1F600, 0x50, 4),
        };
        return string.Concat(Enumerable.Range(0, bytes / width).Select(_ => char.ConvertFromUtf32(first + random.Next(count))));
    }
}
