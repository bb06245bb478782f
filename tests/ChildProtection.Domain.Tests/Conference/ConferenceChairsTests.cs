using ChildProtection.Domain.Conference;
using ChildProtection.Domain.Deadlines;
using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.Profiles;
using ChildProtection.Domain.Referral;
using ChildProtection.Domain.Tests.Support;
using ChildProtection.Tests.Support;
using static ChildProtection.Domain.Tests.Calendar.Dates;

namespace ChildProtection.Domain.Tests.Conference;

/// <summary>A chair comes from outside, and confirms what somebody else records of the conference.</summary>
public sealed class ConferenceChairsTests
{
    private static readonly RecordedFor Typed = new() { Reason = RecordedForReason.TypedForChair };

    [Theory]
    [InlineData("sw.1")]
    [InlineData("mgr.1")]
    [Obligation("S2-11")]
    [Obligation("N-17")]
    public void Book_WithAChairWhoWorkedOnTheCase_IsInvalidWhateverIndependentSays(string account)
    {
        var refused = Pending().Refuse(
            "2026-02-13", Sample.Booked("2026-02-24") with { Chair = new() { Id = account, Independent = true } }, actor: "office.1");

        Assert.Equal("/data/chair/id", refused.Field);
    }

    [Fact]
    [Obligation("S2-11")]
    [Obligation("N-17")]
    public void Held_ByAChairWhoWorkedOnTheCase_IsRecordedAsABreachAndTellsTheServiceManager()
    {
        var driver = Pending().Raise("2026-02-24", Plan("mgr.1"));

        Assert.Equal(CaseStage.OutlinePlan, driver.Stage);
        Assert.Contains("breach: the chair is involved", driver.Facts.Last().Summary, StringComparison.Ordinal);
        Assert.Equal(["serviceManager"], driver.Told.Where(one => one.Kind.Name == "chairInvolved").Select(one => one.To.Code));
    }

    [Fact]
    [Obligation("S2-11")]
    public void Held_ByAChairWhoIsNotIndependent_IsABreachToo()
    {
        var driver = Pending().Raise(
            "2026-02-24", Plan("chair.1") with { Chair = new() { Id = "chair.1", Independent = false } });

        Assert.Contains(driver.Told, one => one.Kind.Name == "chairInvolved");
    }

    [Fact]
    [Obligation("N-17")]
    public void Held_RecordedBySomebodyElse_NeedsTheReason()
    {
        var refused = Pending().Refuse("2026-02-24", Plan("chair.1"), actor: "chair.2", role: Role.ConferenceChair);

        Assert.Equal("/data/recordedFor", refused.Field);
    }

    [Fact]
    public void Held_ByAnotherChairThanBooked_NeedsTheReasonAndTellsIt()
    {
        var booked = Pending().Raise(
            "2026-02-13", Sample.Booked("2026-02-24") with { Chair = new() { Id = "chair.1" } }, actor: "office.1");

        var refused = booked.Refuse("2026-02-24", Plan("chair.2"));
        booked.Raise("2026-02-24", Plan("chair.2") with { ChairChangeReason = Sample.Words });

        Assert.Equal("/data/chairChangeReason", refused.Field);
        Assert.Equal(
            ["leadSocialWorker", "teamManager", "conferenceManager"],
            booked.Told.Where(one => one.Kind.Name == "chairChanged").Select(one => one.To.Code));
    }

    [Fact]
    public void Rescheduled_Conference_KeepsItsChair()
    {
        var driver = Pending()
            .Raise("2026-02-13", Sample.Booked("2026-02-24") with { Chair = new() { Id = "chair.1" } }, actor: "office.1")
            .Raise("2026-02-16", new ConferenceRescheduled { NewOn = Date("2026-02-25") });

        Assert.Equal("/data/chairChangeReason", driver.Refuse("2026-02-25", Plan("chair.2")).Field);
    }

    [Fact]
    public void Confirm_ByAnother_IsNotAllowed()
    {
        var driver = Pending().Raise("2026-02-24", Plan("chair.1") with { RecordedFor = Typed }, actor: "chair.2");

        var refused = driver.Refuse(
            "2026-02-25", new ConferenceRecordConfirmed { Agrees = true }, actor: "chair.2", role: Role.ConferenceChair);

        Assert.Equal(RejectionKind.NotAllowed, refused.Kind);
    }

