using System.Globalization;
using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.Kernel.Facts;
using ChildProtection.Domain.Kernel.Tracks;
using ChildProtection.Domain.PlanDocument;
using ChildProtection.Domain.Retention;
using ChildProtection.Domain.Tests.Support;

namespace ChildProtection.Domain.Tests.Retention;

/// <summary>How long a closed case is kept, as tables.</summary>
public sealed class RetentionTests
{
    private static readonly DateOnly ClosedOn = new(2026, 6, 1);

    // What happened, born, died -> kept as, until.
    [Theory]
    [InlineData("nothing", "2019-05-14", null, RecordCategory.ChildInNeed, "2040-05-14")]
    [InlineData("nothing", "2008-06-02", null, RecordCategory.ChildInNeed, "2029-06-02")]
    [InlineData("nothing", "2005-01-01", null, RecordCategory.ChildInNeed, "2029-06-01")]
    [InlineData("nothing", "2019-05-14", "2026-05-30", RecordCategory.ChildInNeed, "2041-05-30")]
    [InlineData("nothing", "2008-02-29", null, RecordCategory.ChildInNeed, "2029-06-01")]
    [InlineData("nothing", "2012-02-29", null, RecordCategory.ChildInNeed, "2033-03-01")]
    [InlineData("nothing", null, null, RecordCategory.ChildInNeed, "2047-06-01")]
    [InlineData("enquiry", "2019-05-14", null, RecordCategory.ChildProtection, "2061-06-01")]
    [InlineData("conference", "2019-05-14", null, RecordCategory.ChildProtection, "2061-06-01")]
    [InlineData("earlier plan", "2019-05-14", null, RecordCategory.ChildProtection, "2061-06-01")]
    [InlineData("enquiry", "2019-05-14", "2026-05-30", RecordCategory.ChildProtection, "2061-06-01")]
    [InlineData("foster care", "2019-05-14", null, RecordCategory.LookedAfter, "2094-05-14")]
    [InlineData("foster care", null, null, RecordCategory.LookedAfter, "2101-06-01")]
    [InlineData("foster care", "2019-05-14", "2026-05-30", RecordCategory.LookedAfter, "2041-05-30")]
    [InlineData("foster care", "2008-05-14", "2026-05-30", RecordCategory.LookedAfter, "2083-05-14")]
    [InlineData("care order", "2019-05-14", null, RecordCategory.LookedAfter, "2094-05-14")]
    [InlineData("supervision order", "2019-05-14", null, RecordCategory.ChildInNeed, "2040-05-14")]
    [InlineData("adopted", "2019-05-14", null, RecordCategory.LookedAfter, "2094-05-14")]
    public void Of_AClosedCase_IsKeptAsTheScheduleSays(string happened, string? born, string? died, RecordCategory category, string until)
    {
        var period = Domain.Retention.CaseRetention.Of(After(happened, Closed(Date(born), Date(died))), RetentionSchedule.Shipped)!;

        Assert.Equal((category, Date(until)), (period.Category, period.DueOn));
        Assert.Equal("EN-RETENTION 2026.1", period.Schedule);
    }

    [Fact]
    public void Of_AnUnbornChild_CountsFromTheExpectedBirth()
    {
        var expected = Closed(null, null);
        expected = expected with { Child = expected.Child with { ExpectedDateOfBirth = new DateOnly(2026, 9, 9) } };

        Assert.Equal(new DateOnly(2047, 9, 9), Domain.Retention.CaseRetention.Of(expected, RetentionSchedule.Shipped)!.DueOn);
    }

    [Fact]
    public void Of_ACaseThatIsOpenOrStillOwesSomething_IsKept()
    {
        var closed = Closed(Date("2019-05-14"), null);
        var owing = SampleCases.Referred().State;

        Assert.Null(Domain.Retention.CaseRetention.Of(closed with { Stage = CaseStage.Assessing }, RetentionSchedule.Shipped));
        Assert.Null(Domain.Retention.CaseRetention.Of(closed with { Deadlines = owing.Deadlines }, RetentionSchedule.Shipped));
    }

    [Theory]
    [InlineData("enquiry", null, "Section 47 enquiry, child protection conference or plan: 35 years from the closure, Mon 1 Jun 2026")]
    [InlineData(
        "foster care",
        "2026-05-30",
        "Child in care, or placed or adopted by order of a court: 15 years from the death, Sat 30 May 2026; the child died under 18")]
    public void Of_AClosedCase_SaysWhatItCountsFrom(string happened, string? died, string explanation) =>
        Assert.Equal(
            explanation,
            Domain
                .Retention.CaseRetention.Of(After(happened, Closed(Date("2019-05-14"), Date(died))), RetentionSchedule.Shipped)!
                .Explanation);

    private static CaseState Closed(DateOnly? born, DateOnly? died)
    {
        var state = SampleCases.Referred().State;
        return state with
        {
            Stage = CaseStage.Closed,
            Deadlines = [],
            Closure = new CaseClosure(ClosedOn, CaseOutcome.AssessedNoFurtherAction, null),
            Child = state.Child with { DateOfBirth = born, DiedOn = died, ExpectedDateOfBirth = null },
        };
    }

    private static CaseState After(string happened, CaseState state) =>
        happened switch
        {
            "nothing" => state,
            "enquiry" => state with { Closure = state.Closure! with { Outcome = CaseOutcome.Section47NoFurtherAction } },
            "conference" => state with { ConferencesHeld = 1 },
            "earlier plan" => state with { PreviousPlans = 1 },
            "foster care" => state with
            {
                ConferencesHeld = 1,
                Regions = state.Regions with { Placement = new PlacementTrack { Kind = PlacementKind.FosterCare } },
            },
            "care order" => state with { Regions = state.Regions with { Legal = new LegalTrack { Order = OrderType.Care } } },
            "supervision order" => state with { Regions = state.Regions with { Legal = new LegalTrack { Order = OrderType.Supervision } } },
            "adopted" => state with { Closure = state.Closure! with { Outcome = CaseOutcome.Adopted } },
            _ => throw new ArgumentException($"Nothing is known of '{happened}'.", nameof(happened)),
        };

    private static DateOnly? Date(string? text) =>
        text is null ? null : DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
