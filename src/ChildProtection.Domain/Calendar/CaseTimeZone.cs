namespace ChildProtection.Domain.Calendar;

/// <summary>Turns instants into the local dates of a case and back (rules R6 and R8).</summary>
public sealed class CaseTimeZone
{
    private readonly TimeZoneInfo zone;

    /// <summary>Finds the time zone.</summary>
    /// <param name="id">IANA name, such as <c>Europe/London</c>.</param>
    /// <exception cref="CalendarException">The machine does not know the time zone.</exception>
    public CaseTimeZone(string id)
    {
        try
        {
            (Id, zone) = (id, TimeZoneInfo.FindSystemTimeZoneById(id));
        }
        catch (Exception fault) when (fault is TimeZoneNotFoundException or InvalidTimeZoneException)
        {
            throw new CalendarException(
                $"The time zone '{id}' is not known on this machine. Give an IANA name such as "
                + "Europe/London, and see that time zone data is installed.",
                fault);
        }
    }

    public string Id { get; }

    /// <summary>The local date on which an instant falls.</summary>
    public DateOnly DateOf(DateTimeOffset instant) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, zone).DateTime);

    /// <summary>The local time of day of an instant.</summary>
    public TimeOnly TimeOf(DateTimeOffset instant) => TimeOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, zone).DateTime);

    /// <summary>The UTC instant at which a local date begins.</summary>
    public DateTimeOffset StartOfDay(DateOnly date) => At(date, TimeOnly.MinValue);

    /// <summary>The last second of a local date (23:59:59), in UTC: the moment shown as the deadline.</summary>
    public DateTimeOffset EndOfDay(DateOnly date) => StartOfDay(date.AddDays(1)).AddSeconds(-1);

    /// <summary>
    /// The UTC instant of a local time. A time that the clocks skip is moved on by what they skipped; of a time that comes twice the first
    /// is meant, so that nothing is ever later than promised.
    /// </summary>
    public DateTimeOffset At(DateOnly date, TimeOnly time)
    {
        var local = date.ToDateTime(time);
        if (zone.IsAmbiguousTime(local))
        {
            return new DateTimeOffset(local, zone.GetAmbiguousTimeOffsets(local).Max()).ToUniversalTime();
        }

        // Of a skipped time the framework gives the offset before the change, which lands as far after the gap as the time was inside it.
        return new DateTimeOffset(local, zone.GetUtcOffset(local)).ToUniversalTime();
    }
}
