using System.Text.Json.Nodes;
using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.Kernel.Facts;
using ChildProtection.Domain.PlanDocument;
using ChildProtection.Domain.Tests.Support;
using ChildProtection.Tests.Support;

namespace ChildProtection.Domain.Tests.PlanDocument;

/// <summary>
/// Every field that an obligation asks for is in the plan, and is missed when it is left out: by name at the conference, and by a refusal
/// when the core group would agree the detailed plan without it.
/// </summary>
public sealed class CompletenessTests
{
    /// <summary>Path within the plan of what is taken away, the field that is then missed, and the obligations behind it.</summary>
    private static readonly (string Path, string Field, string Obligations)[] Rows =
    [
        ("concerns", "concerns", "S0-10 S1-04 S3-03 S4-09"),
        ("whyPlanRequired", "whyPlanRequired", "S0-10"),
        ("evidenceOfHarm", "evidenceOfHarm", "S3-22"),
        ("howParentsKeepChildSafe", "howParentsKeepChildSafe", "S0-11"),
        ("supportForFamily", "supportForFamily", "S0-12 S2-13"),
        ("consequencesOfNotKeepingToPlan", "consequencesOfNotKeepingToPlan", "S0-13"),
        ("contactForInformation", "contactForInformation", "S0-14"),
        ("risks", "risks", "S0-15 S0-16"),
        ("risks/0/mitigation", "risks.mitigation", "S0-15 S2-17"),
        ("risks/0/vulnerability", "risks.vulnerability", "S0-17"),
        ("risks/0/unmetNeed", "risks.unmetNeed", "S0-17"),
        ("risks/0/identifiedBy", "risks.identifiedBy", "S0-17"),
        ("actions", "actions", "S0-18 S0-22 S2-13 S2-17 S4-06"),
        ("actions/0/dueOn", "actions.dueOn", "S0-18 S1-05 S1-12 S2-18 S3-04 S4-10"),
        ("actions/0/why", "actions.why", "S1-05 S3-04 S4-09"),
        ("actions/0/owner", "actions.owner", "S1-11 S2-19 S4-11"),
        ("actions/0/outcomeId", "actions.outcomeId", "S0-22 S1-15"),
        ("needsOfChild", "needsOfChild", "S0-20 S1-13 S2-16 S4-07"),
        ("needsOfChild/0/howMet", "needsOfChild.howMet", "S0-20 S2-16 S4-07"),
        ("outcomes", "outcomes", "S0-21 S1-17 S3-14"),
        ("outcomes/0/howMeasured", "outcomes.howMeasured", "S1-17 S1-22"),
        ("outcomes/0/targetOn", "outcomes.targetOn", "S1-15 S3-14"),
        ("outcomes/0/childFocused", "outcomes.childFocused", "S1-17"),
        ("rolesAndResponsibilities", "rolesAndResponsibilities", "S0-23 S3-25"),
        ("howProgressIsJudged", "howProgressIsJudged", "S0-24 S1-22"),
        ("whatHappensNextIfNotWorking", "whatHappensNextIfNotWorking", "S0-25"),
        ("interventions", "interventions", "S0-26"),
        ("leadSocialWorkerManager", "leadSocialWorkerManager", "S0-34"),
        ("therapeuticServices", "therapeuticServices", "S1-14"),
        ("childTimescaleJudgement", "childTimescaleJudgement", "S1-41"),
        ("childTimescaleJudgement/parentsChange", "childTimescaleJudgement.parentsChange", "S1-42"),
        ("monitoring", "monitoring", "S1-18"),
        ("monitoring/0/contact", "monitoring.contact", "S1-18"),
        ("monitoring/0/frequency", "monitoring.frequency", "S1-18"),
        ("monitoring/0", "monitoring.routine", "S1-19"),
        ("monitoring/1", "monitoring.additionalSupport", "S1-20"),
        ("culturalConsiderations", "culturalConsiderations", "S1-23"),
        ("disabilityConsiderations", "disabilityConsiderations", "S1-24"),
        ("contingencyPlan", "contingencyPlan", "S0-25 S1-25 S3-12"),
        ("contingencyPlan/triggers", "contingencyPlan.triggers", "S1-26"),
        ("aims/0", "aims.keepChildSafe", "S1-01 S3-09"),
        ("aims/1", "aims.promoteWelfare", "S1-02 S3-09"),
        ("aims/2", "aims.supportFamily", "S1-03 S3-09"),
        ("interventions/0", "interventions.safety", "S1-35 S2-13"),
        ("interventions/1", "interventions.growthAndDevelopment", "S1-36"),
        ("interventions/2", "interventions.parentingCapacity", "S1-37"),
        ("interventions/3", "interventions.widerWorld", "S1-38"),
        ("interventions/4", "interventions.childTherapy", "S1-39"),
        ("interventions/1/addresses", "interventions.addresses.growthAndDevelopment", "S1-30"),
        ("interventions/4/addresses", "interventions.addresses.understandingOfEvents", "S1-31"),
        ("interventions/2/addresses", "interventions.addresses.parentChildRelationship", "S1-32"),
        ("interventions/3/addresses", "interventions.addresses.familyRelationships", "S1-33"),
        ("interventions/0/addresses", "interventions.addresses.familyCircumstances", "S1-34"),
        ("needsOfParents", "needsOfParents", "S4-08"),
        ("needsOfParents/0/howMet", "needsOfParents.howMet", "S2-16 S4-08"),
        ("specialistAssessments/0/byWhom", "specialistAssessments", "S1-16"),
        ("childWishesAndFeelings", "childWishesAndFeelings", "S3-15"),
        ("parentsViews", "parentsViews", "S3-16"),
        ("parentsWillingToWorkToPlan", "parentsWillingToWorkToPlan", "S3-18"),
        ("complaintsInformation", "complaintsInformation", "S3-24"),
        ("placement", "placement", "S1-28 S1-29"),
        ("interventions/5", "interventions.perpetrator", "S1-40"),
    ];

