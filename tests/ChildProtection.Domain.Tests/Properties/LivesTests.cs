using ChildProtection.Domain.Deadlines;
using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.Kernel.Facts;
using ChildProtection.Domain.Kernel.Tracks;
using ChildProtection.Domain.Lifecycle;
using ChildProtection.Domain.PlanDocument;
using ChildProtection.Domain.Profiles;
using ChildProtection.Domain.Tests.Pinned;
using Xunit.Abstractions;

namespace ChildProtection.Domain.Tests.Properties;

/// <summary>What holds for every case, whatever happens to it and when, under all six profiles.</summary>
[Collection(Lives.Collection)]
public sealed class LivesTests(Lives lives, ITestOutputHelper output)
{
    public static TheoryData<string> Laws => [.. Lives.Laws];

    [Theory]
    [MemberData(nameof(Laws))]
    public void Law_EveryLife_Holds(string law) => lives.Check(law);

    [Fact]
    public void Lives_Together_ReachEveryStageEventAndOutcome()
    {
        var seen = lives.Coverage;
        output.WriteLine($"{seen.Walks} lives, {seen.Decisions} decisions, {seen.Kinds.Count} kinds of state");
        foreach (
            var (transition, count) in seen
                .Transitions.OrderBy(one => one.Key.From)
                .ThenBy(one => one.Key.To)
                .ThenBy(one => one.Key.Event, StringComparer.Ordinal))
            output.WriteLine($"{transition.From} {transition.Event} {transition.To} {count}");
        Assert.Equal(Enum.GetValues<CaseStage>(), seen.Stages.Keys.Order());
        // What opens a case and the birthday are facts of their own.
        Assert.Empty(EventCatalogue.All.Select(type => type.Name).Except(seen.Events.Keys));
        Assert.Equal(Enum.GetValues<CaseOutcome>(), seen.Outcomes.Keys.Order());
        Assert.Equal(
            ["ApprovalStepSignal", "CheckpointSignal", "EventSignal", "RecoverySignal"],
            seen.Signals.Keys.Select(type => type.Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Lives_Together_NameFactsAndAnchorsAsPinned()
    {
        var pinned = PinnedNames.All;

        Assert.Equal(
            pinned.Events.Concat(pinned.OtherFacts).Order(StringComparer.Ordinal),
            lives.Coverage.Events.Keys.Order(StringComparer.Ordinal));
        Assert.Empty(lives.Coverage.Anchors.Keys.Except(pinned.Events).Except(pinned.OtherAnchors));
        Assert.Empty(pinned.OtherAnchors.Except(lives.Coverage.Anchors.Keys));
    }

    [Fact]
    public void Lives_Together_OpenEveryKindOfDeadlineUnderEveryProfileThatHasIt()
    {
        var opened = lives.Coverage.Deadlines.Keys.Select(key => (key.Profile, key.Kind)).ToHashSet();
        var missing = from profile in ProcedureLibrary.All
                      from kind in DeadlineKinds.All
                      where profile.Applies(kind.Parameter) && !opened.Contains((profile.Id, kind.Name))
                      select $"{kind.Name} under {profile.Id}";
        Assert.Empty(missing);
    }

    [Fact]
    public void Lives_Together_BringEveryKindOfDeadlineToTheEndsItCanHave()
    {
        var ended = lives.Coverage.Deadlines.Keys.Select(key => (key.Kind, key.Status)).ToHashSet();
        var missing = from kind in DeadlineKinds.All
                      where ProcedureCatalogue.Shipped.Profiles.Any(profile => profile.Find(kind.Parameter) is not null)
                      from status in new[] { DeadlineStatus.Overdue, DeadlineStatus.Met, DeadlineStatus.MetLate }
                      where !NeverMet(kind.Name, status) && !ended.Contains((kind.Name, status))
                      select $"{kind.Name} {status}";
        Assert.Empty(missing);
    }

    [Fact]
    public void Lives_Together_BringEveryRegionToEveryValue()
    {
        Type[] regions =
        [
            typeof(AccessStatus),
            typeof(BirthStatus),
            typeof(EmergencyStatus),
            typeof(EnquiryStatus),
            typeof(LegalStatus),
            typeof(PlacementKind),
            typeof(TransferStatus),
            typeof(EarlyReviewStatus),
            typeof(SignOffStatus),
            typeof(AssessmentStatus),
        ];
        Assert.Empty(regions.SelectMany(region => Enum.GetValues(region).Cast<Enum>()).Except(lives.Coverage.Values.Keys));
        Assert.Equal(Enumerable.Range(1, 4), lives.Coverage.DisputeStages.Keys.Order());
    }

    [Fact]
    public void Lives_Together_CauseEveryNoticeThatAnEventDeclares()
    {
        var declared = EventCatalogue.All.SelectMany(type => type.Notices.Select(notice => (type.Name, notice.Kind.Name)));

        Assert.Empty(declared.Except(lives.Coverage.Causes.Keys));
    }

    [Fact]
    public void Lives_Together_CauseEveryNoticeOfADeadlineThatOpens()
    {
        var declared = CaseNotifications.WithoutEvent.SelectMany(notice => notice.Opened.Select(deadline => (deadline, notice.Kind.Name)));

        Assert.Empty(declared.Except(lives.Coverage.Openings.Keys));
    }

    [Fact]
    public void Lives_Together_SendEveryKindOfNotice() =>
        // Nobody breaks the glass of a case by an event, or lifts a hold, and no shipped profile lets agencies object to closing.
        Assert.Equal(
            ["enquiryNoticeUntaken", "glassBroken", "glassReminder", "glassEscalation", "legalHoldLifted"],
            NotificationKinds.All.Select(kind => kind.Name).Except(lives.Coverage.Causes.Keys.Select(cause => cause.Kind)));

    /// <summary>
    /// Alerts are never done; the birthday comes on its day and ends the case; no stage of a dispute waits beyond its day but the last.
    /// </summary>
    private static bool NeverMet(string kind, DeadlineStatus status) => (kind, status) switch
    {
        ("longPlanAlerts", DeadlineStatus.Met or DeadlineStatus.MetLate) => true,
        ("eighteenthBirthday", DeadlineStatus.Overdue or DeadlineStatus.MetLate) => true,
        ("disputeStage1" or "disputeStage2" or "disputeStage3", DeadlineStatus.Overdue) => false,
        ("disputeStage1" or "disputeStage2" or "disputeStage3", DeadlineStatus.MetLate) => true,
        _ => false,
    };
}
