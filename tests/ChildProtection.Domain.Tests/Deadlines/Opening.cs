using ChildProtection.Domain.Calendar;
using ChildProtection.Domain.Deadlines;
using ChildProtection.Domain.Profiles;
using static ChildProtection.Domain.Tests.Calendar.Dates;

namespace ChildProtection.Domain.Tests.Deadlines;

/// <summary>Opens deadlines under the England profile.</summary>
internal static class Opening
{
    public static readonly ProcedureProfile England = ProcedureLibrary.Get("EN-WT2023");

    public static Deadline Open(
        string kind, string anchorOn, string? openedAt = null, Period? plan = null, ProcedureProfile? profile = null) =>
        Request(kind, anchorOn, terms => terms with { PlanPeriod = plan }, openedAt, profile);

    public static Deadline Request(
        string kind,
        string anchorOn,
        Func<DeadlineTerms, DeadlineTerms> with,
        string? openedAt = null,
        ProcedureProfile? profile = null)
    {
        var terms = with(new DeadlineTerms(kind, Date(anchorOn)));
        var opened = Instant(openedAt ?? anchorOn + "T08:00:00Z");
        return DeadlineFactory.Open(
            profile ?? England, CalendarLibrary.Get("ENG"), new DeadlineRequest(terms, 1, "SomethingHappened", opened));
    }

    /// <summary>One line per checkpoint, to be held against a table.</summary>
    public static string Describe(Checkpoint checkpoint) =>
        $"{checkpoint.Kind}{checkpoint.Tier} {checkpoint.At:yyyy-MM-ddTHH:mm:ssZ} "
        + string.Join(",", checkpoint.To)
        + (checkpoint.Skipped ? " skipped" : "");
}
