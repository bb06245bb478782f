using ChildProtection.Domain.Calendar;
using ChildProtection.Domain.Conference;
using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.Oversight;
using ChildProtection.Domain.Tests.Profiles;
using ChildProtection.Domain.Tests.Support;

namespace ChildProtection.Domain.Tests.Oversight;

/// <summary>Changes of profile and calendar, and cases for them. The example calendar has one more holiday, Monday 9 March 2026.</summary>
internal static class PolicyChanges
{
    public static readonly CalendarChanged ExtraHoliday = new() { Version = "2026.3", Reason = Sample.Words };

    public static ProfileChanged To(string id, string version = "1.0") =>
        new()
        {
            ProfileId = id,
            Version = version,
            Reason = Sample.Words,
        };

    public static void Change(CaseDriver driver, string when, CaseEvent data)
    {
        if (data is CalendarChanged)
            driver.Catalogue = OwnProfiles.WithExamples();
        driver.Raise(when, data, actor: "admin.1", role: Role.Administrator);
    }

    public static CaseDriver Meeting(Period often) => SampleCases.Booked().Raise("2026-02-20", Sample.ReportToParents())
        .Raise("2026-02-24", Sample.Plan("2026-03-06", "2026-05-20") with { CoreGroupFrequency = often });

    /// <summary>A plan was made on 24 February 2026 and its letter sent; nothing is late.</summary>
    public static CaseDriver Outline() => SampleCases.OutlinePlan().Raise("2026-02-25", new DecisionLetterSent());
}
