using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using ChildProtection.Domain.Assessment;
using ChildProtection.Domain.Conference;
using ChildProtection.Domain.CoreGroup;
using ChildProtection.Domain.Difficulties;
using ChildProtection.Domain.Plan;
using ChildProtection.Domain.Referral;
using ChildProtection.Domain.Text;
using ChildProtection.Domain.Transfer;
using ChildProtection.Domain.Unborn;
using ChildProtection.Functions.Platform.Http;
using ChildProtection.Functions.Platform.Tables;
using ChildProtection.Functions.RecordStore;

namespace ChildProtection.Functions.CaseFile.Plans;

/// <summary>Joins to the plan what earlier events said, so that nobody types it again.</summary>
internal sealed class JoinedPlan(StoredCase stored, StoredPlan plan)
{
    private static readonly string[] ParentFields = ["name", "relation", "parentalResponsibility", "knownToAdultServices"];

    private static readonly string[] Openings = [ReferralReceived.WireName, TransferInNotified.WireName];

    private readonly JsonObject _referral = plan.Events.FirstOrDefault(one => Openings.Contains(one.Type))?.Data ?? [];
    private readonly PlanEvent[] _own = [.. plan.Events.Where(plan.Owns)];

    private IEnumerable<PlanEvent> Conferences => Of(ConferenceHeld.WireName);

    public JsonObject Header()
    {
        var conference = Conferences.FirstOrDefault();
        return new JsonObject
        {
            ["reference"] = stored.Reference,
            ["profile"] = new JsonObject { ["id"] = stored.State.Profile.Id, ["version"] = stored.State.Profile.Version },
            ["child"] = Child(),
            ["parents"] = plan.Content["parents"] is JsonArray { Count: > 0 } written ? written.DeepClone() : Parents(),
            ["conference"] = new JsonObject { ["conferenceId"] = Latest("conferenceId"), ["heldOn"] = conference?.OccurredOn.Iso() },
            ["startedOn"] = conference?.OccurredOn.Iso(),
            ["category"] = Category(),
            ["leadSocialWorker"] = LeadSocialWorker(),
            ["previousPlans"] = stored.State.PreviousPlans,
        };
    }

    public JsonObject Arrangements() =>
        new()
        {
            ["coreGroup"] = plan.Content["coreGroup"] is JsonArray { Count: > 0 } changed ? changed.DeepClone() : Latest("coreGroup"),
            ["firstCoreGroupOn"] = Latest("firstCoreGroupOn"),
            ["coreGroupFrequency"] = Latest("coreGroupFrequency"),
            ["coreGroupDates"] = Of(CoreGroupHeld.WireName)
                .LastOrDefault(one => one.Data["futureDates"] is JsonArray)
                ?.Data["futureDates"]
                ?.DeepClone(),
            ["visitInterval"] = Latest("visitInterval"),
            ["reviewOn"] = Latest("reviewOn"),
        };

    public JsonObject Record() =>
        new()
        {
            ["assessment"] = Assessment(),
            ["childParticipation"] = List(Conferences.Where(one => one.Data["childParticipation"] is not null), "childParticipation"),
            ["wishesAndFeelings"] = List(plan.Visits.Where(one => one.Data["wishesAndFeelings"] is not null), "wishesAndFeelings", "place"),
            ["disagreements"] = Disagreements(),
            ["changeProposals"] = List(Of(ChangeProposed.WireName), "text", "reason", "onBehalfOf"),
            ["changeDecisions"] = List(Of(ChangeDecided.WireName), "proposalId", "accepted", "reason"),
            ["placements"] = List(Of(PlacementChanged.WireName), "placement", "therapeuticWorkContinues", "reason", "optionsExplored"),
            ["acceptances"] = Told(PlanAccepted.WireName),
            ["refusals"] = Told(PlanDeclined.WireName),
            ["planExplained"] = List(
                Of(PlanExplained.WireName),
                "to",
                "parentId",
                "method",
                "language",
                "interpreterUsed",
                "understood",
                "covered",
                "noChildVersionReason"),
            ["childVersion"] = ChildVersionView.Latest(plan) is { } given
                ? JsonSerializer.SerializeToNode(given with { Text = "" }, ApiJson.Options)!.AsObject()
                : null,
            ["circulation"] = List(Of(CoreGroupNotesCirculated.WireName), "coreGroupNumber", "recipients", "includesWrittenAgreement"),
            ["adultRecordCopies"] = List(Of(AdultRecordCopied.WireName), "parentId", "service", "confirmedOn", "evidence"),
            ["actions"] = Actions(),
        };

    private JsonObject Child()
    {
        var child = _referral["child"]?.DeepClone().AsObject() ?? [];
        child["givenName"] = stored.GivenName;
        child["familyName"] = stored.FamilyName;
        if (plan.Events.LastOrDefault(one => one.Type == ChildBorn.WireName) is { } born)
        {
            child["dateOfBirth"] = born.OccurredOn.Iso();
            child["expectedDateOfBirth"] = null;
            child["sex"] = born.Data["sex"]?.DeepClone() ?? child["sex"]?.DeepClone();
        }

        foreach (var (name, value) in plan.Content["child"]?.AsObject() ?? [])
            child[name] = value?.DeepClone();
        return child;
    }

