using ChildProtection.Domain.Profiles;
using ChildProtection.Domain.Teams;
using Microsoft.Extensions.Logging;

namespace ChildProtection.Functions.Teams;

/// <summary>
/// The authority's teams. The file is read again once it has changed, so that a team opens without a restart; a file that cannot be used
/// leaves the list as it was.
/// </summary>
public sealed class TeamDirectory
{
    private readonly TeamFile? _file;
    private readonly ILogger<TeamDirectory> _logger;
    private readonly Lock _reading = new();
    private volatile Reading _last;

    private TeamDirectory(TeamFile? file, Reading first, ILogger<TeamDirectory> logger) => (_file, _last, _logger) = (file, first, logger);

    /// <summary>Reads the list for the first time, before there is a log.</summary>
    /// <exception cref="ProfileException">The file is missing or broken; the message names every fault. The app does not start with a wrong
    /// one.</exception>
    internal static Func<ILogger<TeamDirectory>, TeamDirectory> Open(TeamOptions options)
    {
        if (options.File is null)
            return logger => new TeamDirectory(null, new Reading(TeamList.Shipped, default, null), logger);
        var file = new TeamFile(Path.GetFullPath(options.File));
        try
        {
            var stamp = file.Stamp;
            var first = new Reading(file.Read(), stamp, null);
            return logger => new TeamDirectory(file, first, logger);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw file.Unreadable(fault);
        }
    }

    public TeamList Current => Refresh().List;

    /// <summary>The authority's own list; null where the shipped one stands in for it.</summary>
    internal TeamList? Own => _file is null ? null : Current;

    /// <summary>Why the present list is not that of the file; null while it is.</summary>
    internal string? Fault => Refresh().Fault;

    private Reading Refresh()
    {
        if (_file is null || _file.Stamp == _last.Stamp)
            return _last;
        lock (_reading)
        {
            // Taken before the file is read, so that a later change is seen as one.
            var stamp = _file.Stamp;
            if (stamp != _last.Stamp)
                _last = ReadAgain(_file, stamp);
            return _last;
        }
    }

    private Reading ReadAgain(TeamFile file, TeamFileStamp stamp)
    {
        try
        {
            var list = file.Read();
            TeamLog.Reloaded(_logger, file.Path, list.Teams.Count);
            return new Reading(list, stamp, null);
        }
        catch (ProfileException fault)
        {
            return Keep(fault, stamp);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            // Without a stamp, the next caller tries again.
            return Keep(file.Unreadable(fault), default);
        }
    }

    private Reading Keep(ProfileException fault, TeamFileStamp stamp)
    {
        if (fault.Message != _last.Fault)
            TeamLog.NotReloaded(_logger, fault.Message);
        return _last with { Stamp = stamp, Fault = fault.Message };
    }

    private sealed record Reading(TeamList List, TeamFileStamp Stamp, string? Fault);
}
