using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.Profiles;
using static ChildProtection.Domain.Profiles.RoleCodes;

namespace ChildProtection.Domain.Definitions;

/// <summary>Who belongs to a meeting, and who holds a role on a case.</summary>
internal static class Audience
{
    /// <summary>
    /// Who is invited to the conference that is booked: its agencies, the core group's when a plan is in force, the parents, and those who
    /// run it. While the exclusion of a parent is asked for or granted, nobody can tell here which parent: business support invites the
    /// other one.
    /// </summary>
    public static IEnumerable<Recipient> Conference(CaseState state) => Agencies([.. state.InvitedAgencies, .. InForce(state)])
        .Concat(state.Conference is { ParentExclusionAsked: true } ? [] : Roles(state, Parents))
        .Concat(Roles(state, LeadSocialWorker, ConferenceChair, BusinessSupport));

    /// <summary>The core group's agencies and the worker who leads it.</summary>
    public static IEnumerable<Recipient> CoreGroup(CaseState state) => Agencies(InForce(state)).Concat(Roles(state, LeadSocialWorker));

    /// <summary>The holders of roles; the core group stands for its agencies.</summary>
    public static IEnumerable<Recipient> Roles(CaseState state, params string[] codes) =>
        codes.SelectMany(code =>
            code == RoleCodes.CoreGroup
                ? Agencies(InForce(state))
                : [new Recipient(null, code, state.Team, code == LeadSocialWorker ? state.LeadSocialWorker : null)]);

    /// <summary>Partner agencies, each once.</summary>
    public static IEnumerable<Recipient> Agencies(IEnumerable<string?> codes) =>
        PartnerAgencies.Of(codes).Take(PartnerAgencies.Most).Select(Recipient.OfAgency);

    public static IEnumerable<Message> Telling(this IEnumerable<Recipient> recipients, NotificationData data) =>
        recipients.Select(to => new Message(to, data));

    private static IReadOnlyList<string> InForce(CaseState state) => state.Plan is { EndedOn: null } plan ? plan.CoreGroupAgencies : [];
}
