using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.Kernel.Facts;
using ChildProtection.Domain.Legal.England;

namespace ChildProtection.Domain.Oversight;

/// <summary>
/// Another profile or calendar in mid-case (E51, R10): it counts open deadlines again, and the record keeps the earlier counts.
/// </summary>
internal static class PolicyChange
{
    private const string Rule = "domain 3.2, E51";

    public static Decision Decide(DecisionBuilder change, ProfileChanged data)
    {
        var (catalogue, stamp) = (change.Context.Catalogue, change.State.Profile);
        if (catalogue.FindProfile(data.ProfileId) is null)
            return DecisionBuilder.Invalid(
                "/data/profileId", Rule, $"must be one of {string.Join(", ", catalogue.Newest.Select(one => one.Id))}");
        if (catalogue.FindProfile(data.ProfileId, data.Version) is not { } profile)
            return DecisionBuilder.Invalid(
                "/data/version",
                Rule,
                $"must be a version of {data.ProfileId}: "
                + $"{string.Join(", ", catalogue.Profiles.Where(one => one.Id == data.ProfileId).Select(one => one.Version))}");
        if (stamp.Id == profile.Id && stamp.Version == profile.Version)
            return DecisionBuilder.NotAllowed(Rule, $"The case runs under {stamp.Id} {stamp.Version} already.");
        // The version of the calendar changes with an event of its own, unless it is another calendar altogether.
        var calendar = stamp.CalendarId == profile.Calendar ? change.Context.Calendar : catalogue.Calendar(profile.Calendar);
        return Continue(change, new ProfileStamp(profile.Id, profile.Version, calendar.Id, calendar.Version),
            $"Profile changed from {stamp.Id} {stamp.Version} to {profile.Id} {profile.Version}");
    }

    public static Decision Decide(DecisionBuilder change, CalendarChanged data)
    {
        var (catalogue, stamp) = (change.Context.Catalogue, change.State.Profile);
        if (catalogue.FindCalendar(stamp.CalendarId, data.Version) is null)
            return DecisionBuilder.Invalid(
                "/data/version",
                "domain 5.1, R10",
                $"must be a version of {stamp.CalendarId}: "
                + $"{string.Join(", ", catalogue.Calendars.Where(one => one.Id == stamp.CalendarId).Select(one => one.Version))}");
        if (stamp.CalendarVersion == data.Version)
            return DecisionBuilder.NotAllowed("domain 5.1, R10", $"The case counts by {stamp.CalendarId} {stamp.CalendarVersion} already.");
        return Continue(change, stamp with { CalendarVersion = data.Version },
            $"Calendar {stamp.CalendarId} changed from version {stamp.CalendarVersion} to {data.Version}");
    }

    private static Decision Continue(DecisionBuilder change, ProfileStamp stamp, string summary)
    {
        change.RunUnder(stamp);
        LegalSteps.NoteRoute(change);
        var count = DeadlineRecalculation.RecalculateAll(
            change,
            $"Counted again on {DateText.Date(change.RecordedOn)} by profile {stamp.Id} {stamp.Version} and "
            + $"calendar {stamp.CalendarId} {stamp.CalendarVersion}.");
        // A duty that only the new profile has counts from today, so that none is born overdue.
        if (change.State.Allocation?.UnallocatedSince is not null)
            Vacancies.Await(change);
        return change.Accept($"{summary}; {count} open deadline{(count == 1 ? "" : "s")} changed");
    }
}
