using ChildProtection.Domain.Deadlines;
using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.Kernel.Tracks;

namespace ChildProtection.Domain.Plan;

/// <summary>
/// Agencies and parents are asked to accept each version of the plan (E19, S3-29 to S3-33). Nothing waits for them: the plan is in force
/// from the day it was made.
/// </summary>
internal static class SignOff
{
    /// <summary>The child's name in the track.</summary>
    public const string Child = "child";

    /// <summary>
    /// Asks every party again: an answer to the version before does not count for this one. An answer that was late by then stays late.
    /// </summary>
    public static void Ask(DecisionBuilder change)
    {
        while (change.FindOpenDeadline(DeadlineKinds.Acceptance) is { } asked)
        {
            if (change.OccurredOn > asked.DueOn)
                change.EndNotDone(asked, change.OccurredOn);
            else
                change.Supersede(DeadlineKinds.Acceptance);
        }

        var version = change.State.Plan!.Version;
        string[] parties =
        [
            .. PartnerAgencies.Of(change.State.Plan.CoreGroupAgencies).Take(PartnerAgencies.Most),
            .. change.State.Parents.Select(parent => parent.Id),
        ];
        change.State = change.State with
        {
            Regions = change.State.Regions with
            {
                SignOff = [.. parties.Select(party => new SignOffTrack { Party = party, Version = version })],
            },
        };
        foreach (var party in parties)
            change.OpenDeadline(new DeadlineTerms(DeadlineKinds.Acceptance, change.OccurredOn) { Subject = party });
    }

    public static Decision Decide(DecisionBuilder change, PlanAccepted data)
    {
        if (Validate(change, data.PlanVersion, data.Evidence) is { } rejected)
            return rejected;
        if (data.Evidence is null && data.Party != PlanPartyKind.Child)
            return DecisionBuilder.Invalid("/data/evidence", "S3-30", "is required: the signature or e-mail is kept in the child's record");
        if (ValidateParty(change, data.Party, data.Agency, data.ParentId, out var party) is { } refused)
            return refused;
        if (Earlier(change, data.PlanVersion) is { } version)
            return change.Accept($"Plan version {version} accepted by {party}, recorded after a later version");
        change.Meet(DeadlineKinds.Acceptance, party);
        Put(change, party, data.Reservation is null ? SignOffStatus.Accepted : SignOffStatus.AcceptedWithReservation);
        if (data.Reservation is not null)
            change.Warn("The reservation is part of the record; answer it at the next core group.");
        return change.Accept(
            $"Plan version {change.State.Plan!.Version} accepted by {party}{(data.Reservation is null ? "" : " with a reservation")}");
    }

    /// <summary>
    /// The commitment of an agency is negotiated again: its answer stays owed until that is recorded, until it accepts, or until another
    /// version is published. A parent's refusal is an answer.
    /// </summary>
    public static Decision Decide(DecisionBuilder change, PlanDeclined data)
    {
        if (Validate(change, data.PlanVersion, data.Evidence) is { } rejected)
            return rejected;
        if (ValidateParty(change, data.Party, data.Agency, data.ParentId, out var party) is { } refused)
            return refused;
        if (Earlier(change, data.PlanVersion) is { } version)
            return change.Accept($"Plan version {version} declined by {party}, recorded after a later version");
        Put(change, party, SignOffStatus.Declined);
        if (data.Party != PlanPartyKind.Agency || data.Renegotiation is not null)
            change.Meet(DeadlineKinds.Acceptance, party);
        else
            change.Warn(
                "The agency cannot deliver its part: negotiate it again and publish the variation, or "
                + "record what was agreed instead.");
        change.Warn("The plan stays in force.");
        return change.Accept(
            $"Plan version {change.State.Plan!.Version} declined by {party}{(data.Renegotiation is null ? "" : "; negotiated again")}");
    }

    /// <summary>A party whose answer is overdue has not replied.</summary>
    public static CaseState AfterDue(CaseState state, Deadline overdue) =>
        overdue is { Kind: DeadlineKinds.Acceptance, Status: DeadlineStatus.Overdue }
            ? state with
            {
                Regions = state.Regions with
                {
                    SignOff =
                    [
                        .. state.Regions.SignOff.Select(one =>
                            one.Party == overdue.Subject && one.Status == SignOffStatus.Sent
                                ? one with
                                {
                                    Status = SignOffStatus.NoReply,
                                }
                                : one),
                    ],
                },
            }
            : state;

    private static void Put(DecisionBuilder change, string party, SignOffStatus status) =>
        change.State = change.State with
        {
            Regions = change.State.Regions with
            {
                SignOff =
                [
                    .. change.State.Regions.SignOff.Where(one => one.Party != party),
                    new SignOffTrack
                    {
                        Party = party,
                        Version = change.State.Plan!.Version,
                        Status = status,
                    },
                ],
            },
        };

    private static int? Earlier(DecisionBuilder change, int? version)
    {
        if (version is not { } earlier || earlier == change.State.Plan!.Version)
            return null;
        change.Warn(
            $"Version {change.State.Plan.Version} is in force. The record keeps the answer to version {earlier}; "
            + "the party must still answer the present version.");
        return earlier;
    }

    private static Rejected? Validate(DecisionBuilder change, int? version, Evidence? evidence)
    {
        var plan = change.State.Plan!;
        if (change.OccurredOn < plan.StartedOn)
            return DecisionBuilder.Invalid(
                "/occurredOn", "S3-29", $"must not be before the plan started on {DateText.Date(plan.StartedOn)}");
        return version < 0 || version > plan.Version
            ? DecisionBuilder.Invalid("/data/planVersion", "domain 4, versions", $"must be from 0 to {plan.Version}, the present version")
            : EvidenceRules.Validate(change, evidence, "/data/evidence");
    }

    private static Rejected? ValidateParty(DecisionBuilder change, PlanPartyKind kind, string? agency, string? parentId, out string party)
    {
        party = Child;
        var own = change.Signal.Actor.Agency;
        if (own is not null && (kind != PlanPartyKind.Agency || (agency is not null && agency != own)))
            return DecisionBuilder.Invalid("/data/party", "domain 3.3, E19", "must be agency: an agency answers only for itself");
        if (agency is not null && kind != PlanPartyKind.Agency)
            return DecisionBuilder.Invalid("/data/agency", "domain 3.3, E19", "must be left out unless party is agency");
        if (parentId is not null && kind != PlanPartyKind.Parent)
            return DecisionBuilder.Invalid("/data/parentId", "domain 3.3, E19", "must be left out unless party is parent");
        return kind switch
        {
            PlanPartyKind.Agency => ValidateOneOf(change.State.Plan!.CoreGroupAgencies, own ?? agency, "/data/agency", out party),
            PlanPartyKind.Parent => PlanParties.ValidateParent(change, parentId, out party),
            _ => null,
        };
    }

    private static Rejected? ValidateOneOf(IReadOnlyList<string> known, string? code, string field, out string party)
    {
        party = code ?? "";
        return code is not null && known.Contains(code)
            ? null
            : DecisionBuilder.Invalid(field, "S3-29", $"must be an agency of the core group: {string.Join(", ", known)}");
    }
}
