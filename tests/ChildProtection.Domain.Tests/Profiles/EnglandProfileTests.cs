using System.Text.Json;
using ChildProtection.Domain.Calendar;
using ChildProtection.Domain.Profiles;
using ChildProtection.Tests.Support;
using static ChildProtection.Domain.Tests.Calendar.Dates;

namespace ChildProtection.Domain.Tests.Profiles;

public sealed class EnglandProfileTests
{
    private static readonly ProcedureProfile Profile = ProcedureLibrary.Get("EN-WT2023");
    private static readonly WorkingDayCalendar Calendar = CalendarLibrary.Get(Profile.Calendar);

    [Theory]
    [InlineData("referralDecision", "2025-12-20", "2025-12-22")]
    [InlineData("referralDecision", "2025-12-24", "2025-12-29")]
    [InlineData("assessment", "2026-02-02", "2026-04-08")]
    [InlineData("assessment", "2025-12-24", "2026-03-02")]
    [InlineData("assessment", "2025-09-01", "2025-11-03")]
    [InlineData("strategyDiscussion", "2026-02-04", "2026-02-05")]
    [InlineData("icpc", "2026-02-05", "2026-02-26")]
    [InlineData("icpc", "2025-09-03", "2025-09-24")]
    [InlineData("icpc", "2025-12-27", "2026-01-19")]
    [InlineData("reportToParentsBeforeIcpc", "2026-02-24", "2026-02-20")]
    [InlineData("reportToParentsBeforeRcpc", "2026-05-20", "2026-05-13")]
    [InlineData("decisionLetter", "2026-02-24", "2026-02-25")]
    [InlineData("conferenceRecord", "2026-02-24", "2026-03-17")]
    [InlineData("cgFirst", "2026-02-24", "2026-03-10")]
    [InlineData("cgSecond", "2026-03-06", "2026-04-17")]
    [InlineData("cgLaterBeforeFirstReview", "2026-04-15", "2026-05-27")]
    [InlineData("cgLaterAfterFirstReview", "2026-08-25", "2026-10-06")]
    [InlineData("rcpcFirst", "2025-09-23", "2025-12-23")]
    [InlineData("visitInterval", "2026-03-20", "2026-04-07")]
    [InlineData("visitCap", "2026-02-24", "2026-03-24")]
    [InlineData("earlyReviewHeld", "2025-10-31", "2025-11-14")]
    [InlineData("assessmentCounterSign", "2026-04-02", "2026-04-09")]
    [InlineData("longPlanAlerts", "2026-02-24", "2028-02-24")]
    [InlineData("endNotification", "2026-11-17", "2026-11-18")]
    [InlineData("cinReviewFirst", "2026-11-17", "2026-12-15")]
    [InlineData("cinReviewFirst", "2026-01-16", "2026-02-13")]
    public void Compute_AcceptanceScenario_GivesItsDate(string parameter, string anchorOn, string dueOn) =>
        Assert.Equal(Date(dueOn), ProfileDueDates.Compute(Profile, Calendar, parameter, Date(anchorOn)).DueOn);

    [Fact]
    [Obligation("S3-52")]
    public void FirstCoreGroup_TenWorkingDaysAfterConference_IsLatestDate() =>
        Assert.Equal(new DateOnly(2026, 6, 5), ProfileDueDates.Compute(Profile, Calendar, "cgFirst", new(2026, 5, 21)).DueOn);

    [Fact]
    [Obligation("S3-53")]
    public void SecondCoreGroup_SixWeeksAfterFirst_IsLatestDate() =>
        Assert.Equal(new DateOnly(2026, 7, 13), ProfileDueDates.Compute(Profile, Calendar, "cgSecond", new(2026, 6, 1)).DueOn);

    [Fact]
    [Obligation("S3-26")]
    public void CoreGroupNotes_FiveWorkingDaysAfterMeeting_IsLatestDate() =>
        Assert.Equal(new DateOnly(2025, 8, 29), ProfileDueDates.Compute(Profile, Calendar, "cgNotes", new(2025, 8, 21)).DueOn);

    [Fact]
    [Obligation("S2-26")]
    public void FirstReview_ThreeMonthsAfterConference_KeepsDateOnWeekend()
    {
        var due = ProfileDueDates.Compute(Profile, Calendar, "rcpcFirst", new(2026, 2, 24));
        Assert.Equal((new DateOnly(2026, 5, 24), new DateOnly(2026, 5, 22)), (due.DueOn, due.ScheduleBy));
    }

    [Fact]
    [Obligation("S2-27")]
    public void LaterReview_SixMonthsAfterPreviousReview_IsLatestDate() =>
        Assert.Equal(new DateOnly(2026, 11, 20), ProfileDueDates.Compute(Profile, Calendar, "rcpcLater", new(2026, 5, 20)).DueOn);

    [Fact]
    public void Compute_UnknownParameter_SaysSo()
    {
        var fault = Assert.Throws<ProcedureParameterException>(() => ProfileDueDates.Compute(Profile, Calendar, "icpcs", new(2026, 3, 26)));
        Assert.Equal((ParameterFault.Unknown, "icpcs"), (fault.Fault, fault.Parameter));
    }

    [Theory]
    [InlineData("quorum")]
    [InlineData("legalRoute")]
    [InlineData("lswQualifiedRequired")]
    [InlineData("policeProtectionMax")]
    [InlineData("repeatPlanAlert")]
    public void Compute_ParameterThatIsNoDateRule_SaysSo(string parameter) =>
        Assert.Equal(
            ParameterFault.NotADateRule,
            Assert.Throws<ProcedureParameterException>(() => ProfileDueDates.Compute(Profile, Calendar, parameter, new(2026, 3, 26))).Fault
        );

    [Fact]
    public void Profile_Values_AreReadByKind()
    {
        Assert.Equal(Period.WorkingDays(10), Profile.Period("visitInterval"));
        Assert.Equal(Period.CalendarDays(28), Profile.Period("visitCap"));
        Assert.Equal(2, Profile.Number("quorum"));
        Assert.Equal("EnglandPLO", Profile.Code("legalRoute"));
        Assert.True(Profile.Flag("lswQualifiedRequired"));
        Assert.Equal([12, 15, 18, 21, 24], Profile["longPlanAlerts"].Value.Numbers!);
        Assert.Equal(Period.Hours(72), Profile.Period("policeProtectionMax"));
        Assert.Equal(ParameterFault.WrongKind, Assert.Throws<ProcedureParameterException>(() => Profile.Number("legalRoute")).Fault);
    }

    [Fact]
    public void Parameters_All_CarryASource() =>
        Assert.All(
            Profile.Parameters,
            parameter => Assert.All(Assert.IsAssignableFrom<IEnumerable<string>>(parameter.Source), source => Assert.NotEmpty(source)));

    [Fact]
    public void Serialise_Profile_HasTheContractsShape()
    {
        var json = JsonSerializer.SerializeToElement(Profile, JsonSerializerOptions.Web);
        var icpc = json.GetProperty("parameters").EnumerateArray().Single(parameter => parameter.GetProperty("name").GetString() == "icpc");
        Assert.Equal("EN-WT2023", json.GetProperty("id").GetString());
        Assert.Equal(15, icpc.GetProperty("value").GetInt32());
        Assert.Equal("workingDays", icpc.GetProperty("unit").GetString());
        Assert.Equal("strategyDiscussionHeld", icpc.GetProperty("anchor").GetString());
    }
}
