namespace ChildProtection.Domain.PlanDocument;

/// <summary>
/// The printed plan's own headings and phrases, by code. The <c>labels</c> of a profile may replace each, in another language too. Braces
/// are filled in.
/// </summary>
public static class PrintedWords
{
    /// <summary>British English, in the order of the page.</summary>
    public static IReadOnlyDictionary<string, string> English { get; } =
        new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["printedTitle"] = "{plan} for {child}",
            ["printedFooting"] = "{plan}, {reference}, version {version}",
            ["printedReference"] = "Reference",
            ["printedVersion"] = "Version",
            ["printedVersionFrom"] = "{version} ({status}), from {date}",
            ["printedOutline"] = "outline",
            ["printedAgreed"] = "agreed",
            ["printedStartedOn"] = "Plan started on",
            ["printedCategory"] = "Category",
            ["printedCategories"] = "{latest} (at first {initial})",
            ["printedEarlierPlans"] = "Earlier plans",
            ["printedPeopleAround"] = "The child and the people around the child",
            ["printedWhy"] = "Why there is a plan",
            ["printedAims"] = "Aims",
            ["printedAimKeepChildSafe"] = "The child is safe and protected from further harm.",
            ["printedAimPromoteWelfare"] = "The child's welfare, health and development are promoted.",
            ["printedAimSupportFamily"] =
                "The family and wider family are supported to protect the child and promote the child's "
                + "welfare, where that is best for the child.",
            ["printedWork"] = "What is to be achieved and done",
            ["printedArrangements"] = "Who, and how often",
            ["printedEveryone"] = "What everyone does, and what happens if it does not work",
            ["printedVoice"] = "What the child and the parents say",
            ["printedRights"] = "Your rights",
            ["printedLegalAdvice"] = "Legal advice",
            // S0-43: families should seek legal advice; shown unless the plan words it itself.
            ["printedLegalAdviceText"] =
                "You may wish to take legal advice about this plan. A lawyer or an advice service can tell "
                + "you how, and whether it is free for you.",
            ["printedRecord"] = "What has been recorded",
            ["printedMissing"] = "What this version still leaves out",
            ["printedYes"] = "Yes",
            ["printedNo"] = "No",
            ["printedNotRecorded"] = "not recorded",
        };
}
