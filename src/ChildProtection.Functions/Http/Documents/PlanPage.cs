using System.Globalization;
using System.Text.Json.Nodes;
using ChildProtection.Domain.Plans;
using ChildProtection.Functions.Http.Answers;
using ChildProtection.Functions.Http.Views;

namespace ChildProtection.Functions.Http.Documents;

/// <summary>The plan as a document for parents, carers and professionals (S2-14, S4-04).</summary>
internal static class PlanPage
{
    /// <summary>S0-43: families should seek legal advice; shown unless the plan words it itself.</summary>
    public const string LegalAdvice = "You may wish to take legal advice about this plan. A lawyer or an advice service can tell you how, and whether it is free for you.";

    internal static readonly string[] Why = ["concerns", "evidenceOfHarm", "risks", "whyPlanRequired", "strengths"];

    internal static readonly string[] Work =
    [
        "outcomes", "actions", "needsOfChild", "therapeuticServices", "needsOfParents", "needsOfPerpetrator", "howParentsKeepChildSafe", "supportForFamily", "interventions",
        "specialistAssessments", "childTimescaleJudgement", "separationRecommended", "optionsExploredBeforeSeparation", "culturalConsiderations", "disabilityConsiderations",
    ];

    internal static readonly string[] People =
    [
        "rolesAndResponsibilities", "visitArrangements", "monitoring", "howProgressIsJudged", "consequencesOfNotKeepingToPlan", "whatHappensNextIfNotWorking", "contingencyPlan",
    ];

    internal static readonly string[] Voice = ["childWishesAndFeelings", "parentsViews", "parentsPreferences", "parentsWillingToWorkToPlan"];

    /// <summary>Fields that are shown with what the case knows.</summary>
    internal static readonly string[] Head = ["child", "placement", "parents", "household", "leadSocialWorkerContact", "leadSocialWorkerManager", "contactForInformation", "coreGroup", "aims", "complaintsInformation", "legalAdviceSignpost"];

    private static readonly Dictionary<string, string> StandardAims = new()
    {
        ["keepChildSafe"] = "The child is safe and protected from further harm.",
        ["promoteWelfare"] = "The child's welfare, health and development are promoted.",
        ["supportFamily"] = "The family and wider family are supported to protect the child and promote the child's welfare, where that is best for the child.",
    };

    /// <param name="plan">The version.</param>
    /// <param name="labels">What the case's profile calls things.</param>
    public static HtmlPage Of(PlanView plan, IReadOnlyDictionary<string, string> labels)
    {
        var page = new HtmlWriter { Words = new JsonWords(labels) };
        page.Element("h1", $"{Name(page)} for {plan.Header["child"]?["givenName"]} {plan.Header["child"]?["familyName"]}");
        Body(page, plan);
        return new HtmlPage("en-GB", PrintStyle.Plain, HtmlWriter.Document("en-GB", $"{Name(page)}, {plan.Header["reference"]}, version {plan.Version.ToString(CultureInfo.InvariantCulture)}", PrintStyle.Plain, page));
    }

    /// <summary>What the plan is called, as in <c>Child protection plan</c>.</summary>
    internal static string Name(HtmlWriter page) => page.Words.Label("plan") is var own and not "Plan" ? own : "Child protection plan";

    /// <summary>Everything that a version says, and what the case knows of it.</summary>
    internal static void Body(HtmlWriter page, PlanView plan)
    {
        About(page, plan);
        page.Section("Why there is a plan", plan.Content, Why);
        Aims(page, plan.Content);
        page.Section("What is to be achieved and done", plan.Content, Work);
        page.Section("Who, and how often", plan.Arrangements, plan.Arrangements.Select(field => field.Key));
        page.Section("What everyone does, and what happens if it does not work", plan.Content, People);
        page.Section("What the child and the parents say", plan.Content, Voice);
        Rights(page, plan.Content);
        page.Section("What has been recorded", plan.Record, plan.Record.Select(field => field.Key));
        Missing(page, plan.Missing);
    }

    private static void About(HtmlWriter page, PlanView plan)
    {
        page.Facts(
        [
            ("Reference", page.Words.Value("reference", plan.Header["reference"])),
            ("Version", $"{plan.Version.ToString(CultureInfo.InvariantCulture)} ({(plan.Status == PlanVersionStatus.Outline ? "outline" : "agreed")}), from {plan.EffectiveFrom.ToString("d MMMM yyyy", CultureInfo.InvariantCulture)}"),
            ("Plan started on", page.Words.Value("startedOn", plan.Header["startedOn"])),
            ("Category", $"{plan.Header["category"]?["latest"]} (at first {plan.Header["category"]?["initial"]})"),
            ("Earlier plans", page.Words.Value("previousPlans", plan.Header["previousPlans"])),
        ]);
        page.Section("The child and the people around the child", Joined(plan), ["child", "placement", "parents", "household", "leadSocialWorker", "leadSocialWorkerManager", "contactForInformation"]);
    }

    private static JsonObject Joined(PlanView plan)
    {
        var joined = plan.Header.DeepClone().AsObject();
        foreach (var name in (string[])["placement", "household", "leadSocialWorkerManager", "contactForInformation"])
            joined[name] = plan.Content[name]?.DeepClone();
        return joined;
    }

    /// <summary>Aims that nobody worded are the standard ones (S1-01 to S1-03).</summary>
    private static void Aims(HtmlWriter page, JsonObject content)
    {
        var aims = content["aims"]?.AsArray() is { Count: > 0 } given
            ? given.Select(aim => aim!["text"]?.GetValue<string>() ?? StandardAims.GetValueOrDefault(aim["aim"]!.GetValue<string>(), ""))
            : StandardAims.Values;
        page.Element("h2", "Aims").In("ul", () =>
        {
            foreach (var aim in aims)
                page.Element("li", aim);
        });
    }

    private static void Rights(HtmlWriter page, JsonObject content)
    {
        page.Section("Your rights", content, ["complaintsInformation"]);
        page.Element("h3", "Legal advice").Element("p", content["legalAdviceSignpost"]?.GetValue<string>() ?? LegalAdvice);
    }

    private static void Missing(HtmlWriter page, IReadOnlyList<MissingFieldView> missing)
    {
        if (missing.Count == 0)
            return;
        page.Element("h2", "What this version still leaves out").In("ul", () =>
        {
            foreach (var one in missing)
                page.Element("li", string.Join(", ", one.Field.Split('.').Select(page.Words.Label)) + (one.Reason is null ? "" : $": {one.Reason}"));
        });
    }
}
