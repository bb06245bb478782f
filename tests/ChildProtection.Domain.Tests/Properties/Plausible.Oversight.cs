using ChildProtection.Domain.Deadlines;
using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.Oversight;
using ChildProtection.Domain.Profiles;

namespace ChildProtection.Domain.Tests.Properties;

/// <summary>Approvals, restrictions, and other profiles and calendars.</summary>
internal static partial class Plausible
{
    private static readonly IReadOnlyList<string> Profiles = ProcedureLibrary.Ids;

    private static CaseEvent? OfOversight(string type, CaseState state, DateOnly on, int variant) =>
        type switch
        {
            "ApprovalDecided" => Decided(state, on, variant),
            "DutyWaived" => Waived(state, variant),
            "CaseRestricted" => new CaseRestricted { Change = state.RestrictionChanges + 1, AwaitsSecond = true },
            "RestrictionReviewed" => new RestrictionReviewed { Change = state.RestrictionChanges + (variant % 4 > 0 ? 1 : 0) },
            "RestrictionAgreed" => new RestrictionAgreed { Change = state.RestrictionChanges + 1, RequestedBy = "svc.2" },
            "RestrictionDeclined" => new RestrictionDeclined
            {
                Change = state.RestrictionChanges + (variant % 4 > 0 ? 1 : 0),
                RequestedBy = "svc.2",
                FormerGoesOn = variant % 2 == 0,
            },
            "RestrictionLifted" => new RestrictionLifted { Change = state.RestrictionChanges + 1 },
            "TeamChanged" => new TeamChanged
            {
                ToTeam = variant % 3 == 0 ? "south" : "north",
                Reason = Words,
                HandoverOn = on,
                WorkerId = variant % 2 == 0 ? "sw.2" : null,
                FamilyTold = variant % 5 > 0,
            },
            "ProfileChanged" => new ProfileChanged
            {
                ProfileId = Profiles[variant % Profiles.Count],
                Version = "1.0",
                Reason = Words,
            },
            "CalendarChanged" => new CalendarChanged { Version = variant % 2 == 0 ? "2026.1" : "2026.2", Reason = Words },
            _ => null,
        };

    private static DutyWaived Waived(CaseState state, int variant)
    {
        var owed = state.Deadlines.Where(one => DeadlineKinds.NotDoneWhenLate.Contains(one.Kind)).OrderBy(one => one.DueOn).ToArray();
        return new() { DeadlineId = owed.Length == 0 ? "cgNotes-0" : owed[variant % owed.Length / 2].Id, Reason = Words };
    }

    private static ApprovalDecided Decided(CaseState state, DateOnly on, int variant)
    {
        var approval = state.Approvals.Count == 0 ? null : state.Approvals[variant % state.Approvals.Count];
        var late = approval is { Kind: ApprovalKind.Escalation or ApprovalKind.ConferenceOutOfTime };
        var verdict = Pick<ApprovalVerdict>(variant / 7 % 4 == 0 ? 0 : variant / 7);
        return new ApprovalDecided
        {
            ApprovalId = approval?.Id ?? "approval-1",
            Decision = verdict,
            Reason = Words,
            RecoverBy = late && verdict == ApprovalVerdict.Approve ? on.AddDays(variant % 15) : null,
        };
    }
}
