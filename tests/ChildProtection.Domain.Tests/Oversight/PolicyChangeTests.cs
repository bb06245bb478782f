using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.Oversight;
using ChildProtection.Domain.Tests.Profiles;
using ChildProtection.Domain.Tests.Support;
using static ChildProtection.Domain.Tests.Oversight.PolicyChanges;

namespace ChildProtection.Domain.Tests.Oversight;

/// <summary>Another profile or calendar in mid-case, whichever of the two changes (E51, rule R10).</summary>
public sealed class PolicyChangeTests
{
    [Fact]
    public void Change_ThatMovesDeadlines_TellsTheResponsibleRoleTheOldAndTheNewDay()
    {
        var driver = Outline();
        Change(driver, "2026-02-26", ExtraHoliday);
        Assert.Equal(
            [
                "businessSupport conferenceRecord-2 2026-03-17 2026-03-18",
                "leadSocialWorker assessment-2 2026-04-08 2026-04-09",
                "leadSocialWorker cgFirst-2 2026-03-10 2026-03-11",
                "leadSocialWorker visit-2 2026-03-10 2026-03-11",
            ],
            Moved(driver));
        Change(driver, "2026-02-27", To("S1-GUERNSEY"));
        Assert.Contains("leadSocialWorker assessmentByFirstReview-1 none 2026-05-24", Moved(driver));
        Change(driver, "2026-02-28", To("EN-WT2023"));
        Assert.Contains("leadSocialWorker assessmentByFirstReview-1 2026-05-24 none", Moved(driver));
        driver.Raise("2026-03-02", Sample.Concern(significantHarm: false));
        Assert.Empty(Moved(driver));

        static IEnumerable<string> Moved(CaseDriver driver) =>
            driver
                .Told.Where(one => one.Kind.Name == "deadlinesMoved")
                .SelectMany(one =>
                    ((DeadlinesMovedNotice)one.Data).Deadlines.Select(moved =>
                        $"{one.To.Code} {moved.DeadlineId} {Day(moved.FormerDueOn)} {Day(moved.DueOn)}"))
                .Order(StringComparer.Ordinal);

        static string Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", null) ?? "none";
    }

    [Theory]
    [MemberData(nameof(Stages))]
    public void Change_InEveryOpenStage_IsAccepted(CaseStage stage)
    {
        var driver = SampleCases.In(stage);
        driver.Catalogue = OwnProfiles.WithExamples();
        var on = driver.State.LastActivityOn.ToString("yyyy-MM-dd", null) + " 18:00";
        if (stage == CaseStage.Closed)
        {
            driver.Refuse(on, ExtraHoliday, actor: "admin.1", role: Role.Administrator);
            return;
        }

        Change(driver, on, To("S3-SOUTHWEST"));
        Change(driver, on, new CalendarChanged { Version = "2026.3" });
        Assert.Equal((stage, "S3-SOUTHWEST", "2026.3"), (driver.Stage, driver.State.Profile.Id, driver.State.Profile.CalendarVersion));
    }

    public static TheoryData<CaseStage> Stages => [.. Enum.GetValues<CaseStage>()];
}
