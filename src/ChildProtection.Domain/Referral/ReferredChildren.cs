using ChildProtection.Domain.Calendar;
using ChildProtection.Domain.Kernel;

namespace ChildProtection.Domain.Referral;

/// <summary>What a referral may say of the child: born and under eighteen, or expected (census guide 2.1, 2.6, 3.1, 3.2).</summary>
internal static class ReferredChildren
{
    /// <summary>No child is referred longer before its birth (census rule 8606).</summary>
    private const int PregnancyDays = 280;

    /// <summary>A birth may be late; later than this the child is born.</summary>
    private const int OverdueDays = 28;

    /// <param name="child">As it is referred.</param>
    /// <param name="receivedOn">The local day of the referral.</param>
    /// <param name="today">The local day of the decision.</param>
    public static Rejected? Validate(ReferredChild child, DateOnly receivedOn, DateOnly today)
    {
        if (child.DateOfBirth is null == child.ExpectedDateOfBirth is null)
            return DecisionBuilder.Invalid(
                "/child/dateOfBirth", "census guide 2.1", "give either dateOfBirth or, for an unborn child, expectedDateOfBirth");
        if (child.DateOfBirth > today)
            return DecisionBuilder.Invalid(
                "/child/dateOfBirth", "census guide 2.1", "must not be in the future; give expectedDateOfBirth for an unborn child");
        if (child.DateOfBirth is { } born && Ages.ReachedOn(born, 18) <= receivedOn)
            return DecisionBuilder.Invalid(
                "/child/dateOfBirth",
                "domain 3.7, T-11",
                "must be less than eighteen years before the referral; refer an adult to adult social care");
        return child.ExpectedDateOfBirth is { } expected ? ValidateUnborn(child, expected, receivedOn) : null;
    }

    private static Rejected? ValidateUnborn(ReferredChild child, DateOnly expected, DateOnly receivedOn)
    {
        if (expected > receivedOn.AddDays(PregnancyDays))
            return DecisionBuilder.Invalid(
                "/child/expectedDateOfBirth", "census rule 8606", $"must not be more than {PregnancyDays} days after the referral");
        if (expected < receivedOn.AddDays(-OverdueDays))
            return DecisionBuilder.Invalid(
                "/child/expectedDateOfBirth",
                "census guide 2.1",
                $"was more than {OverdueDays} days before the referral: give dateOfBirth");
        if (child.Sex is not (null or "U"))
            return DecisionBuilder.Invalid("/child/sex", "census rule 8750", "must be U, or be left out, before the birth");
        if (child.Ethnicity is not (null or "NOBT"))
            return DecisionBuilder.Invalid("/child/ethnicity", "census guide 3.1", "must be NOBT, or be left out, before the birth");
        return child.Disabilities is { Count: > 0 }
            ? DecisionBuilder.Invalid("/child/disabilities", "census guide 3.2", "must be left out before the birth")
            : null;
    }
}
