namespace ChildProtection.Domain.Kernel;

/// <summary>The day of a meeting that is planned, moved or fixed: nobody plans one before the referral, or years ahead.</summary>
internal static class PlannedDay
{
    private const int YearsAhead = 1;

    /// <param name="change">The event that plans it.</param>
    /// <param name="day">The day; nothing is wrong with none.</param>
    /// <param name="field">Where it stands in the event.</param>
    public static Rejected? Validate(DecisionBuilder change, DateOnly? day, string field)
    {
        var (first, last) = (change.State.Referral.ReceivedOn, change.OccurredOn.AddYears(YearsAhead));
        return day < first || day > last
            ? DecisionBuilder.Invalid(
                field,
                day < first ? "census rule 8615" : "domain 3.2, E08",
                $"must be from {DateText.Date(first)} (the referral) to {DateText.Date(last)} (a year ahead); check the year")
            : null;
    }
}