    /// <summary>The referral's parents, with the references that events name them by.</summary>
    private JsonArray Parents()
    {
        var parents = new JsonArray();
        foreach (var (parent, index) in (_referral["parents"]?.AsArray() ?? []).Select((parent, index) => (parent!.AsObject(), index)))
        {
            var line = new JsonObject { ["parentId"] = string.Create(CultureInfo.InvariantCulture, $"parent-{index + 1}") };
            foreach (var name in ParentFields)
                line[name] = parent[name]?.DeepClone();
            parents.Add(line);
        }

        return parents;
    }

    private JsonObject Category()
    {
        var categories = Conferences
            .Select(one => one.Data["categories"])
            .OfType<JsonArray>()
            .Where(list => list.Count > 0)
            .Select(list => CodeLists.CensusCategory([.. list.Select(code => code!.GetValue<string>())]))
            .ToArray();
        return new JsonObject
        {
            ["initial"] = categories.FirstOrDefault() ?? CodeLists.CensusCategory([]),
            ["latest"] = categories.LastOrDefault() ?? CodeLists.CensusCategory([]),
        };
    }

    private JsonObject? LeadSocialWorker()
    {
        var named = _own.LastOrDefault(one => one.Data["leadSocialWorker"] is JsonObject)?.Data["leadSocialWorker"]!.DeepClone().AsObject();
        if (named is not null && plan.Content["leadSocialWorkerContact"] is { } contact)
            named["contact"] = contact.DeepClone();
        return named;
    }

    private JsonObject? Assessment()
    {
        var events = plan.Events.Where(one => one.Type.StartsWith("Assessment", StringComparison.Ordinal)).ToArray();
        return events.Length == 0
            ? null
            : new JsonObject
            {
                ["startedOn"] = Last(events, AssessmentStarted.WireName)?.OccurredOn.Iso(),
                ["submittedOn"] = Last(events, AssessmentSubmitted.WireName)?.OccurredOn.Iso(),
                ["counterSignedOn"] = Last(events, AssessmentCounterSigned.WireName)?.OccurredOn.Iso(),
                ["counterSignedBy"] = Last(events, AssessmentCounterSigned.WireName)?.Actor.Name,
            };
    }

    private JsonArray Disagreements()
    {
        var all = new JsonArray();
        foreach (var held in Of(CoreGroupHeld.WireName))
        {
            foreach (var one in held.Data["disagreements"]?.AsArray() ?? [])
            {
                var line = one!.DeepClone().AsObject();
                line["on"] = held.OccurredOn.Iso();
                all.Add(line);
            }
        }

        return all;
    }

    /// <summary>The parties' answers to this version; an event that names no version is about the one in force.</summary>
    private JsonArray Told(string type) => List(
        Of(type).Where(one => plan.VersionOf(one) == plan.Version.Version),
        "party", "agency", "parentId", "method", "reservation", "reason", "renegotiation", "onBehalfOf", "evidence");

    private JsonArray Actions()
    {
        var actions = new JsonArray();
        foreach (var action in plan.Content["actions"]?.AsArray() ?? [])
        {
            var id = action!["actionId"]?.GetValue<string>();
            var events = _own.Where(one => one.Data["actionId"]?.GetValue<string>() == id).ToArray();
            var done = Last(events, ActionCompleted.WireName);
            actions.Add(new JsonObject
            {
                ["actionId"] = id,
                ["status"] = done is not null ? "completed" : Last(events, ActionOverrun.WireName) is not null ? "overrun" : "open",
                ["dueOn"] = (Last(events, ActionVaried.WireName)?.Data["newOn"] ?? action["dueOn"])?.DeepClone(),
                ["completedOn"] = done?.OccurredOn.Iso(),
                ["evidence"] = done?.Data["evidence"]?.DeepClone(),
            });
        }

        return actions;
    }

    private IEnumerable<PlanEvent> Of(string type) => _own.Where(one => one.Type == type);

    private JsonNode? Latest(string name) => Conferences.LastOrDefault(one => one.Data[name] is not null)?.Data[name]?.DeepClone();

    private static PlanEvent? Last(IEnumerable<PlanEvent> events, string type) => events.LastOrDefault(one => one.Type == type);

    private static JsonArray List(IEnumerable<PlanEvent> events, params string[] fields)
    {
        var list = new JsonArray();
        foreach (var one in events)
        {
            var line = new JsonObject { ["on"] = one.OccurredOn.Iso(), ["by"] = one.Actor.Name ?? one.Actor.Subject };
            foreach (var name in fields.Where(name => one.Data[name] is not null))
                line[name] = one.Data[name]!.DeepClone();
            if (fields.Contains("agency") && one.Actor.Agency is { } agency)
                line["agency"] = agency;
            list.Add(line);
        }

        return list;
    }
}
