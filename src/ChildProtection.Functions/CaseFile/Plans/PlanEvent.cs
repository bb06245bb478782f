using System.Text.Json.Nodes;
using ChildProtection.Functions.RecordStore;

namespace ChildProtection.Functions.CaseFile.Plans;

/// <summary>An accepted event of the case with its words, from which a plan is joined.</summary>
/// <param name="Row">Its row key.</param>
/// <param name="Type">Its type.</param>
/// <param name="Sequence">The fact that decided it.</param>
/// <param name="OccurredOn">Its local day.</param>
/// <param name="Actor">Who raised it.</param>
/// <param name="Data">What was sent.</param>
public sealed record PlanEvent(string Row, string Type, long Sequence, DateOnly OccurredOn, StoredActor Actor, JsonObject Data);
