namespace ChildProtection.Domain.Tests.DeadlineOracle;

/// <summary>What the duties need to know of a plan.</summary>
internal sealed class ModelPlan
{
    public required int Number { get; init; }

    public required DateOnly StartedOn { get; init; }

    public DateOnly? EndedOn { get; set; }

    public int Version { get; set; }

    public int Meetings { get; set; }

    public DateOnly? LastMeetingOn { get; set; }

    public DateOnly? NextMeetingOn { get; set; }

    public int Reviews { get; set; }

    public DateOnly? FirstReviewOn { get; set; }

    public DateOnly? LastReviewOn { get; set; }

    public DateOnly? LastSeenOn { get; set; }

    public (int Amount, string Unit)? MeetEvery { get; set; }

    public (int Amount, string Unit)? VisitEvery { get; set; }

    public string[] Agencies { get; set; } = [];

    public Dictionary<string, (DateOnly? Due, bool Done)> Actions { get; } = [];

    public bool ChildHasVersion { get; set; }

    public HashSet<string> Copied { get; } = [];
}
