using ChildProtection.Domain.Calendar;
using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.PlanDocument;

namespace ChildProtection.Domain.Conference;

/// <summary>
/// Where the profile names an age, a child of that age is invited to the conference unless a reason is given. Nothing is refused:
/// the chair judges.
/// </summary>
internal static class ChildInvitation
{
    public static void Check(DecisionBuilder change, ConferenceBooked booked)
    {
        var profile = change.Context.Profile;
        if (profile.Code("childInvite") != "fromAge" || change.State.Child.DateOfBirth is not { } born)
            return;
        var age = profile.Number("childInviteAge");
        if (Ages.On(born, booked.ScheduledOn) < age
            || booked.ChildNotInvited is not null
            || booked.Invitees?.Any(one => one.Kind == CoreGroupMemberKind.Child) == true)
            return;
        change.Warn(
            $"The child is {age} or older on the day of the conference: name an invitee of the kind "
            + "'child', or give the reason in childNotInvited.");
    }
}
