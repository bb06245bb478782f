using ChildProtection.Domain.Calendar;

namespace ChildProtection.Domain.Deadlines;

/// <summary>Says in a sentence what a deadline counts from: "The strategy discussion was on Thursday 26 March 2026."</summary>
internal static class AnchorText
{
    private const string ConferenceHeld = "ConferenceHeld";

    /// <summary>By the anchor that a profile's parameter names; what a date completes.</summary>
    private static readonly Dictionary<string, string> ByAnchor = new(StringComparer.Ordinal)
    {
        ["referralReceived"] = "The referral came in on",
        ["furtherAssessmentDecided"] = "The assessment was decided on or begun on",
        ["concernIdentified"] = "The concern became known on",
        ["strategyDiscussionHeld"] = "The strategy discussion was on",
        ["transferNotified"] = "The transfer was notified on",
        ["conferenceOn"] = "The conference is planned for",
        ["conferenceHeld"] = "The conference was on",
        ["previousReviewHeld"] = "The last review conference was on",
        ["coreGroupHeld"] = "The core group met on",
        ["firstCoreGroupHeld"] = "The first core group met on",
        ["previousCoreGroupHeld"] = "The core group last met on",
        ["rescheduleDecided"] = "The new date was decided on",
        ["birth"] = "The baby was born on",
        ["expectedDelivery"] = "The baby is expected on",
        ["lastSuccessfulVisit"] = "The child was last seen on",
        ["visitMade"] = "The visit was on",
        ["firstFailedVisit"] = "The child was not seen on",
        ["secondFailedVisit"] = "The child was not seen for the second time on",
        ["difficultyReported"] = "The difficulty was reported on",
        ["earlyReviewRequested"] = "The early review was asked for on",
        ["earlyReviewGranted"] = "The early review was agreed on",
        ["changeProposed"] = "The change was proposed on",
        ["disputeRaised"] = "The dispute was raised on",
        ["disputeStage1Failed"] = "The practitioners had not settled it by",
        ["disputeStage2Failed"] = "The managers had not settled it by",
        ["disputeStage3Failed"] = "The senior leads had not settled it by",
        ["assessmentSubmitted"] = "The assessment was submitted on",
        ["planCirculated"] = "The plan was sent out on",
        ["detailedPlanAgreed"] = "The plan was agreed on",
        ["planStarted"] = "The plan started on",
        ["planEnded"] = "The plan ended on",
        ["planActionDue"] = "The plan sets this action for",
        ["childInNeedPlanStarted"] = "The child in need plan started on",
        ["legalRouteRequested"] = "Legal planning was asked for on",
        ["preProceedingsLetter"] = "The letter before proceedings was sent on",
        ["applicationIssued"] = "The court issued the application on",
        ["policeProtectionTaken"] = "Police protection began on",
        ["orderMade"] = "The order was made on",
        ["caseRestricted"] = "The case was restricted on",
        ["eighteenthBirthday"] = "The child turns 18 on",
    };

    /// <summary>Where the count begins at another event, because the anchor's own has not happened yet or another one renewed it.</summary>
    private static readonly Dictionary<(string Anchor, string Event), string> ByEvent = new()
    {
        [("lastSuccessfulVisit", ConferenceHeld)] = "The conference was on",
        [("firstCoreGroupHeld", ConferenceHeld)] = "The conference was on",
        [("previousCoreGroupHeld", ConferenceHeld)] = "The conference was on",
        [("strategyDiscussionHeld", "ChildBorn")] = "The baby was born on",
        [("referralReceived", "TransferInNotified")] = "The transfer was notified on",
        [("childInNeedPlanStarted", "CinPlanReviewed")] = "The child in need plan was last reviewed on",
    };

    /// <param name="anchor">The profile's name of the anchor; a name that is not known here gives a plain sentence.</param>
    /// <param name="anchorEvent">The stored name of the event that the deadline counts from.</param>
    /// <param name="on">The local day.</param>
    public static string Sentence(string? anchor, string anchorEvent, DateOnly on)
    {
        var text = ByEvent.GetValueOrDefault((anchor ?? "", anchorEvent)) ?? ByAnchor.GetValueOrDefault(anchor ?? "") ?? "It counts from";
        return $"{text} {CountingText.Day(on)}.";
    }
}
