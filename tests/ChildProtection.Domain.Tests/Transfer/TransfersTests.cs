using ChildProtection.Domain.Closure;
using ChildProtection.Domain.Conference;
using ChildProtection.Domain.Deadlines;
using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.Kernel.Facts;
using ChildProtection.Domain.Kernel.Tracks;
using ChildProtection.Domain.Tests.Support;
using ChildProtection.Domain.Transfer;
using static ChildProtection.Domain.Tests.Calendar.Dates;

namespace ChildProtection.Domain.Tests.Transfer;

/// <summary>Children who move between authorities (E40 to E42, domain 3.6 B).</summary>
public sealed class TransfersTests
{
    [Fact]
    public void In_ForGood_HasAConferenceWithinItsDaysAndNoEnquiry()
    {
        var expected = new Timeline(CaseDriver.Open("2026-03-26 09:00", referral: Notice()))
            .Stage(CaseStage.ConferencePending)
            .Due("transferInConference", "2026-04-20");
        Assert.Equal(
            (TransferStatus.In, "authority-devon", "5C"),
            (
                expected.Case.State.Regions.Transfer.Status,
                expected.Case.State.Regions.Transfer.Authority,
                expected.Case.State.Referral.Source));
        Assert.DoesNotContain(expected.Case.State.Deadlines, deadline => deadline.Kind is "referralDecision" or "icpc");
        expected.Raise("2026-04-01", Sample.Booked("2026-04-16")).Due("reportToParentsBeforeIcpc", "2026-04-14");
        Assert.Equal("/data/conferenceType", expected.Case.Refuse("2026-04-16", Sample.Plan("2026-04-24", "2026-07-10")).Field);
        expected
            .Raise("2026-04-16", Sample.Plan("2026-04-24", "2026-07-10") with { ConferenceType = ConferenceType.TransferIn })
            .Met("transferInConference-1", "2026-04-16")
            .Stage(CaseStage.OutlinePlan);
        // Rules 2885, 2884: the plan starts with that conference, whose date stands with the transfer and with no enquiry. Other
        // authorities' plans are not counted.
        Assert.Equal(
            (Date("2026-04-16"), Date("2026-04-16"), null, 0),
            (
                expected.Case.State.Plan!.StartedOn,
                expected.Case.State.Regions.Transfer.ConferenceOn!.Value,
                expected.Case.State.Enquiry,
                expected.Case.State.PreviousPlans));
    }

    [Theory]
    [InlineData(ConferenceDecision.ChildInNeed, CaseStage.StepDownCin)]
    [InlineData(ConferenceDecision.NoFurtherAction, CaseStage.Closed)]
    public void In_ConferenceWithoutPlan_IsPossible(ConferenceDecision decision, CaseStage stage) =>
        Assert.Equal(
            stage,
            CaseDriver
                .Open("2026-03-26 09:00", referral: Notice())
                .Raise("2026-04-16", Sample.Initial(decision) with { ConferenceType = ConferenceType.TransferIn })
                .Stage);

    [Fact]
    public void In_ForAWhile_IsListedOnlyUntilTheMoveIsForGood()
    {
        var driver = CaseDriver.Open("2026-03-02 09:00", referral: Notice() with { Temporary = true });
        Assert.Equal(
            (CaseStage.Referred, TransferStatus.InTemporary, 0),
            (driver.Stage, driver.State.Regions.Transfer.Status, driver.State.Deadlines.Count));
        Assert.Equal(RejectionKind.NotAllowed, driver.Refuse("2026-03-20", Notice() with { Temporary = true }).Kind);
        driver.Raise("2026-03-26", Notice());
        Assert.Equal((CaseStage.ConferencePending, Date("2026-04-20")), (driver.Stage, driver.Owed("transferInConference").DueOn));
    }

    [Fact]
    public void In_ForAWhile_EndsWithTheStay() =>
        Assert.Equal(
            CaseStage.Closed,
            CaseDriver
                .Open("2026-03-02 09:00", referral: Notice() with { Temporary = true })
                .Raise("2026-04-02", Sample.CaseClosed())
                .Stage);

    [Fact]
    public void In_TransferConferenceWithoutATransfer_IsInvalid() =>
        Assert.Equal(
            "/data/conferenceType",
            SampleCases
                .Booked()
                .Refuse("2026-02-24", Sample.Plan("2026-03-06", "2026-05-20") with { ConferenceType = ConferenceType.TransferIn })
                .Field);

