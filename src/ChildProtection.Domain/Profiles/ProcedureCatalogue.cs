using ChildProtection.Domain.Calendar;

namespace ChildProtection.Domain.Profiles;

/// <summary>
/// Every version of every profile and calendar that a deployment knows: those that come with the product and those that an authority adds.
/// A case names the versions it runs under, and finds them here however many newer ones there are.
/// </summary>
public sealed class ProcedureCatalogue
{
    private readonly Dictionary<ProfileReference, ProcedureProfile> _profiles;
    private readonly Dictionary<(string Id, string Version), WorkingDayCalendar> _calendars;

    private ProcedureCatalogue(
        Dictionary<ProfileReference, ProcedureProfile> profiles, Dictionary<(string Id, string Version), WorkingDayCalendar> calendars)
    {
        _profiles = profiles;
        _calendars = calendars.ToDictionary(one => one.Key, one => one.Value.ContinuedBy(Furthest(calendars.Values, one.Key.Id)));
        Profiles =
        [
            .. profiles
                .Values.OrderBy(profile => profile.Id, StringComparer.Ordinal)
                .ThenBy(profile => profile.Version, VersionNumber.Order),
        ];
        Calendars =
        [
            .. _calendars
                .Values.OrderBy(calendar => calendar.Id, StringComparer.Ordinal)
                .ThenBy(calendar => calendar.Version, VersionNumber.Order),
        ];
    }

    /// <summary>What comes with the product.</summary>
    public static ProcedureCatalogue Shipped { get; } = With([], []);

    /// <summary>All versions of all profiles, by id, the oldest version first.</summary>
    public IReadOnlyList<ProcedureProfile> Profiles { get; }

    /// <summary>All versions of all calendars, by id, the oldest version first.</summary>
    public IReadOnlyList<WorkingDayCalendar> Calendars { get; }

    /// <summary>The newest version of each profile, by id.</summary>
    public IEnumerable<ProcedureProfile> Newest => Profiles.GroupBy(profile => profile.Id).Select(versions => versions.Last());

    /// <summary>What comes with the product and an authority's own files.</summary>
    /// <exception cref="ProfileException">A file is broken, or says it is a version that is there already; every fault of every file is
    /// named.</exception>
    public static ProcedureCatalogue With(IReadOnlyList<ProcedureFile> profiles, IReadOnlyList<ProcedureFile> calendars)
    {
        var faults = new List<ProfileFault>();
        var knownCalendars = CalendarFiles.Read([.. CalendarLibrary.Files, .. calendars], faults);
        var knownProfiles = new ProfileFiles(
            [.. ProcedureLibrary.Files, .. profiles], [.. knownCalendars.Keys.Select(key => key.Id).Distinct()], faults).Read();
        return faults.Count == 0 ? new(knownProfiles, knownCalendars) : throw new ProfileException(faults);
    }

    /// <summary>A version of a profile, the newest when none is named; null when there is none.</summary>
    public ProcedureProfile? FindProfile(string id, string? version = null) =>
        version is null ? Profiles.LastOrDefault(profile => profile.Id == id) : _profiles.GetValueOrDefault(new(id, version));

    /// <summary>A version of a calendar, the newest when none is named; null when there is none.</summary>
    public WorkingDayCalendar? FindCalendar(string id, string? version = null) =>
        version is null ? Calendars.LastOrDefault(calendar => calendar.Id == id) : _calendars.GetValueOrDefault((id, version));

    /// <summary>A version of a profile, the newest when none is named.</summary>
    /// <exception cref="ProfileException">There is none.</exception>
    public ProcedureProfile Profile(string id, string? version = null) => FindProfile(id, version)
        ?? throw Missing($"{id}{Spaced(version)}", "procedure profile", Profiles.Select(profile => $"{profile.Id} {profile.Version}"));

    /// <summary>A version of a calendar, the newest when none is named.</summary>
    /// <exception cref="ProfileException">There is none.</exception>
    public WorkingDayCalendar Calendar(string id, string? version = null) => FindCalendar(id, version)
        ?? throw Missing($"{id}{Spaced(version)}", "calendar", Calendars.Select(calendar => $"{calendar.Id} {calendar.Version}"));

    /// <summary>The version that knows the most years; of several, the newest.</summary>
    private static WorkingDayCalendar Furthest(IEnumerable<WorkingDayCalendar> calendars, string id) =>
        calendars
            .Where(calendar => calendar.Id == id)
            .OrderBy(calendar => calendar.LastYear)
            .ThenBy(calendar => calendar.Version, VersionNumber.Order)
            .Last();

    private static string Spaced(string? version) => version is null ? "" : " " + version;

    private static ProfileException Missing(string name, string what, IEnumerable<string> known) =>
        new([
            new(
                name,
                null,
                "",
                $"there is no such {what}; cases may be stamped with it, so its file must stay",
                $"one of {string.Join(", ", known)}"),
        ]);
}
