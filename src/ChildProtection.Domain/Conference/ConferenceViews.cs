using System.Globalization;
using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.PlanDocument;

namespace ChildProtection.Domain.Conference;

/// <summary>
/// Who is asked to a conference, who comes and what they think. The chair records the decision; each agency's view is recorded beside it,
/// and a decision against most of them says why (S2-12). Parents' views are recorded too and counted in no majority (domain 2.1, C7).
/// </summary>
internal static class ConferenceViews
{
    /// <summary>Kinds of agency that belong to every initial conference (S2-04).</summary>
    private static readonly string[] KeyKinds = ["health", "police"];

    /// <summary>
    /// At the booking of an initial conference: warns of key agencies that are not invited. Later conferences invite the core group.
    /// </summary>
    public static void WarnOfNotInvited(DecisionBuilder change)
    {
        if (change.State.PlanInForce)
            return;
        var invited = change.State.InvitedAgencies;
        var missing = KeyKinds.Where(kind => !invited.Any(agency => AgencyCodes.KindOf(agency) == kind))
            .Concat(PartnerAgencies.Of([change.State.Referral.Agency]).Except(invited)).Distinct().ToArray();
        if (missing.Length > 0)
            change.Warn(
                "Invite the professionals who work with the family and the other key agencies; "
                + $"not invited: {string.Join(", ", missing)}.");
    }

    public static Rejected? Validate(DecisionBuilder change, ConferenceHeld data)
    {
        for (var index = 0; index < data.Attendance.Count; index++)
        {
            if (data.Attendance[index] is { Kind: CoreGroupMemberKind.Supporter, Agency: not null })
                return DecisionBuilder.Invalid(
                    string.Create(CultureInfo.InvariantCulture, $"/data/attendance/{index}/agency"),
                    "S2-09",
                    "must be left out: a supporter is a friend or relative of a parent and speaks for no agency");
        }

        if (data.LeadSocialWorker is { IdentifiedBy: { } manager } lead && manager == lead.Id)
            return DecisionBuilder.Invalid(
                "/data/leadSocialWorker/identifiedBy", "S3-36", "must be the manager's account: no worker identifies themselves");
        return ValidateAgainstMost(change, data);
    }

    /// <summary>
    /// After the decision: warns of invited agencies that did not come, missing views, and a worker whom no manager identified.
    /// </summary>
    public static void Warn(DecisionBuilder change, ConferenceHeld data)
    {
        if (data.Decision is null)
            return;
        var present = Present(data);
        Say(
            change,
            "Invited but absent:",
            change.State.InvitedAgencies.Except(present),
            ". Send them the record and ask for what they know");
        if (data.ConferenceType is not (ConferenceType.Review or ConferenceType.EarlyReview))
            Say(
                change,
                "The record has no view on the decision from",
                present.Except((data.AgencyViews ?? []).Select(one => one.Agency)),
                "");
        if (data.LeadSocialWorker is { IdentifiedBy: null })
            change.Warn(
                "The manager of children's social care must identify the lead social worker; "
                + "leadSocialWorker.identifiedBy is empty.");
    }

    private static Rejected? ValidateAgainstMost(DecisionBuilder change, ConferenceHeld data)
    {
        if (data is not { Decision: { } decision, Reason: null })
            return null;
        var present = Present(data);
        var views = (data.AgencyViews ?? []).Where(one => present.Contains(one.Agency)).DistinctBy(one => one.Agency).ToArray();
        var plan = decision is ConferenceDecision.Plan or ConferenceDecision.Continue;
        var against = views.Count(one => one.View == (plan ? ViewOnPlan.PlanNotNeeded : ViewOnPlan.PlanNeeded));
        return against * 2 > present.Length
            ? DecisionBuilder.Invalid(
                "/data/reason", "S2-12", $"is required: most agencies that came think that a plan is {(plan ? "not " : "")}needed")
            : null;
    }

    private static string[] Present(ConferenceHeld data) =>
        [
            .. data
                .Attendance.Where(one => one is { Present: true, Agency: not null })
                .Select(one => one.Agency!)
                .Distinct()
                .Order(StringComparer.Ordinal),
        ];

    private static void Say(DecisionBuilder change, string what, IEnumerable<string> agencies, string advice)
    {
        if (agencies.ToArray() is { Length: > 0 } some)
            change.Warn($"{what} {string.Join(", ", some)}{advice}.");
    }
}
