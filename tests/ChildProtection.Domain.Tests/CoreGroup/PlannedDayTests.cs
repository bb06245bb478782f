using ChildProtection.Domain.CoreGroup;
using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.Plan;
using ChildProtection.Domain.PlanDocument;
using ChildProtection.Domain.Tests.Support;
using ChildProtection.Domain.Visits;
using static ChildProtection.Domain.Tests.Calendar.Dates;

namespace ChildProtection.Domain.Tests.CoreGroup;

/// <summary>A mistyped year is refused, with the days that are possible. The referral is of 2 February 2026.</summary>
public sealed class PlannedDayTests
{
    private const string On = "2026-04-08";

    public static TheoryData<string, string, CaseEvent> Impossible
    {
        get
        {
            var cases = new TheoryData<string, string, CaseEvent>();
            foreach (var day in (string[])["1900-02-20", "2026-02-01", "2027-04-09", "2199-12-31"])
            {
                cases.Add(day, "/data/scheduledOn", new CoreGroupBooked { ScheduledOn = Date(day) });
                cases.Add(day, "/data/newOn", new CoreGroupRescheduled { NewOn = Date(day) });
            }

            foreach (var day in (string[])["2027-04-09", "2199-12-31"])
                cases.Add(day, "/data/futureDates/0", Sample.CoreGroup() with { FutureDates = [Date(day)] });
            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Impossible))]
    public void Decide_MeetingOnAnImpossibleDay_NamesFieldAndDays(string day, string field, CaseEvent planned)
    {
        var rejected = SampleCases.PlanActive().Refuse(On, planned);

        Assert.True(rejected.Field == field, $"{day}: {rejected.Field}");
        Assert.Contains("to 8 Apr 2027 (a year ahead)", rejected.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2026-02-02")]
    [InlineData("2027-04-08")]
    public void Decide_MeetingOnTheFirstOrLastDay_IsBooked(string day) =>
        Assert.Equal(
            Date(day),
            SampleCases.PlanActive().Raise(On, new CoreGroupBooked { ScheduledOn = Date(day) }).State.Plan!.NextCoreGroupOn);

    [Fact]
    public void Decide_VisitRecordedTomorrow_IsInvalid()
    {
        var visit = new VisitMade { Place = VisitPlace.Home, ChildSeen = true, RecordedOn = Date("2026-04-09") };

        var rejected = SampleCases.PlanActive().Refuse(On, visit);

        Assert.Equal(("/data/recordedOn", "must not be in the future"), (rejected.Field, rejected.Reason));
    }

    [Fact]
    public void Decide_DetailedPlanThatLeavesOutFields_NamesEachByItself()
    {
        var rejected = SampleCases.PlanActive().Refuse(
            On, new PlanVersionPublished { Plan = new PlanContent() });

        Assert.True(rejected.Faults!.Count > 10, $"{rejected.Faults.Count} fields.");
        Assert.Contains(rejected.Faults, fault => fault.Field == "/data/plan/concerns");
        Assert.DoesNotContain(rejected.Faults, fault => fault.Field == "/data/plan");
    }
}