    public static TheoryData<string, string> Fields
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var (path, name, _) in Rows)
                data.Add(path, name);
            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Fields))]
    [
        Obligation("S0-10"),
        Obligation("S0-11"),
        Obligation("S0-12"),
        Obligation("S0-13"),
        Obligation("S0-14"),
        Obligation("S0-15"),
        Obligation("S0-17"),
        Obligation("S0-18")
    ]
    [Obligation("S0-20"), Obligation("S0-21"), Obligation("S0-22"), Obligation("S0-23"), Obligation("S0-25"), Obligation("S0-26")]
    [
        Obligation("S1-01"),
        Obligation("S1-02"),
        Obligation("S1-03"),
        Obligation("S1-04"),
        Obligation("S1-05"),
        Obligation("S1-11"),
        Obligation("S1-12"),
        Obligation("S1-13")
    ]
    [
        Obligation("S1-14"),
        Obligation("S1-15"),
        Obligation("S1-16"),
        Obligation("S1-17"),
        Obligation("S1-18"),
        Obligation("S1-19"),
        Obligation("S1-20"),
        Obligation("S1-22")
    ]
    [Obligation("S1-23"), Obligation("S1-24"), Obligation("S1-25"), Obligation("S1-26")]
    [
        Obligation("S1-30"),
        Obligation("S1-31"),
        Obligation("S1-32"),
        Obligation("S1-33"),
        Obligation("S1-34"),
        Obligation("S1-35"),
        Obligation("S1-36"),
        Obligation("S1-37")
    ]
    [Obligation("S1-38"), Obligation("S1-39"), Obligation("S1-40"), Obligation("S1-41"), Obligation("S1-42")]
    [Obligation("S2-13"), Obligation("S2-16"), Obligation("S2-17"), Obligation("S2-18"), Obligation("S2-19")]
    [
        Obligation("S3-03"),
        Obligation("S3-04"),
        Obligation("S3-09"),
        Obligation("S3-14"),
        Obligation("S3-15"),
        Obligation("S3-16"),
        Obligation("S3-18"),
        Obligation("S3-24"),
        Obligation("S3-25")
    ]
    [Obligation("S4-06"), Obligation("S4-07"), Obligation("S4-08"), Obligation("S4-09"), Obligation("S4-10"), Obligation("S4-11")]
    public void DetailedPlan_WithoutAField_IsRefusedByItsName(string path, string field)
    {
        var refused = AtFirstCoreGroup(knowsManager: false)
            .Refuse("2026-03-06", Sample.CoreGroup(1) with { Plan = Without(path), ReasonsForMissing = null });
        Assert.Equal(("/data/plan", "domain 4.6"), (refused.Field, refused.Rule));
        Assert.Contains(
            $" {field}", refused.Reason.Split([',', ';']).Select(name => name.Replace("leaves out", "", StringComparison.Ordinal)));
    }

    [Fact]
    public void Rows_OfTheTable_AskForTheObligationsThatTheyProve() =>
        Assert.All(Rows, row => Assert.All(row.Obligations.Split(' '), id => Assert.Contains(id, PlanFields.Find(row.Field)!.Seeds)));

    [Fact]
    public void Fields_AuthorsMustWrite_AreAllProvedByARow() =>
        Assert.Equal(
            PlanFields
                .All.Where(field => field is { Source: PlanFieldSource.Plan, Need: PlanFieldNeed.Mandatory or PlanFieldNeed.Detailed })
                .Select(field => field.Name)
                .Except(["parents", "rolesAndResponsibilities.parents", "therapeuticServices.continuesOnPlacementChange"])
                .Order(StringComparer.Ordinal),
            Rows.Select(row => row.Field)
                .Where(field => PlanFields.Find(field)!.Need != PlanFieldNeed.Conditional)
                .Distinct()
                .Order(StringComparer.Ordinal));

    [Fact]
    public void DetailedPlan_Complete_IsAgreedAndLeavesNothingOut()
    {
        var version = AtFirstCoreGroup(knowsManager: false)
            .Raise("2026-03-06", Sample.CoreGroup(1) with { Plan = SamplePlan.Full, ReasonsForMissing = null })
            .Accepted[^1]
            .PlanVersion!;
        Assert.Empty(version.Missing!);
    }

    [Fact]
    public void Parents_WhomNeitherReferralNorPlanNames_AreMissed()
    {
        var unknown = CaseDriver.From(AtFirstCoreGroup(knowsManager: true).State with { Parents = [] });
        Assert.Contains("parents", unknown.Refuse("2026-03-06", Sample.CoreGroup(1)).Reason, StringComparison.Ordinal);
        var named = unknown.Raise(
            "2026-03-06",
            Sample.CoreGroup(1) with
            {
                Plan = SamplePlan.Full with
                {
                    Parents =
                    [
                        new()
                        {
                            ParentId = "parent-1",
                            Name = Sample.Words,
                            KnownToAdultServices = true,
                        },
                    ],
                },
            });
        Assert.Equal([new ParentFacts("parent-1", true)], named.State.Parents);
    }

    [Fact]
    [Obligation("S0-23")]
    public void Roles_WithoutTheParents_AreMissed() =>
        Assert.Contains(
            "rolesAndResponsibilities.parents",
            AtFirstCoreGroup(knowsManager: true)
                .Refuse("2026-03-06", Sample.CoreGroup(1) with { Plan = Without("rolesAndResponsibilities/1") })
                .Reason,
            StringComparison.Ordinal);

    [Fact]
    [Obligation("S1-48")]
    public void Therapy_ThatWouldStopWithAPlacement_NeedsAReason()
    {
        var json = SamplePlan.Json();
        json["therapeuticServices"]![0]!["continuesOnPlacementChange"] = false;
        var group = Sample.CoreGroup(1) with { Plan = SamplePlan.Read(json) };
        var driver = AtFirstCoreGroup(knowsManager: true);
        Assert.Contains(
            "therapeuticServices.continuesOnPlacementChange", driver.Refuse("2026-03-06", group).Reason, StringComparison.Ordinal);
        driver.Raise(
            "2026-03-06 13:00",
            group with
            {
                ReasonsForMissing = [new() { Field = "therapeuticServices.continuesOnPlacementChange", Reason = Sample.Words }],
            });
    }

    /// <summary>A case at its first core group, whose referral named a parent.</summary>
    internal static CaseDriver AtFirstCoreGroup(bool knowsManager)
    {
        var state = SampleCases.OutlinePlan().State;
        return CaseDriver.From(state with
        {
            Parents = [new("parent-1", false)],
            Plan = knowsManager ? state.Plan : state.Plan! with { LeadSocialWorkerManager = null },
        });
    }

    internal static PlanContent Without(string path)
    {
        JsonNode node = SamplePlan.Json();
        var root = node.AsObject();
        var steps = path.Split('/');
        foreach (var step in steps[..^1])
            node = node is JsonArray list ? list[int.Parse(step, null)]! : node[step]!;
        if (node is JsonArray items)
            items.RemoveAt(int.Parse(steps[^1], null));
        else
            node.AsObject().Remove(steps[^1]);
        return SamplePlan.Read(root);
    }
}
