using System.Globalization;
using System.Text.Json.Nodes;
using ChildProtection.Domain.PlanDocument;
using ChildProtection.Functions.Platform.Http;

namespace ChildProtection.Functions.CaseFile.Plans;

/// <summary>The plan as a document for parents, carers and professionals (S2-14, S4-04).</summary>
internal static class PlanPage
{
    internal static readonly string[] Why = ["concerns", "evidenceOfHarm", "risks", "whyPlanRequired", "strengths"];

    internal static readonly string[] Work =
    [
        "outcomes",
        "actions",
        "needsOfChild",
        "therapeuticServices",
        "needsOfParents",
        "needsOfPerpetrator",
        "howParentsKeepChildSafe",
        "supportForFamily",
        "interventions",
        "specialistAssessments",
        "childTimescaleJudgement",
        "separationRecommended",
        "optionsExploredBeforeSeparation",
        "culturalConsiderations",
        "disabilityConsiderations",
    ];

    internal static readonly string[] People =
    [
        "rolesAndResponsibilities",
        "visitArrangements",
        "monitoring",
        "howProgressIsJudged",
        "consequencesOfNotKeepingToPlan",
        "whatHappensNextIfNotWorking",
        "contingencyPlan",
    ];

    internal static readonly string[] Voice =
    [
        "childWishesAndFeelings",
        "parentsViews",
        "parentsPreferences",
        "parentsWillingToWorkToPlan",
    ];

    /// <summary>Fields shown together with the case's own knowledge.</summary>
    internal static readonly string[] Head =
    [
        "child",
        "placement",
        "parents",
        "household",
        "leadSocialWorkerContact",
        "leadSocialWorkerManager",
        "contactForInformation",
        "coreGroup",
        "aims",
        "complaintsInformation",
        "legalAdviceSignpost",
    ];

    private static readonly Dictionary<string, string> StandardAims = new()
    {
        ["keepChildSafe"] = "printedAimKeepChildSafe",
        ["promoteWelfare"] = "printedAimPromoteWelfare",
        ["supportFamily"] = "printedAimSupportFamily",
    };

    /// <param name="plan">The version.</param>
    /// <param name="words">What the case's profile calls things.</param>
    public static HtmlPage Of(PlanView plan, JsonWords words)
    {
        var page = new HtmlWriter { Words = words };
        var name = ("plan", Name(page));
        page.Element(
            "h1",
            words.Say("printedTitle", name, ("child", $"{plan.Header["child"]?["givenName"]} {plan.Header["child"]?["familyName"]}")));
        Body(page, plan);
        var title = words.Say("printedFooting", name, ("reference", $"{plan.Header["reference"]}"), ("version", Number(plan.Version)));
        return new HtmlPage(words.Language, PrintStyle.Plain, HtmlWriter.Document(words.Language, title, PrintStyle.Plain, page));
    }

    /// <summary>The name of the plan, such as <c>Child protection plan</c>.</summary>
    internal static string Name(HtmlWriter page) => page.Words.Label("plan") is var own and not "Plan" ? own : "Child protection plan";

    /// <summary>A whole version, and what the case knows of it.</summary>
    internal static void Body(HtmlWriter page, PlanView plan)
    {
        About(page, plan);
        page.Section(page.Words.Say("printedWhy"), plan.Content, Why);
        Aims(page, plan.Content);
        page.Section(page.Words.Say("printedWork"), plan.Content, Work);
        page.Section(page.Words.Say("printedArrangements"), plan.Arrangements, plan.Arrangements.Select(field => field.Key));
        page.Section(page.Words.Say("printedEveryone"), plan.Content, People);
        page.Section(page.Words.Say("printedVoice"), plan.Content, Voice);
        Rights(page, plan.Content);
        page.Section(page.Words.Say("printedRecord"), plan.Record, plan.Record.Select(field => field.Key));
        Missing(page, plan.Missing);
    }

    private static void About(HtmlWriter page, PlanView plan)
    {
        page.Facts(
        [
            (page.Words.Say("printedReference"), page.Words.Value("reference", plan.Header["reference"])),
            (
                page.Words.Say("printedVersion"),
                page.Words.Say(
                    "printedVersionFrom",
                    ("version", Number(plan.Version)),
                    ("status", page.Words.Say(plan.Status == PlanVersionStatus.Outline ? "printedOutline" : "printedAgreed")),
                    ("date", page.Words.Date(plan.EffectiveFrom)))),
            (page.Words.Say("printedStartedOn"), page.Words.Value("startedOn", plan.Header["startedOn"])),
            (
                page.Words.Say("printedCategory"),
                page.Words.Say(
                    "printedCategories",
                    ("latest", $"{plan.Header["category"]?["latest"]}"),
                    ("initial", $"{plan.Header["category"]?["initial"]}"))),
            (page.Words.Say("printedEarlierPlans"), page.Words.Value("previousPlans", plan.Header["previousPlans"])),
        ]);
        page.Section(
            page.Words.Say("printedPeopleAround"),
            Joined(plan),
            ["child", "placement", "parents", "household", "leadSocialWorker", "leadSocialWorkerManager", "contactForInformation"]);
    }

    private static JsonObject Joined(PlanView plan)
    {
        var joined = plan.Header.DeepClone().AsObject();
        foreach (var name in (string[])["placement", "household", "leadSocialWorkerManager", "contactForInformation"])
            joined[name] = plan.Content[name]?.DeepClone();
        return joined;
    }

    /// <summary>The standard aims where the plan words none (S1-01 to S1-03).</summary>
    private static void Aims(HtmlWriter page, JsonObject content)
    {
        var aims = content["aims"]?.AsArray() is { Count: > 0 } given
            ? given.Select(aim =>
                aim!["text"]?.GetValue<string>()
                ?? (StandardAims.GetValueOrDefault(aim["aim"]!.GetValue<string>()) is { } standard ? page.Words.Say(standard) : ""))
            : StandardAims.Values.Select(standard => page.Words.Say(standard));
        page.Element("h2", page.Words.Say("printedAims")).In("ul", () =>
        {
            foreach (var aim in aims)
                page.Element("li", aim);
        });
    }

    private static void Rights(HtmlWriter page, JsonObject content)
    {
        page.Section(page.Words.Say("printedRights"), content, ["complaintsInformation"]);
        page.Element("h3", page.Words.Say("printedLegalAdvice"))
            .Element("p", content["legalAdviceSignpost"]?.GetValue<string>() ?? page.Words.Say("printedLegalAdviceText"));
    }

    private static void Missing(HtmlWriter page, IReadOnlyList<MissingFieldView> missing)
    {
        if (missing.Count == 0)
            return;
        page.Element("h2", page.Words.Say("printedMissing"))
            .In(
                "ul",
                () =>
                {
                    foreach (var one in missing)
                        page.Element(
                            "li",
                            string.Join(", ", one.Field.Split('.').Select(page.Words.Label)) + (one.Reason is null ? "" : $": {one.Reason}")
                        );
                });
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
