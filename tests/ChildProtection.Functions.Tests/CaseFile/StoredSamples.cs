using ChildProtection.Domain.Deadlines;
using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.Kernel.Facts;
using ChildProtection.Functions.RecordStore;

namespace ChildProtection.Functions.Tests.CaseFile;

/// <summary>Stored records to be shown.</summary>
internal static class StoredSamples
{
    public static Deadline Overdue { get; } =
        new()
        {
            Id = "icpc-1",
            Kind = "icpc",
            Title = "Initial child protection conference held",
            Responsible = "leadSocialWorker",
            Anchor = new DeadlineAnchor("StrategyDiscussionHeld", new DateOnly(2026, 3, 26)),
            DueOn = new DateOnly(2026, 4, 20),
            ScheduleBy = new DateOnly(2026, 4, 20),
            DueAt = new DateTimeOffset(2026, 4, 20, 22, 59, 59, TimeSpan.Zero),
            Status = DeadlineStatus.Overdue,
            Checkpoints =
            [
                new Checkpoint
                {
                    Kind = CheckpointKind.Due,
                    At = new DateTimeOffset(2026, 4, 21, 0, 0, 0, TimeSpan.FromHours(1)),
                    To = ["leadSocialWorker"],
                    FiredAt = new DateTimeOffset(2026, 4, 20, 23, 0, 0, 250, TimeSpan.Zero),
                },
                new Checkpoint
                {
                    Kind = CheckpointKind.Escalation,
                    Tier = 1,
                    At = new DateTimeOffset(2026, 4, 21, 8, 0, 0, TimeSpan.Zero),
                    To = ["teamManager"],
                },
            ],
            Explanation = "15 working days",
            Source = ["census guide"],
        };

    public static Approval Escalation { get; } = new()
    {
        Number = 2,
        Kind = ApprovalKind.Escalation,
        RequestedAt = new DateTimeOffset(2026, 4, 21, 8, 0, 0, TimeSpan.Zero),
        Tier = 1,
        Role = Role.TeamManager,
        About = new ApprovalSubject("icpc-1", "Initial child protection conference held", new DateOnly(2026, 4, 20)),
        Rule = "15 working days",
    };

    public static StoredCase Case { get; } = new()
    {
        Reference = "CP-2026-1",
        GivenName = "Zoë",
        FamilyName = "O'Child",
        LeadSocialWorkerName = "Sam Worker",
        OpenedAt = new DateTimeOffset(2026, 2, 2, 10, 15, 0, TimeSpan.Zero),
        State = new CaseState
        {
            CaseId = "c1",
            Stage = CaseStage.PlanActive,
            Sequence = 7,
            LastRecordedAt = new DateTimeOffset(2026, 3, 26, 10, 0, 0, TimeSpan.Zero),
            LastActivityOn = new DateOnly(2026, 3, 26),
            Profile = new ProfileStamp("EN-WT2023", "1.0", "ENG", "2026.1"),
            Team = "north",
            Child = new ChildFacts { LocalId = "C-1", DateOfBirth = new DateOnly(2019, 5, 14) },
            Referral = new ReferralFacts { ReceivedOn = new DateOnly(2026, 2, 2), Source = "2A" },
            LeadSocialWorker = "sw.1",
            Assessment = new AssessmentFacts { Id = "a1", Status = AssessmentStatus.CounterSigned, StartedOn = new DateOnly(2026, 2, 3) },
            Plan = new PlanFacts
            {
                Number = 1,
                Version = 2,
                StartedOn = new DateOnly(2026, 3, 2),
                InitialCategory = "NEG",
                Category = "MUL",
                CoreGroupAgencies = ["csc"],
            },
            PreviousPlans = 1,
            Deadlines = [Overdue],
            DeadlineNumbers = new Dictionary<string, int> { ["icpc"] = 1 },
        },
    };
}
