using ChildProtection.Domain.Profiles;
using ChildProtection.Domain.Tests.Support;

namespace ChildProtection.Domain.Tests.Properties;

/// <param name="Hours">Time that passes before the step; below zero the clock of another machine lags behind.</param>
/// <param name="Choice">Which event.</param>
/// <param name="Variant">What it says.</param>
/// <param name="DaysAgo">How late it is recorded; negative is in the future.</param>
internal readonly record struct Step(int Hours, int Choice, int Variant, int DaysAgo);

/// <summary>How a case begins.</summary>
internal enum Beginning
{
    Referral,
    NearlyOfAge,
    Unborn,
    TransferIn,
    TemporaryStay,
}

/// <summary>Everything that a walk follows from: the same plan is the same life, in every run.</summary>
internal sealed record WalkPlan(int Number, string Profile, Beginning Beginning, DateTimeOffset Start, IReadOnlyList<Step> Steps)
{
    private const int Length = 80;

    /// <summary>Half of the cases begin with a referral like any other.</summary>
    private static readonly Beginning[] Beginnings =
    [
        Beginning.Referral,
        Beginning.Referral,
        Beginning.Unborn,
        Beginning.Referral,
        Beginning.TransferIn,
        Beginning.Referral,
        Beginning.NearlyOfAge,
        Beginning.Referral,
        Beginning.Unborn,
        Beginning.TemporaryStay,
    ];

    private static readonly DateTimeOffset First = CaseDriver.Local("2024-01-02 10:00");

    private static readonly IReadOnlyList<string> Profiles = ProcedureLibrary.Ids;

    /// <summary>A life from one of two and a half years of beginnings, under each profile in turn.</summary>
    public static WalkPlan Of(int seed, int number)
    {
        var random = new Random(unchecked((seed * 1_000_003) + number));
        var start = First.AddDays(random.Next(900)).AddHours(random.Next(14));
        // Some cases go on for years, so that the last alert of a long plan comes.
        var pace = number % 16 == 0 ? 4 : 1;
        var steps = new Step[Length];
        for (var index = 0; index < Length; index++)
            steps[index] = new Step(pace * Hours(random), random.Next(100_000), random.Next(10_000), DaysAgo(random));
        return new WalkPlan(
            number, Profiles[number % Profiles.Count], Beginnings[number / Profiles.Count % Beginnings.Length], start, steps);
    }

    private static int Hours(Random random) => random.Next(10) switch
    {
        < 6 => random.Next(-1, 31),
        < 9 => random.Next(24, 151),
        _ => random.Next(150, 901),
    };

    private static int DaysAgo(Random random) => random.Next(17) switch
    {
        < 12 => 0,
        < 15 => random.Next(1, 4),
        15 => random.Next(4, 61),
        _ => -1,
    };
}
