using ChildProtection.Domain.Cases.Events;

namespace ChildProtection.Domain.Cases.Stages;

/// <summary>Which agencies work with the child: those that a conference lists. They are told of it, and may send what they know (domain 3.3).</summary>
internal static class PartnerAgencies
{
    /// <summary>More than a conference can hold; it bounds the state and what one decision sends.</summary>
    internal const int Most = 60;

    /// <summary>Notes the agencies that the event lists; does nothing for an event of another kind.</summary>
    public static void Note(CaseChange change)
    {
        if (change.Signal.Event is ConferenceBooked booked)
        {
            var invited = Few(change, (booked.Invitees ?? []).Select(invitee => invitee.Agency));
            change.State = change.State with { InvitedAgencies = invited, ConferenceAgencies = Joined(change, invited) };
        }
        else if (change.Signal.Event is ConferenceHeld held)
        {
            string?[] listed = [.. held.Attendance.Where(one => one.Excluded != true).Select(one => one.Agency), .. (held.CoreGroup ?? []).Select(member => member.Agency)];
            if (held.CoreGroup is { Count: > 0 } && change.State is { PlanInForce: true, Plan: { } plan })
                Leave(change, plan.CoreGroupAgencies.Except(listed));
            change.State = change.State with { ConferenceAgencies = Joined(change, listed) };
        }
    }

    /// <summary>Those who left the core group work with the child no longer, whichever conference listed them before; one that lists them again brings them back.</summary>
    public static void Leave(CaseChange change, IEnumerable<string?> codes) =>
        change.State = change.State with { ConferenceAgencies = [.. change.State.ConferenceAgencies.Except(codes.OfType<string>())] };

    /// <summary>The partners among codes, each once, in order.</summary>
    public static IEnumerable<string> Of(IEnumerable<string?> codes) =>
        codes.OfType<string>().Where(AgencyCodes.IsPartner).Distinct().Order(StringComparer.Ordinal);

    private static string[] Joined(CaseChange change, IEnumerable<string?> codes) => Few(change, change.State.ConferenceAgencies.Concat(codes));

    private static string[] Few(CaseChange change, IEnumerable<string?> codes)
    {
        var partners = Of(codes).ToArray();
        if (partners.Length <= Most)
            return partners;
        change.Warn($"{partners.Length} agencies are listed; only {Most} are told by message. Tell the others by letter.");
        return partners[..Most];
    }
}
