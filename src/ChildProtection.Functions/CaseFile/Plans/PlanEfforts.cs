using System.Text.Json.Nodes;
using ChildProtection.Domain.Conference;
using ChildProtection.Domain.CoreGroup;
using ChildProtection.Domain.Difficulties;
using ChildProtection.Domain.Plan;
using ChildProtection.Functions.Platform.Tables;

namespace ChildProtection.Functions.CaseFile.Plans;

/// <summary>The services under a plan, and the family's part in it.</summary>
internal sealed class PlanEfforts(StoredPlan plan)
{
    private readonly PlanEvent[] _own = [.. plan.Events.Where(plan.Owns)];

    /// <summary>The services: what each was, who gave it, what was committed and what became of it.</summary>
    /// <param name="record">What has been recorded of the plan's actions.</param>
    public JsonObject Services(JsonObject record) => new()
    {
        ["actions"] = Actions(record["actions"]?.AsArray() ?? []),
        ["interventions"] = plan.Content["interventions"]?.DeepClone(),
        ["therapeuticServices"] = plan.Content["therapeuticServices"]?.DeepClone(),
        ["visits"] = List(plan.Visits, "place", "announced", "childSeen", "seenAlone"),
    };

    /// <summary>
    /// The family's part: meetings and who came, what parents contributed, what was proposed and answered, what was explained.
    /// </summary>
    public JsonObject Partnership() => new()
    {
        ["conferences"] = Meetings(ConferenceHeld.WireName, "conferenceType", "decision", "parentsViews", "childViews", "longTermDecision"),
        ["coreGroups"] = Meetings(CoreGroupHeld.WireName, "progress", "contingencyInvoked", "parentsContribution"),
        ["planExplained"] = List(Of(PlanExplained.WireName), "to", "parentId", "method", "language", "interpreterUsed", "understood"),
        ["changeProposals"] = List(Of(ChangeProposed.WireName), "text", "reason", "onBehalfOf"),
        ["changeDecisions"] = List(Of(ChangeDecided.WireName), "proposalId", "accepted", "reason"),
        ["acceptances"] = List(
            Of(PlanAccepted.WireName), "party", "agency", "parentId", "planVersion", "method", "reservation", "evidence"),
        ["refusals"] = List(Of(PlanDeclined.WireName), "party", "agency", "parentId", "planVersion", "reason", "renegotiation"),
    };

    private JsonArray Actions(JsonArray recorded)
    {
        var actions = new JsonArray();
        foreach (var action in plan.Content["actions"]?.AsArray() ?? [])
        {
            var line = new JsonObject();
            foreach (var name in (string[])["what", "why", "who", "agency", "resourceCommitted"])
                line[name] = action![name]?.DeepClone();
            var done = recorded.FirstOrDefault(one => one!["actionId"]?.GetValue<string>() == action!["actionId"]?.GetValue<string>());
            foreach (var name in (string[])["status", "dueOn", "completedOn"])
                line[name] = done?[name]?.DeepClone();
            actions.Add(line);
        }

        return actions;
    }

    private JsonArray Meetings(string type, params string[] fields)
    {
        var list = List(Of(type), fields);
        foreach (var (line, one) in list.Zip(Of(type)))
        {
            var came = (one.Data["attendance"]?.AsArray() ?? []).Where(attended => attended?["present"]?.GetValue<bool>() == true)
                .Select(attended => (attended!["agency"] ?? attended["person"] ?? attended["kind"])?.DeepClone());
            line!["present"] = new JsonArray([.. came]);
        }

        return list;
    }

    private IEnumerable<PlanEvent> Of(string type) => _own.Where(one => one.Type == type);

    private static JsonArray List(IEnumerable<PlanEvent> events, params string[] fields)
    {
        var list = new JsonArray();
        foreach (var one in events)
        {
            var line = new JsonObject { ["on"] = one.OccurredOn.Iso(), ["by"] = one.Actor.Name ?? one.Actor.Subject };
            foreach (var name in fields.Where(name => one.Data[name] is not null))
                line[name] = one.Data[name]!.DeepClone();
            list.Add(line);
        }

        return list;
    }
}
