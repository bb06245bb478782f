namespace ChildProtection.Domain.Profiles;

/// <summary>What kind of value a parameter takes.</summary>
internal enum ParameterKind
{
    Period,
    Periods,
    Hours,
    Count,
    Code,
    Flag,
}

/// <summary>
/// A parameter every profile must answer, itself or through its base. Codes limit a code's words; none means that they are checked
/// elsewhere.
/// </summary>
internal sealed record ParameterDefinition(string Name, ParameterKind Kind, params string[] Codes)
{
    /// <summary>In place of a value: the profile's procedure has no such thing.</summary>
    public const string NotApplicable = "notApplicable";

    /// <summary>Whether a profile may say that the parameter does not apply to it.</summary>
    public bool MayNotApply { get; init; }

    /// <summary>Added after profiles were in use: a profile that lacks it has no such duty.</summary>
    public bool MayBeMissing { get; init; }

    public IReadOnlyList<ParameterUnit> Units => Kind switch
    {
        ParameterKind.Period => [ParameterUnit.WorkingDays, ParameterUnit.CalendarDays, ParameterUnit.Weeks, ParameterUnit.Months],
        ParameterKind.Periods => [ParameterUnit.CalendarDays, ParameterUnit.Weeks, ParameterUnit.Months],
        ParameterKind.Hours => [ParameterUnit.Hours],
        ParameterKind.Count => [ParameterUnit.Count],
        ParameterKind.Code => [ParameterUnit.Code],
        _ => [ParameterUnit.Flag],
    };
}

/// <summary>All parameters that the procedure asks for. A profile that misses one, or brings one that nothing reads, is refused.</summary>
internal static class ParameterCatalogue
{
    private static readonly string[] PeriodNames =
    [
        "referralDecision", "assessment", "furtherAssessment", "strategyDiscussion", "icpc", "transferInConference",
        "reportToParentsBeforeIcpc", "reportToParentsBeforeRcpc", "decisionLetter", "conferenceRecord", "conferenceOutcome",
        "cgFirst", "cgEarliest", "cgSecond", "cgLaterBeforeFirstReview", "cgLaterAfterFirstReview", "cgNotes", "cgRescheduleConfirmation",
        "rcpcFirst", "rcpcLater", "rcpcAfterBirth", "rcpcAfterBirthMotherUnfit", "prebirthConferenceTarget", "prebirthConferenceLatest",
        "visitInterval", "visitCap", "visitRecorded", "failedVisitRetry", "accessNotify", "accessActionPlan",
        "difficultyMeeting", "earlyReviewDecision", "earlyReviewHeld", "changeProposalAnswer",
        "disputeStage1", "disputeStage2", "disputeStage3", "disputeStage4",
        "assessmentCounterSign", "acceptance", "adultRecordCopy", "childVersionGiven",
        "legalPlanningMeeting", "legalPlanningMeetingUrgent",
        "cinPlanStart", "cinReviewFirst", "endNotification", "eighteenReview", "eighteenthBirthday", "planAction", "restrictionReview",
    ];

    /// <summary>Periods that belong to one law or one partnership: another profile answers that they do not apply.</summary>
    private static readonly string[] OptionalPeriodNames =
    [
        "assessmentByFirstReview",
        "preProceedingsMax",
        "careProceedingsMax",
        "epoMax",
        "epoExtendedMax",
    ];

    /// <summary>Duties that came later than the first profiles, whose versions never change.</summary>
    private static readonly string[] LaterPeriodNames =
        ["allocation", "unallocatedReview", "unallocatedTold", "conferenceConfirmed", "noConferenceObjection"];

    public static IReadOnlyDictionary<string, ParameterDefinition> All { get; } = new ParameterDefinition[]
    {
        new("longPlanAlerts", ParameterKind.Periods),
        new("repeatPlanAlert", ParameterKind.Periods),
        new("policeProtectionMax", ParameterKind.Hours) { MayNotApply = true },
        new("unannouncedVisitShare", ParameterKind.Count),
        new("accessConcernAfter", ParameterKind.Count),
        new("quorum", ParameterKind.Count),
        new("seenAloneShare", ParameterKind.Code, "alternateVisits", "everyVisit", "asPlanned"),
        new("cgLaterAfterFirstReviewAnchor", ParameterKind.Code, "previousCoreGroup", "laterOfFirstReviewAndPreviousCoreGroup"),
        new("cgDatesFixedAhead", ParameterKind.Code, "allToNextReview", "nextTwo"),
        new("parentInvite", ParameterKind.Code, "always"),
        new("childInvite", ParameterKind.Code, "ageAndUnderstanding", "fromAge"),
        new("childInviteAge", ParameterKind.Count),
        new("planNotWorking", ParameterKind.Code, "consider", "may", "must"),
        new("legalRoute", ParameterKind.Code, "EnglandPLO", "GuernseyConvenor"),
        new("calendar", ParameterKind.Code),
        new("timeZone", ParameterKind.Code),
        new("endOfDay", ParameterKind.Code, "23:59:59"),
        new("dayCountStart", ParameterKind.Code, "exclusive", "inclusive"),
        new("offDayRule", ParameterKind.Code, "keepDueDate"),
        new("lswQualifiedRequired", ParameterKind.Flag),
        new("visitIntervalInPlanRequired", ParameterKind.Flag),
    }
    .Concat(PeriodNames.Select(name => new ParameterDefinition(name, ParameterKind.Period)))
    .Concat(OptionalPeriodNames.Select(name => new ParameterDefinition(name, ParameterKind.Period) { MayNotApply = true }))
    .Concat(LaterPeriodNames.Select(name => new ParameterDefinition(name, ParameterKind.Period) { MayBeMissing = true }))
    .ToDictionary(definition => definition.Name, StringComparer.Ordinal);
}
