using ChildProtection.Domain.CoreGroup;
using ChildProtection.Domain.Deadlines;
using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.Kernel.Tracks;
using ChildProtection.Domain.PlanDocument;
using ChildProtection.Domain.Tests.Support;
using ChildProtection.Tests.Support;
using static ChildProtection.Domain.Tests.Calendar.Dates;

namespace ChildProtection.Domain.Tests.CoreGroup;

/// <summary>The date of the next core group that stands, and what a core group says besides. It is fixed for 15 April 2026.</summary>
public sealed class CoreGroupDatesTests
{
    private static CaseDriver Plan => SampleCases.PlanActive();

    private static DateOnly? Standing(CaseDriver driver) => driver.State.Plan!.NextCoreGroupOn;

    [Fact]
    [Obligation("S3-59")]
    public void Moved_WithoutConfirmation_TheOldDateStandsUntilItIsGiven()
    {
        var driver = Plan.Raise("2026-04-08", new CoreGroupRescheduled { NewOn = Date("2026-04-17") });
        Assert.Equal((Date("2026-04-15"), Date("2026-04-09")), (Standing(driver)!.Value, driver.Owed("cgRescheduleConfirmation").DueOn));
        Assert.Empty(driver.ToldOf("coreGroupDateConfirmed"));
        driver.Raise("2026-04-09", new CoreGroupRescheduled { NewOn = Date("2026-04-17"), WrittenConfirmationSentOn = Date("2026-04-09") });
        Assert.Equal((Date("2026-04-17"), DeadlineStatus.Met), (Standing(driver)!.Value, driver.Get("cgRescheduleConfirmation-1").Status));
        Assert.Equal(["school", "leadSocialWorker"], driver.ToldOf("coreGroupDateConfirmed"));
        Assert.Equal((DeadlineStatus.Open, Date("2026-04-17")), driver.Stands("cgSecond-1"));
    }

    [Fact]
    public void Moved_NotConfirmed_IsEscalatedToTheManager()
    {
        var driver = Plan.Raise("2026-04-08", new CoreGroupRescheduled { NewOn = Date("2026-04-17") }).AdvanceTo("2026-04-10 09:00");
        Assert.Equal(
            (DeadlineStatus.Overdue, 1), (driver.Owed("cgRescheduleConfirmation").Status, driver.Owed("cgRescheduleConfirmation").Tier));
        Assert.Equal(DeadlineStatus.Cancelled, driver.Raise("2026-04-15", Sample.CoreGroup()).Get("cgRescheduleConfirmation-1").Status);
    }

    [Fact]
    public void Moved_ConfirmedInTheFuture_IsInvalid() =>
        Assert.Equal(
            "/data/writtenConfirmationSentOn",
            Plan.Refuse(
                "2026-04-08", new CoreGroupRescheduled { NewOn = Date("2026-04-17"), WrittenConfirmationSentOn = Date("2026-04-09") }).Field
        );

    [Fact]
    public void Held_FixesTheNextDate()
    {
        Assert.Equal(Date("2026-05-20"), Standing(Plan.Raise("2026-04-15", Sample.CoreGroup(null, "2026-06-24", "2026-05-20"))));
        Assert.Null(Standing(Plan.Raise("2026-04-15", Sample.CoreGroup())));
        Assert.Equal(Date("2026-04-13"), Standing(Plan.Raise("2026-04-01", new CoreGroupBooked { ScheduledOn = Date("2026-04-13") })));
        Assert.Equal("/data/futureDates/1", Plan.Refuse("2026-04-15", Sample.CoreGroup(null, "2026-05-20", "2026-04-14")).Field);
    }

    [Fact]
    [Obligation("S2-24"), Obligation("S4-18")]
    public void Held_WithoutParents_Warns()
    {
        var attendance = Sample.Present("csc", "school");
        Assert.Contains(
            Plan.Raise("2026-04-15", Sample.CoreGroup() with { Attendance = attendance }).Warnings,
            warning => warning.Contains("No parent or carer came", StringComparison.Ordinal));
        Attendance mother = new()
        {
            Person = Sample.Words,
            Kind = CoreGroupMemberKind.Parent,
            Present = true,
        };
        Assert.Empty(
            Plan.Raise(
                "2026-04-15",
                Sample.CoreGroup() with
                {
                    Attendance = [.. attendance, mother],
                    ParentsContribution = Sample.Words,
                }
            ).Warnings);
        Assert.NotEmpty(
            Plan.Raise("2026-04-15", Sample.CoreGroup() with { Attendance = [.. attendance, mother with { Present = false }] }).Warnings);
    }

    [Fact]
    [Obligation("S3-28")]
    public void Held_SaysThatTheContingencyPlanIsInvokedAndHowManyDisagree()
    {
        var held = Sample.CoreGroup() with
        {
            ContingencyInvoked = true,
            Disagreements = [new() { Who = Sample.Words, What = Sample.Words, Reason = Sample.Words }],
            NeedForEarlyReview = true,
        };
        var driver = Plan.Raise("2026-04-15", held);
        Assert.Equal(
            "Core group 2 held, contingency plan invoked, disagreements recorded: 1, early review asked for", driver.Facts.Last().Summary);
        // A disagreement without its reason is no record of one.
        Assert.Equal(
            ["who", "what", "reason"], SchemaOf.Record(typeof(Disagreement))["required"]!.AsArray().Select(field => field!.ToString()));
        Assert.Equal(EarlyReviewStatus.Requested, driver.State.Regions.EarlyReview.Status);
    }
}
