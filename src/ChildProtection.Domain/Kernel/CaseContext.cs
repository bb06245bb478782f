using ChildProtection.Domain.Calendar;
using ChildProtection.Domain.Kernel.Facts;
using ChildProtection.Domain.Profiles;

namespace ChildProtection.Domain.Kernel;

/// <summary>
/// What a decision reads beside state and signal: the profile and calendar stamped on the case, and the moment of deciding.
/// </summary>
public sealed record CaseContext
{
    public required ProcedureProfile Profile { get; init; }

    public required WorkingDayCalendar Calendar { get; init; }

    /// <summary>Where a change to another profile or calendar finds it, by the id and version that its signal carries.</summary>
    public required ProcedureCatalogue Catalogue { get; init; }

    /// <summary>The moment of deciding (UTC), from the orchestration, never from a clock.</summary>
    public required DateTimeOffset Now { get; init; }

    /// <summary>The context of a case: the versions stamped on it, however many newer ones there are.</summary>
    /// <exception cref="ProfileException">A version that the case is stamped with is missing.</exception>
    public static CaseContext Of(ProcedureCatalogue catalogue, ProfileStamp stamp, DateTimeOffset now) => new()
    {
        Profile = catalogue.Profile(stamp.Id, stamp.Version),
        Calendar = catalogue.Calendar(stamp.CalendarId, stamp.CalendarVersion),
        Catalogue = catalogue,
        Now = now,
    };

    /// <summary>The context of a case that begins now: the newest version of its profile, and of that profile's calendar.</summary>
    /// <exception cref="ProfileException">There is no such profile.</exception>
    public static CaseContext Beginning(ProcedureCatalogue catalogue, string profileId, DateTimeOffset now)
    {
        var profile = catalogue.Profile(profileId);
        return new() { Profile = profile, Calendar = catalogue.Calendar(profile.Calendar), Catalogue = catalogue, Now = now };
    }
}