    [Fact]
    public void Out_UntilAcceptedInWriting_EveryDutyStays()
    {
        var expected = new Timeline(SampleCases.TransferredOut())
            .Stage(CaseStage.TransferredOutPending)
            .Due("receivingConference", "2026-05-12")
            .Due("rcpcFirst", "2026-05-24", "2026-05-22")
            .Due("visitCap", "2026-03-24");
        expected
            .Raise("2026-04-21", Sample.Visit())
            .Due("visit", "2026-05-06")
            .Raise("2026-04-22", Sample.CoreGroup())
            .Stage(CaseStage.TransferredOutPending);
        expected
            .Raise("2026-05-11", new ReceivingConferenceHeld { PlanMade = true })
            .Met("receivingConference-1", "2026-05-11")
            .Stage(CaseStage.TransferredOutPending);
        Assert.True(expected.Case.State.PlanInForce);
        expected
            .Raise(
                "2026-05-14",
                new ReceivingConferenceHeld { PlanMade = true, ResponsibilityAcceptedInWritingOn = Date("2026-05-14") },
                occurredOn: "2026-05-11")
            .Stage(CaseStage.Closed);
        // T-8: the day of the conference, or of the acceptance when that is later.
        Assert.Equal(
            (Date("2026-05-14"), new CaseClosure(Date("2026-05-14"), CaseOutcome.Transferred, "RC5")),
            (expected.Case.State.Plan!.EndedOn!.Value, expected.Case.State.Closure));
    }

    [Fact]
    public void Out_ReviewWhileItIsPending_LeadsBackToPending()
    {
        var driver = SampleCases.TransferredOut().Raise("2026-05-20", Sample.Review(null));
        Assert.Equal(CaseStage.ReviewInSession, driver.Stage);
        Assert.Equal(
            (CaseStage.TransferredOutPending, Date("2026-11-20")),
            (driver.Raise("2026-05-20", Sample.Review(ConferenceDecision.Continue)).Stage, driver.Owed("rcpcLater").DueOn));
    }

    [Fact]
    public void Out_ReceivingConferenceOverdue_TellsTheManagersOfBothAuthorities()
    {
        var driver = SampleCases.TransferredOut().AdvanceTo("2026-05-13 09:00");
        Assert.Equal((DeadlineStatus.Overdue, 1), (driver.Owed("receivingConference").Status, driver.Owed("receivingConference").Tier));
        Assert.Subset(
            driver.Told.Select(one => one.To.Code).ToHashSet(),
            new HashSet<string> { "teamManager", "conferenceChair", "authority-dorset" });
    }

    [Fact]
    public void Out_NoticeNotInWriting_StartsNothing()
    {
        var driver = SampleCases
            .PlanActive()
            .Raise("2026-04-20", new ChildMoved { Kind = MoveKind.Permanent, NewAuthority = "authority-dorset" });
        Assert.Equal((CaseStage.PlanActive, TransferStatus.None), (driver.Stage, driver.State.Regions.Transfer.Status));
        Assert.Contains(driver.Warnings, warning => warning.Contains("written notice", StringComparison.Ordinal));
    }

    [Fact]
    public void Out_ChildComesBack_TheTransferIsOff()
    {
        var driver = SampleCases.TransferredOut().Raise("2026-04-30", new ChildMoved { Kind = MoveKind.Permanent });
        Assert.Equal(
            (CaseStage.PlanActive, TransferStatus.None, DeadlineStatus.Cancelled),
            (driver.Stage, driver.State.Regions.Transfer.Status, driver.Get("receivingConference-1").Status));
    }

    [Theory]
    [InlineData(MoveKind.Temporary, false)]
    [InlineData(MoveKind.Unknown, true)]
    [InlineData(MoveKind.Missing, true)]
    public void Moved_ForAWhileOrMissing_ThePlanStaysOpen(MoveKind kind, bool unknown)
    {
        var driver = SampleCases.PlanActive().Raise("2026-04-20", new ChildMoved { Kind = kind });
        Assert.Equal(
            (CaseStage.PlanActive, true, unknown),
            (driver.Stage, driver.State.PlanInForce, driver.State.Regions.Placement.WhereaboutsUnknown));
        Assert.False(driver.Raise("2026-04-25", new ChildMoved { Kind = MoveKind.Permanent }).State.Regions.Placement.WhereaboutsUnknown);
    }

    [Fact]
    public void Moved_Abroad_ThePlanStaysUntilTheAgenciesWereConsulted()
    {
        var driver = SampleCases.PlanActive().Raise("2026-04-20", new ChildMoved { Kind = MoveKind.Permanent, Country = Sample.Words });
        Assert.True(driver.State.PlanInForce);
        Assert.Equal(
            "/data/agenciesConsulted",
            driver
                .Refuse(
                    "2026-04-27",
                    new LeftUkPermanently { CountryNotified = true, AgenciesConsulted = [] },
                    actor: "chair.1",
                    role: Role.ConferenceChair)
                .Field);
        driver.Raise(
            "2026-04-27",
            new LeftUkPermanently { CountryNotified = true, AgenciesConsulted = ["school"] },
            actor: "chair.1",
            role: Role.ConferenceChair);
        Assert.Contains(driver.State.Approvals, approval => approval.Kind == ApprovalKind.PlanEndingWithoutConference);
    }

    private static TransferInNotified Notice() =>
        new()
        {
            FromAuthority = "authority-devon",
            Team = "north",
            PlanStartedOn = Date("2025-11-03"),
            Categories = ["NEG"],
            Child = Sample.Referral().Child,
        };
}
