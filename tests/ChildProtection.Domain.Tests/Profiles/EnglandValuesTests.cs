using ChildProtection.Domain.Profiles;

namespace ChildProtection.Domain.Tests.Profiles;

/// <summary>Every number of the England profile once more, typed from the parameter table: a slip in the data fails here.</summary>
public sealed class EnglandValuesTests
{
    private const string Table = """
        referralDecision 1 WorkingDays Short
        assessment 45 WorkingDays Long
        furtherAssessment 45 WorkingDays Long
        assessmentByFirstReview notApplicable Code Long
        strategyDiscussion 1 WorkingDays Short
        icpc 15 WorkingDays Medium
        transferInConference 15 WorkingDays Medium
        reportToParentsBeforeIcpc 2 WorkingDays Short
        reportToParentsBeforeRcpc 5 WorkingDays Short
        decisionLetter 1 WorkingDays Short
        conferenceRecord 15 WorkingDays Medium
        conferenceOutcome 1 WorkingDays Short
        cgFirst 10 WorkingDays Medium
        cgEarliest 0 Weeks -
        cgSecond 6 Weeks Medium
        cgLaterBeforeFirstReview 6 Weeks Medium
        cgLaterAfterFirstReview 6 Weeks Medium
        cgLaterAfterFirstReviewAnchor previousCoreGroup Code -
        cgDatesFixedAhead allToNextReview Code -
        cgNotes 5 WorkingDays Short
        cgRescheduleConfirmation 1 WorkingDays Short
        rcpcFirst 3 Months Long
        rcpcLater 6 Months Long
        rcpcAfterBirth 10 CalendarDays Medium
        rcpcAfterBirthMotherUnfit 20 CalendarDays Medium
        prebirthConferenceTarget 12 Weeks -
        prebirthConferenceLatest 42 CalendarDays Medium
        visitInterval 10 WorkingDays Medium
        visitCap 28 CalendarDays Cap
        visitIntervalInPlanRequired yes Flag -
        unannouncedVisitShare 1 Count -
        seenAloneShare alternateVisits Code -
        visitRecorded 2 WorkingDays Short
        failedVisitRetry 1 WorkingDays Critical
        accessConcernAfter 2 Count -
        accessNotify 0 CalendarDays -
        accessActionPlan 1 WorkingDays Critical
        difficultyMeeting 3 WorkingDays Medium
        earlyReviewDecision 1 WorkingDays Short
        earlyReviewHeld 10 WorkingDays Medium
        changeProposalAnswer 10 WorkingDays Medium
        disputeStage1 2 WorkingDays Medium
        disputeStage2 5 WorkingDays Medium
        disputeStage3 2 WorkingDays Medium
        disputeStage4 5 WorkingDays Medium
        assessmentCounterSign 3 WorkingDays Short
        acceptance 5 WorkingDays Medium
        adultRecordCopy 5 WorkingDays Medium
        childVersionGiven 5 WorkingDays Medium
        longPlanAlerts 12,15,18,21,24 Months Alert
        repeatPlanAlert 12,24 Months -
        legalPlanningMeeting 10 WorkingDays Medium
        legalPlanningMeetingUrgent 10 WorkingDays Medium
        preProceedingsMax 16 Weeks Long
        careProceedingsMax 26 Weeks Long
        policeProtectionMax 72 Hours Critical
        epoMax 8 CalendarDays Critical
        epoExtendedMax 15 CalendarDays Critical
        cinPlanStart 0 CalendarDays -
        cinReviewFirst 20 WorkingDays Medium
        endNotification 1 WorkingDays Short
        eighteenthBirthday 0 CalendarDays Long
        planAction 0 CalendarDays Medium
        restrictionReview 90 CalendarDays Long
        eighteenReview 3 Months Long
        quorum 2 Count -
        parentInvite always Code -
        childInvite ageAndUnderstanding Code -
        childInviteAge 0 Count -
        lswQualifiedRequired yes Flag -
        planNotWorking consider Code -
        legalRoute EnglandPLO Code -
        calendar ENG Code -
        timeZone Europe/London Code -
        endOfDay 23:59:59 Code -
        dayCountStart exclusive Code -
        offDayRule keepDueDate Code -
        """;

    private static readonly string[] Backwards =
    [
        "reportToParentsBeforeIcpc",
        "reportToParentsBeforeRcpc",
        "prebirthConferenceTarget",
        "prebirthConferenceLatest",
        "eighteenReview",
    ];

    [Fact]
    public void Parameters_England_AreThoseOfTheTable() =>
        Assert.Equal(
            Table.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries),
            ProcedureLibrary
                .Get("EN-WT2023")
                .Parameters.Select(parameter =>
                    $"{parameter.Name} {parameter.Value.ToString().Replace(", ", ",", StringComparison.Ordinal)} "
                    + $"{parameter.Unit} {parameter.Pattern?.ToString() ?? "-"}"
                ));

    [Fact]
    public void Direction_England_IsBackwardsOnlyBeforeAFixedDate() =>
        Assert.Equal(
            Backwards,
            ProcedureLibrary
                .Get("EN-WT2023")
                .Parameters.Where(parameter => parameter.Direction == CountDirection.Before)
                .Select(parameter => parameter.Name));
}
