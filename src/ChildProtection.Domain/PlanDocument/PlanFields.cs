using static ChildProtection.Domain.PlanDocument.PlanFieldNeed;
using static ChildProtection.Domain.PlanDocument.PlanFieldSource;

namespace ChildProtection.Domain.PlanDocument;

/// <summary>
/// Every field of the plan document with its need and the obligations that ask for it: the one table of completeness (domain 4.1 to 4.6).
/// </summary>
public static class PlanFields
{
    public static IReadOnlyList<PlanField> All { get; } = [.. Header, .. Why, .. Work, .. Interventions, .. People, .. Voice];

    private static PlanField[] Header =>
    [
        Joined("child", Mandatory, "S3-21", "S1-24"),
        Joined("conference", Mandatory, "S2-26"),
        Joined("category", Mandatory, "S2-02", "S4-22"),
        Joined("leadSocialWorker", Mandatory, "S0-27", "S1-06", "S2-15", "S3-01", "S3-35", "S3-36", "S4-05"),
        Written("placement", Mandatory, plan => plan.Placement is not null, "S1-28", "S1-29"),
        Written("parents", Mandatory, (plan, known) => known.Parents || Any(plan.Parents), "S3-31", "S4-08"),
        Written("leadSocialWorkerManager", Mandatory, (plan, known) => known.Manager || plan.LeadSocialWorkerManager is not null, "S0-34"),
        Written("contactForInformation", Mandatory, plan => plan.ContactForInformation is not null, "S0-14"),
        Written("household", Optional, plan => Any(plan.Household)),
    ];

    private static PlanField[] Why =>
    [
        Written("concerns", Mandatory, plan => plan.Concerns is not null, "S0-10", "S1-04", "S3-03", "S4-09"),
        Written("evidenceOfHarm", Mandatory, plan => plan.EvidenceOfHarm is not null, "S3-22"),
        Written("risks", Mandatory, plan => Any(plan.Risks), "S0-15", "S0-16"),
        Written("risks.mitigation", Mandatory, plan => Each(plan.Risks, risk => risk.Mitigation), "S0-15", "S2-17"),
        Written("risks.vulnerability", Mandatory, plan => Each(plan.Risks, risk => risk.Vulnerability), "S0-17"),
        Written("risks.unmetNeed", Mandatory, plan => Each(plan.Risks, risk => risk.UnmetNeed), "S0-17"),
        Written("risks.identifiedBy", Mandatory, plan => Each(plan.Risks, risk => risk.IdentifiedBy), "S0-17"),
        Written("whyPlanRequired", Mandatory, plan => plan.WhyPlanRequired is not null, "S0-10"),
        Written("strengths", Optional, plan => plan.Strengths is not null, "S3-09"),
    ];

