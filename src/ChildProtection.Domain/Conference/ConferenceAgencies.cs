using ChildProtection.Domain.Kernel;

namespace ChildProtection.Domain.Conference;

/// <summary>Which agencies a conference lists, when it is booked and when it is held.</summary>
internal static class ConferenceAgencies
{
    /// <summary>Notes the agencies that the event lists; does nothing for an event of another kind.</summary>
    public static void Note(DecisionBuilder change)
    {
        if (change.Signal.Event is ConferenceBooked booked)
        {
            var invited = Few(change, (booked.Invitees ?? []).Select(invitee => invitee.Agency));
            if (change.Signal.Rules is not null)
                change.State = change.State with { AttendedAgencies = change.State.AttendedAgencies ?? change.State.ConferenceAgencies };
            change.State = change.State with { InvitedAgencies = invited, ConferenceAgencies = Joined(change, invited) };
        }
        else if (change.Signal.Event is ConferenceHeld held)
        {
            string?[] listed =
            [
                .. held.Attendance.Where(one => one.Excluded != true).Select(one => one.Agency),
                .. (held.CoreGroup ?? []).Select(member => member.Agency),
            ];
            if (held.CoreGroup is { Count: > 0 } && change.State is { PlanInForce: true, Plan: { } plan })
                PartnerAgencies.Leave(change, plan.CoreGroupAgencies.Except(listed));
            change.State = change.State with { ConferenceAgencies = Joined(change, listed) };
            // Recorded histories of earlier releases do not note who was there.
            if (change.Signal.Rules is not null)
                change.State = change.State with { AttendedAgencies = Present(held) };
        }
    }

    private static string[] Present(ConferenceHeld held) =>
    [
        .. PartnerAgencies.Of(held.Attendance.Where(one => one.Present && one.Excluded != true).Select(one => one.Agency))
            .Take(PartnerAgencies.Most),
    ];

    private static string[] Joined(DecisionBuilder change, IEnumerable<string?> codes) =>
        Few(change, change.State.ConferenceAgencies.Concat(codes));

    private static string[] Few(DecisionBuilder change, IEnumerable<string?> codes)
    {
        var partners = PartnerAgencies.Of(codes).ToArray();
        if (partners.Length <= PartnerAgencies.Most)
            return partners;
        change.Warn($"{partners.Length} agencies are listed; only {PartnerAgencies.Most} are told by message. Tell the others by letter.");
        return partners[..PartnerAgencies.Most];
    }
}
