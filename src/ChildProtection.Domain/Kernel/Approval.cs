using System.Globalization;
using System.Text.Json.Serialization;
using ChildProtection.Domain.Kernel.Facts;

namespace ChildProtection.Domain.Kernel;

public enum ApprovalKind
{
    /// <summary>A duty is overdue and has been escalated: how will it be made good?</summary>
    Escalation,

    /// <summary>An assessment waits for a manager who is not its author (S0-35).</summary>
    CounterSignature,

    /// <summary>A plan is to end without a conference (E46).</summary>
    PlanEndingWithoutConference,

    /// <summary>A conference was given a date after its due date (domain 3.6 A, E10).</summary>
    ConferenceOutOfTime,

    /// <summary>The chair decides whether a parent is excluded from a conference (domain 2.3, parentInvite).</summary>
    ParentExclusion,

    /// <summary>The lead social worker asks the manager to decide on alternative action (E32, S0-32).</summary>
    ManagerDecision,

    /// <summary>The receiving team's manager decides whether it takes the case over (E63).</summary>
    TeamTransfer,

    /// <summary>A social worker found nothing that substantiates the concern, and proposes to close the case (E06, N-14).</summary>
    EnquiryClosure,

    /// <summary>The concern is substantiated, and no conference is proposed (E06, N-14).</summary>
    NoConference,
}

public enum ApprovalStatus
{
    Open,
    Approved,
    Declined,
    Returned,

    /// <summary>Its subject ended before anybody decided.</summary>
    Withdrawn,
}

/// <summary>What an approval is about.</summary>
/// <param name="DeadlineId">The deadline, when there is one; its escalations make the approval climb.</param>
/// <param name="Title">In words, without names.</param>
/// <param name="DueOn">The statutory date, which no decision moves.</param>
public sealed record ApprovalSubject(string? DeadlineId, string Title, DateOnly? DueOn);

/// <param name="By">Account id of who decided.</param>
/// <param name="Role">The role in which it was decided.</param>
/// <param name="Decision">What was decided.</param>
/// <param name="RecoverBy">The local day by which the manager accepts that the duty will be done.</param>
public sealed record ApprovalDecision(string By, Role Role, ApprovalVerdict Decision, DateOnly? RecoverBy);

/// <summary>What the service manager decides on when a plan is to end without a conference.</summary>
/// <param name="On">The local day on which the plan ends once it is approved.</param>
/// <param name="Reason">Why.</param>
/// <param name="NextPlan">What follows.</param>
public sealed record PlanEndingRequest(DateOnly On, PlanEndReason Reason, NextPlan NextPlan);

/// <summary>What the receiving team's manager decides on (E63).</summary>
/// <param name="ToTeam">Code of the team.</param>
/// <param name="HandoverOn">The local day of the hand-over.</param>
/// <param name="WorkerId">Account id of the worker who is to lead the case; null while there is none.</param>
public sealed record TeamTransferRequest(string ToTeam, DateOnly HandoverOn, string? WorkerId);

/// <summary>What a manager decides on when an enquiry is to end without a conference (N-14).</summary>
/// <param name="Outcome">What the enquiry found.</param>
/// <param name="Next">What follows.</param>
public sealed record EnquiryEndingRequest(EnquiryOutcome Outcome, EnquiryNext Next);

/// <summary>When an approval without a deadline climbs, if nobody has answered by then.</summary>
/// <param name="Tier">Escalation tier, 1 to 3 (domain 3.5).</param>
/// <param name="Role">Who decides from then on.</param>
/// <param name="At">The moment (UTC).</param>
public sealed record ApprovalStep(int Tier, Role Role, DateTimeOffset At);

/// <summary>Something that waits for a manager's or a chair's decision. An ended one leaves the state; the record store keeps it.</summary>
public sealed record Approval
{
    /// <summary>Counts the approvals of the case, from 1.</summary>
    public required int Number { get; init; }

    public required ApprovalKind Kind { get; init; }

    /// <summary>Since when it waits (UTC); climbing does not change it.</summary>
    public required DateTimeOffset RequestedAt { get; init; }

    /// <summary>Account id of who asked, who never decides; null when the system did.</summary>
    public string? RequestedBy { get; init; }

    /// <summary>The role in which it was asked for; null when the system asked.</summary>
    public Role? RequestedAs { get; init; }

    /// <summary>Escalation tier it stands at, 1 to 3 (domain 3.5); 0 when it was asked for and has not climbed.</summary>
    public required int Tier { get; init; }

    /// <summary>The account role that decides, or one above it.</summary>
    public required Role Role { get; init; }

    public required ApprovalSubject About { get; init; }

    /// <summary>What the rule says, with its source.</summary>
    public required string Rule { get; init; }

    public ApprovalStatus Status { get; init; } = ApprovalStatus.Open;

    /// <summary>When it was decided or withdrawn (UTC); null while it waits.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    public ApprovalDecision? Decision { get; init; }

    public PlanEndingRequest? PlanEnding { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public TeamTransferRequest? TeamTransfer { get; init; }

    /// <summary>The team whose manager decides, when it is not the case's own.</summary>
    [JsonIgnore]
    public string? DecidingTeam => TeamTransfer?.ToTeam;

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public EnquiryEndingRequest? EnquiryEnding { get; init; }

    /// <summary>Accounts that never decide on it beside who asked, whatever their role; null while there are none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? Barred { get; init; }

    /// <summary>
    /// The tiers still to come, soonest first; null when none is left or a deadline lifts it (see <see
    /// cref="ApprovalSubject.DeadlineId"/>).
    /// </summary>
    public IReadOnlyList<ApprovalStep>? Steps { get; init; }

    /// <summary>Its id within the case: <c>approval-3</c>.</summary>
    [JsonIgnore]
    public string Id => IdOf(Number);

    public static string IdOf(int number) => string.Create(CultureInfo.InvariantCulture, $"approval-{number}");
}

/// <summary>A manager accepted that an overdue duty is done by a later day: until then its escalations ask nobody again.</summary>
/// <param name="DeadlineId">Whose deadline.</param>
/// <param name="RecoverBy">The last local day on which the acceptance holds.</param>
/// <param name="AskAgainAt">When a manager is asked again if the duty is still owed (UTC); null in states of versions that did not.</param>
public sealed record AcceptedRecovery(string DeadlineId, DateOnly RecoverBy, DateTimeOffset? AskAgainAt = null);