    private static PlanField[] Work =>
        [
            Written("aims.keepChildSafe", Mandatory, plan => Has(plan.Aims, AimKind.KeepChildSafe), "S1-01", "S3-09"),
            Written("aims.promoteWelfare", Mandatory, plan => Has(plan.Aims, AimKind.PromoteWelfare), "S1-02", "S3-09"),
            Written("aims.supportFamily", Detailed, plan => Has(plan.Aims, AimKind.SupportFamily), "S1-03", "S3-09"),
            Written("outcomes", Detailed, plan => Any(plan.Outcomes), "S0-21", "S1-17", "S3-14"),
            Written("outcomes.howMeasured", Detailed, plan => Each(plan.Outcomes, outcome => outcome.HowMeasured), "S1-17", "S1-22"),
            Written("outcomes.targetOn", Detailed, plan => Each(plan.Outcomes, outcome => outcome.TargetOn), "S1-15", "S3-14"),
            Written("outcomes.childFocused", Detailed, plan => Each(plan.Outcomes, outcome => outcome.ChildFocused), "S1-17"),
            Written("needsOfChild", Detailed, plan => Any(plan.NeedsOfChild), "S0-20", "S1-13", "S2-16", "S4-07"),
            Written("needsOfChild.howMet", Detailed, plan => Each(plan.NeedsOfChild, need => need.HowMet), "S0-20", "S2-16", "S4-07"),
            Written("therapeuticServices", Detailed, plan => Any(plan.TherapeuticServices), "S1-14", "S1-39"),
            Written(
                "therapeuticServices.continuesOnPlacementChange",
                Detailed,
                plan => plan.TherapeuticServices is not { } all || all.All(one => one.ContinuesOnPlacementChange == true),
                "S1-48"),
            Written("needsOfParents", Detailed, plan => Any(plan.NeedsOfParents), "S4-08"),
            Written("needsOfParents.howMet", Detailed, plan => Each(plan.NeedsOfParents, need => need.HowMet), "S2-16", "S4-08"),
            Written("needsOfPerpetrator", Optional, plan => plan.NeedsOfPerpetrator is not null, "S1-40"),
            Written("howParentsKeepChildSafe", Detailed, plan => plan.HowParentsKeepChildSafe is not null, "S0-11"),
            Written("supportForFamily", Detailed, plan => plan.SupportForFamily is not null, "S0-12", "S2-13"),
            Written("actions", Detailed, plan => Any(plan.Actions), "S0-18", "S0-22", "S1-15", "S2-13", "S2-17", "S4-06"),
            Written("actions.outcomeId", Detailed, plan => Each(plan.Actions, action => action.OutcomeId), "S0-22", "S1-15"),
            Written("actions.why", Detailed, plan => Each(plan.Actions, action => action.Why), "S1-05", "S3-04", "S4-09"),
            Written("actions.owner", Detailed, plan => Each(plan.Actions, action => action.Owner), "S1-11", "S2-19", "S4-11"),
            Written(
                "actions.dueOn",
                Detailed,
                plan => Each(plan.Actions, action => action.DueOn),
                "S0-18",
                "S1-05",
                "S1-12",
                "S2-18",
                "S3-04",
                "S3-14",
                "S4-10"),
            Written(
                "specialistAssessments",
                Conditional,
                plan => Each(plan.SpecialistAssessments, one => one is { OfWhom: not null, ByWhom: not null, DueOn: not null }),
                "S1-16"),
            Joined("assessment", Detailed, "S0-35", "S1-45", "S3-37") with
            {
                Source = Afterwards,
            },
            Written("childTimescaleJudgement", Detailed, plan => plan.ChildTimescaleJudgement is not null, "S1-41"),
            Written(
                "childTimescaleJudgement.parentsChange",
                Detailed,
                plan => plan.ChildTimescaleJudgement is null or { ParentsChange: not null },
                "S1-42"),
            Written(
                "optionsExploredBeforeSeparation",
                Conditional,
                plan => plan.SeparationRecommended != true || plan.OptionsExploredBeforeSeparation is not null,
                "S4-12"),
            Written("culturalConsiderations", Detailed, plan => plan.CulturalConsiderations is not null, "S1-23"),
            Written("disabilityConsiderations", Detailed, plan => plan.DisabilityConsiderations is not null, "S1-24"),
        ];

    private static PlanField[] Interventions =>
        [
            Written("interventions", Detailed, plan => Any(plan.Interventions), "S0-26"),
            .. Component(InterventionComponent.Safety, "safety", "S1-35", "S2-13"),
            .. Component(InterventionComponent.GrowthAndDevelopment, "growthAndDevelopment", "S1-36"),
            .. Component(InterventionComponent.ParentingCapacity, "parentingCapacity", "S1-37"),
            .. Component(InterventionComponent.WiderWorld, "widerWorld", "S1-38"),
            .. Component(InterventionComponent.ChildTherapy, "childTherapy", "S1-39"),
            // Not everyone who harmed a child can be worked with: only needs that the plan names ask for an intervention.
            Written(
                "interventions.perpetrator",
                Conditional,
                plan => plan.NeedsOfPerpetrator is null || Answers(plan, InterventionComponent.Perpetrator),
                "S1-40"),
            .. Addressed(InterventionAim.GrowthAndDevelopment, "growthAndDevelopment", "S1-30"),
            .. Addressed(InterventionAim.UnderstandingOfEvents, "understandingOfEvents", "S1-31"),
            .. Addressed(InterventionAim.ParentChildRelationship, "parentChildRelationship", "S1-32"),
            .. Addressed(InterventionAim.FamilyRelationships, "familyRelationships", "S1-33"),
            .. Addressed(InterventionAim.FamilyCircumstances, "familyCircumstances", "S1-34"),
        ];

