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
    public static TheoryData<string, string> Fields
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var (path, name, _) in CompletenessRows.All)
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
        Assert.All(
            CompletenessRows.All,
            row => Assert.All(row.Obligations.Split(' '), id => Assert.Contains(id, PlanFields.Find(row.Field)!.Seeds)));

    [Fact]
    public void Fields_AuthorsMustWrite_AreAllProvedByARow() =>
        Assert.Equal(
            PlanFields
                .All.Where(field => field is { Source: PlanFieldSource.Plan, Need: PlanFieldNeed.Mandatory or PlanFieldNeed.Detailed })
                .Select(field => field.Name)
                .Except(["parents", "rolesAndResponsibilities.parents", "therapeuticServices.continuesOnPlacementChange"])
                .Order(StringComparer.Ordinal),
            CompletenessRows.All.Select(row => row.Field)
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
