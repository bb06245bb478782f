using ChildProtection.Domain.Definitions;
using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.Referral;
using ChildProtection.Domain.Tests.Support;
using ChildProtection.Domain.Text;

namespace ChildProtection.Domain.Tests.Properties;

/// <summary>Data for an event of any type that fits the state more often than not; <c>variant</c> picks among what may be said.</summary>
internal static partial class Plausible
{
    /// <summary>Stands in every text, so that words which leak are found.</summary>
    public const string Marker = "Wrenfield";

    private static readonly FreeText Words = Sample.Text(Marker);

    public static CaseEvent Data(EventDefinition type, CaseState state, DateOnly on, int variant) =>
        OfEnquiry(type.Name, variant)
            ?? OfMeetings(type.Name, state, on, variant)
            ?? OfPlan(type.Name, state, on, variant)
            ?? OfDifficulties(type.Name, state, on, variant)
            ?? OfOversight(type.Name, state, on, variant)
            ?? PlausibleStatus.Data(type, state, on, variant)
            ?? throw new ArgumentException($"Say here what a plausible {type.Name} looks like.", nameof(type));

    public static ReferralReceived OfReferral()
    {
        var referral = Sample.Referral();
        return referral with
        {
            Concern = Words,
            Child = referral.Child with { GivenName = Words, FamilyName = Words },
            Parents = [new() { Name = Words, Relation = Words }],
        };
    }

    private static OnBehalfOf? Someone(int variant) => variant % 2 == 0 ? new() { Party = Pick<Party>(variant), Person = Words } : null;

    private static string? Subject(CaseState state, string kind) =>
        state.Deadlines.FirstOrDefault(deadline => deadline.Kind == kind)?.Subject;

    internal static T Pick<T>(int variant)
        where T : struct, Enum
    {
        var values = Enum.GetValues<T>();
        return values[variant % values.Length];
    }
}
