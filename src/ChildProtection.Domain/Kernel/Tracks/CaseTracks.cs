namespace ChildProtection.Domain.Kernel.Tracks;

/// <summary>What runs beside the main line of a case: each track has a value of its own in any stage (domain 3.1).</summary>
public sealed record CaseTracks
{
    public AccessTrack Access { get; init; } = new();

    public BirthTrack Birth { get; init; } = new();

    public EmergencyTrack Emergency { get; init; } = new();

    public EnquiryTrack Enquiry { get; init; } = new();

    public LegalTrack Legal { get; init; } = new();

    public PlacementTrack Placement { get; init; } = new();

    public TransferTrack Transfer { get; init; } = new();

    public EarlyReviewTrack EarlyReview { get; init; } = new();

    public VisitPeriodTrack Visits { get; init; } = new();

    /// <summary>The day of the latest difficulty with the plan about which nothing was done yet; null when there is none.</summary>
    public DateOnly? LatestDifficultyOn { get; init; }

    /// <summary>Unexpected events on which manager and lead social worker have not decided (S0-36).</summary>
    public OpenMatters UnexpectedEvents { get; init; } = new();

    /// <summary>Complaints that are not answered; they outlive a plan.</summary>
    public OpenMatters Complaints { get; init; } = new();

    /// <summary>Disagreements between agencies that are not resolved, oldest first.</summary>
    public IReadOnlyList<DisputeTrack> Disputes { get; init; } = [];

    /// <summary>What each party said to the present version of the plan.</summary>
    public IReadOnlyList<SignOffTrack> SignOff { get; init; } = [];

    /// <summary>The tracks when no plan is in force: those that belong to the plan start afresh.</summary>
    internal CaseTracks WithoutPlan() =>
        this with
        {
            Access = new(),
            // Only a plan is handed over.
            Transfer =
                Transfer.Status == TransferStatus.OutPending
                    ? new() { ConferenceOn = Transfer.ConferenceOn, ToAdultCare = Transfer.ToAdultCare }
                    : Transfer,
            EarlyReview = new(),
            Visits = new() { Alerts = Visits.Alerts },
            LatestDifficultyOn = null,
            UnexpectedEvents = UnexpectedEvents with { Waiting = [] },
            Disputes = [],
            SignOff = [],
        };
}