    [Fact]
    public void Confirm_BeforeItWasRecorded_IsInvalid()
    {
        var driver = Pending().Raise("2026-02-24", Plan("chair.1") with { RecordedFor = Typed }, actor: "chair.2");

        var refused = driver.Refuse("2026-02-25", new ConferenceRecordConfirmed { Agrees = true }, "2026-02-23", "chair.1");

        Assert.Equal("/occurredOn", refused.Field);
    }

    [Theory]
    [InlineData(true, 0)]
    [InlineData(false, 1)]
    public void Confirm_ByTheChair_IsDoneOnceAndSaysWhatToDo(bool agrees, int warnings)
    {
        var driver = Pending().Raise("2026-02-24", Plan("chair.1") with { RecordedFor = Typed }, actor: "chair.2");

        driver.Raise("2026-02-25", new ConferenceRecordConfirmed { Agrees = agrees }, actor: "chair.1", role: Role.ConferenceChair);

        Assert.Equal((warnings, 0), (driver.Warnings.Count, driver.State.Unconfirmed.Count));
        Assert.Equal(
            RejectionKind.NotAllowed, driver.Refuse("2026-02-26", new ConferenceRecordConfirmed { Agrees = true }, actor: "chair.1").Kind);
    }

    [Fact]
    public void Held_UnderAProfileWithTheDuty_OwesTheChairsConfirmation()
    {
        var driver = Pending(WithTheDuty).Raise("2026-02-24", Plan("chair.1") with { RecordedFor = Typed }, actor: "chair.2");
        var owed = driver.Owed("conferenceConfirmed");

        driver.Raise("2026-02-27", new ConferenceRecordConfirmed { Agrees = true }, actor: "chair.1", role: Role.ConferenceChair);

        Assert.Equal((Date("2026-02-26"), "conferenceChair", "conference-1"), (owed.DueOn, owed.Responsible, owed.Subject));
        var met = driver.Get("conferenceConfirmed-1");
        Assert.Equal((DeadlineStatus.MetLate, 1), (met.Status, met.DaysLate));
    }

    [Fact]
    public void Held_UnderAProfileWithoutTheDuty_OwesNothingButIsConfirmed()
    {
        var driver = Pending().Raise("2026-02-24", Plan("chair.1") with { RecordedFor = Typed }, actor: "chair.2");

        Assert.False(driver.State.Has("conferenceConfirmed"));
        Assert.Equal("chair.1", Assert.Single(driver.State.Unconfirmed).Chair);
    }

    private static ProcedureCatalogue WithTheDuty => ProcedureCatalogue.With([new("own.json", """
        { "id": "OWN", "version": "1.0", "title": "Own", "base": "EN-WT2023", "baseVersion": "1.0", "parameters": {
            "conferenceConfirmed": { "title": "Confirm the record", "value": 2, "unit": "workingDays", "anchor": "conferenceRecorded",
                "direction": "after", "pattern": "short", "responsible": "conferenceChair", "source": ["product choice"] } } }
        """)], []);

    /// <summary>A conference is needed; sw.1 and mgr.1 have worked on the case.</summary>
    private static CaseDriver Pending(ProcedureCatalogue? catalogue = null) =>
        CaseDriver
            .Open(
                "2026-02-02 10:15",
                referral: Sample.Referral() with { Profile = catalogue is null ? "EN-WT2023" : "OWN" },
                catalogue: catalogue)
            .Raise("2026-02-03", Sample.Decision(ReferralOutcome.Assess), actor: "mgr.1", role: Role.TeamManager)
            .Raise("2026-02-04", Sample.Concern())
            .Raise("2026-02-05", Sample.Discussion(), actor: "mgr.1", role: Role.TeamManager)
            .Raise("2026-02-11", Sample.ConferenceNeeded());

    private static ConferenceHeld Plan(string chair) =>
        Sample.Plan("2026-03-06", "2026-05-20") with { Chair = new() { Id = chair, Independent = true } };
}
