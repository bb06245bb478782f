using System.Globalization;

namespace LocalHost.Clock;

/// <summary>The simulated clock's position, kept in a file of the data folder, so that a restart never goes back.</summary>
internal sealed class ClockPosition(string dataFolder)
{
    private readonly string _path = Path.Combine(dataFolder, "clock");

    /// <summary>The later of the kept and the requested moment; the machine's time when there is neither.</summary>
    /// <exception cref="InvalidDataException">The file holds something else.</exception>
    public DateTimeOffset Start(DateTimeOffset? requested)
    {
        var start = Read() switch
        {
            null => requested ?? TimeProvider.System.GetUtcNow(),
            { } kept when requested > kept => requested.Value,
            { } kept => kept,
        };
        Keep(start);
        return start.ToUniversalTime();
    }

    /// <summary>Replaces the file as a whole. Nothing is flushed: a power cut may cost the last moves, the process's end none.</summary>
    public void Keep(DateTimeOffset now)
    {
        var next = _path + ".next";
        File.WriteAllText(next, now.ToUniversalTime().ToString("O", CultureInfo.InvariantCulture));
        File.Move(next, _path, overwrite: true);
    }

    private DateTimeOffset? Read()
    {
        if (!File.Exists(_path))
            return null;
        return DateTimeOffset.TryParseExact(
            File.ReadAllText(_path).Trim(), "O", CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var kept)
            ? kept
            : throw new InvalidDataException($"{_path} does not hold the simulated clock's position. Delete it, or start with --fresh.");
    }
}
