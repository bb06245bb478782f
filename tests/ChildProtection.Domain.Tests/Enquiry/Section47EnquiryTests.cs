using ChildProtection.Domain.Deadlines;
using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.Kernel.Facts;
using ChildProtection.Domain.Tests.Support;
using ChildProtection.Tests.Support;
using static ChildProtection.Domain.Tests.Calendar.Dates;

namespace ChildProtection.Domain.Tests.Enquiry;

public sealed class Section47EnquiryTests
{
    [Theory]
    [InlineData(EnquiryNext.Assessment, CaseStage.Assessing)]
    [InlineData(EnquiryNext.ChildInNeed, CaseStage.StepDownCin)]
    [InlineData(EnquiryNext.Close, CaseStage.Closed)]
    [Obligation("S0-05")]
    public void Conclude_NoConference_CancelsTheConferenceAndGoesOn(EnquiryNext next, CaseStage stage)
    {
        var driver = SampleCases.Section47().AsManager("2026-02-12", Sample.NoConference(next));
        Assert.Equal(stage, driver.Stage);
        Assert.Equal(DeadlineStatus.Cancelled, driver.Get("icpc-1").Status);
        Assert.True(driver.State.Enquiry!.ConferenceNotRequired);
        Assert.Equal(stage == CaseStage.Closed ? "RC7" : null, driver.State.Closure?.CensusCode);
    }

    [Fact]
    [Obligation("S0-05"), Obligation("S2-01")]
    public void Conclude_ConferenceNeeded_KeepsItsDueDate()
    {
        var driver = SampleCases.ConferencePending();
        Assert.Equal((CaseStage.ConferencePending, Date("2026-02-26")), (driver.Stage, driver.Owed("icpc").DueOn));
        Assert.False(driver.State.Enquiry!.ConferenceNotRequired);
    }

    [Fact]
    public void Conclude_FieldsThatContradictEachOther_AreInvalid()
    {
        var driver = SampleCases.Section47();
        Assert.Equal("/data/next", driver.Refuse("2026-02-12", Sample.NoConference(EnquiryNext.Close) with { Next = null }).Field);
        Assert.Equal("/data/next", driver.Refuse("2026-02-12", Sample.ConferenceNeeded() with { Next = EnquiryNext.Close }).Field);
        Assert.Equal("/data/icpcNotRequired", driver.Refuse("2026-02-12", Sample.ConferenceNeeded() with { IcpcNotRequired = true }).Field);
        Assert.Equal("/occurredOn", driver.Refuse("2026-02-12", Sample.ConferenceNeeded(), "2026-02-04").Field);
    }

    [Fact]
    public void Close_BeforeTheLatestEvent_KeepsItsOwnDateAndClosesOnTheDayOfThatEvent()
    {
        // Rule 8565: a closure is not before any other activity.
        var driver = SampleCases
            .Section47()
            .Raise("2026-02-12", Sample.Visit())
            .AsManager("2026-02-13", Sample.NoConference(EnquiryNext.Close), "2026-02-11");
        Assert.Equal((Date("2026-02-11"), Date("2026-02-12")), (driver.State.Enquiry!.ConcludedOn, driver.State.Closure!.On));
        Assert.Contains(driver.Warnings, warning => warning.Contains("12 Feb 2026", StringComparison.Ordinal));
    }
}
