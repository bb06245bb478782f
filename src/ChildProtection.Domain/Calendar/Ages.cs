namespace ChildProtection.Domain.Calendar;

/// <summary>Birthdays as the law counts them.</summary>
public static class Ages
{
    /// <summary>
    /// The date at whose start a person reaches an age. Someone born on 29 February reaches it on 1 March of a common year: the later,
    /// protective reading (rule R11).
    /// </summary>
    public static DateOnly ReachedOn(DateOnly dateOfBirth, int age)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(age);
        var birthday = dateOfBirth.AddYears(age);
        return birthday.Day == dateOfBirth.Day ? birthday : birthday.AddDays(1);
    }

    /// <summary>Age in whole years on a date.</summary>
    public static int On(DateOnly dateOfBirth, DateOnly date)
    {
        var age = Math.Max(0, date.Year - dateOfBirth.Year);
        return age > 0 && ReachedOn(dateOfBirth, age) > date ? age - 1 : age;
    }
}
