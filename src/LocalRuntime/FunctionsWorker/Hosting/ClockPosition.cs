using System.Globalization;

namespace ChildProtection.LocalRuntime.FunctionsWorker.Hosting;

/// <summary>Where the simulated clock stands, kept in the data directory so that a restart never goes back.</summary>
internal sealed class ClockPosition(string dataDirectory)
{
    private readonly string _path = Path.Combine(dataDirectory, "clock");

    /// <summary>The later one of what was kept and what is asked for; the present when there is neither.</summary>
    /// <exception cref="InvalidOperationException">The file holds something else.</exception>
    public DateTimeOffset Start(DateTimeOffset? requested)
    {
        var kept = Read();
        var start = kept is null ? requested ?? TimeProvider.System.GetUtcNow()
            : requested > kept ? requested.Value
            : kept.Value;
        Keep(start);
        return start;
    }

    public void Keep(DateTimeOffset now) => DataFile.Replace(_path, now.ToUniversalTime().ToString("O", CultureInfo.InvariantCulture));

    private DateTimeOffset? Read()
    {
        if (!File.Exists(_path))
            return null;
        return DateTimeOffset.TryParseExact(
            File.ReadAllText(_path).Trim(), "O", CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var kept)
            ? kept
            : throw new InvalidOperationException($"{_path} does not hold the simulated clock's position; delete it, or the whole data directory, to start anew.");
    }
}