    private static PlanField[] People =>
        [
            Joined("coreGroup", Mandatory, "S1-07", "S2-20", "S2-21", "S3-08", "S4-14", "S4-17"),
            Joined("visitInterval", Mandatory, "S0-19"),
            Joined("firstCoreGroupOn", Mandatory, "S1-10", "S3-56"),
            Joined("coreGroupFrequency", Mandatory, "S3-57"),
            Joined("reviewOn", Mandatory, "S0-24", "S1-21"),
            Written("visitArrangements", Optional, plan => plan.VisitArrangements is not null, "S2-31", "S2-32", "S4-23"),
            Written("rolesAndResponsibilities", Detailed, plan => Any(plan.RolesAndResponsibilities), "S0-23", "S3-25"),
            Written(
                "rolesAndResponsibilities.parents",
                Detailed,
                plan => plan.RolesAndResponsibilities?.Any(role => role.Kind == PlanRoleKind.Parent) ?? false,
                "S0-23",
                "S3-25"),
            Written("monitoring", Detailed, plan => Any(plan.Monitoring), "S1-18"),
            Written("monitoring.contact", Detailed, plan => Each(plan.Monitoring, one => one.Contact), "S1-18"),
            Written("monitoring.frequency", Detailed, plan => Each(plan.Monitoring, one => one.Frequency), "S1-18"),
            Written("monitoring.routine", Detailed, plan => Watches(plan, MonitoringKind.Routine), "S1-19"),
            Written("monitoring.additionalSupport", Detailed, plan => Watches(plan, MonitoringKind.AdditionalSupport), "S1-20"),
            Written("howProgressIsJudged", Mandatory, plan => plan.HowProgressIsJudged is not null, "S0-24", "S1-22"),
            Written("consequencesOfNotKeepingToPlan", Mandatory, plan => plan.ConsequencesOfNotKeepingToPlan is not null, "S0-13"),
            Written("whatHappensNextIfNotWorking", Mandatory, plan => plan.WhatHappensNextIfNotWorking is not null, "S0-25"),
            Written("contingencyPlan", Detailed, plan => plan.ContingencyPlan is not null, "S0-25", "S1-25", "S3-12"),
            Written(
                "contingencyPlan.triggers", Detailed, plan => plan.ContingencyPlan is null || Any(plan.ContingencyPlan.Triggers), "S1-26"),
        ];

    private static PlanField[] Voice =>
        [
            Written("childWishesAndFeelings", Detailed, plan => Any(plan.ChildWishesAndFeelings), "S3-15", "S3-40"),
            Written("parentsViews", Detailed, plan => Any(plan.ParentsViews), "S3-16"),
            Written(
                "parentsPreferences.reasonIfNotFollowed",
                Conditional,
                plan => plan.ParentsPreferences is not { } all || all.All(one => one.Accepted || one.ReasonIfNotFollowed is not null),
                "S3-23"),
            Written("parentsWillingToWorkToPlan", Detailed, plan => plan.ParentsWillingToWorkToPlan is not null, "S3-18"),
            Written("complaintsInformation", Mandatory, plan => plan.ComplaintsInformation is not null, "S3-24"),
            Written("legalAdviceSignpost", Optional, plan => plan.LegalAdviceSignpost is not null, "S0-43"),
            Joined("planExplained", Detailed, "S3-17", "S3-19", "S3-34") with
            {
                Source = Afterwards,
            },
            Joined("childVersion", Detailed, "S3-20", "S3-21") with
            {
                Source = Afterwards,
            },
            Joined("acceptances", Detailed, "S3-29", "S3-30") with
            {
                Source = Afterwards,
            },
            Joined("circulation", Detailed, "S3-26") with
            {
                Source = Afterwards,
            },
            Joined("adultRecordCopies", Conditional, "S3-31") with
            {
                Source = Afterwards,
            },
        ];

    public static PlanField? Find(string name) => ByName.GetValueOrDefault(name);

    private static readonly Dictionary<string, PlanField> ByName = All.ToDictionary(field => field.Name, StringComparer.Ordinal);

    private static PlanField Joined(string name, PlanFieldNeed need, params string[] seeds) => new(name, need, PlanFieldSource.Case, seeds);

    private static PlanField Written(string name, PlanFieldNeed need, Func<PlanContent, bool> filled, params string[] seeds) =>
        Written(name, need, (plan, _) => filled(plan), seeds);

    private static PlanField Written(
        string name,
        PlanFieldNeed need,
        Func<PlanContent, PlanKnowledge, bool> filled,
        params string[] seeds) => new(name, need, PlanFieldSource.Plan, seeds) { Filled = filled };

    private static PlanField[] Component(InterventionComponent component, string name, params string[] seeds) =>
        [Written($"interventions.{name}", Detailed, plan => Answers(plan, component), seeds)];

    private static bool Answers(PlanContent plan, InterventionComponent component) =>
        plan.Interventions?.Any(one => one.Component == component) ?? false;

    private static PlanField[] Addressed(InterventionAim aim, string name, params string[] seeds) =>
        [
            Written(
                $"interventions.addresses.{name}",
                Detailed,
                plan => plan.Interventions?.Any(one => one.Addresses?.Contains(aim) ?? false) ?? false,
                seeds),
        ];

    private static bool Any<T>(IReadOnlyList<T>? list) => list is { Count: > 0 };

    /// <summary>An empty list is missing as a whole, so no part of its items is.</summary>
    private static bool Each<T>(IReadOnlyList<T>? list, Func<T, object?> part) =>
        list is null || list.All(item => part(item) is not (null or false));

    /// <summary>Aims that are not given are the standard ones.</summary>
    private static bool Has(IReadOnlyList<PlanAim>? aims, AimKind kind) => aims is not { Count: > 0 } || aims.Any(aim => aim.Aim == kind);

    private static bool Watches(PlanContent plan, MonitoringKind kind) => plan.Monitoring?.Any(one => one.Kind == kind) ?? false;
}
