using System.Globalization;
using ChildProtection.Domain.Deadlines;
using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.Kernel.Facts;
using ChildProtection.Domain.PlanDocument;

namespace ChildProtection.Domain.Plan;

/// <summary>
/// Each action of the plan with a date is a deadline of its own (T14, S0-18, S1-12): done, late, or given another date with a reason (E26).
/// </summary>
internal static class PlanActions
{
    /// <summary>An action further ahead is a slip in the year.</summary>
    private const int MostYearsAhead = 2;

    /// <summary>
    /// The actions of a new text replace those before: missing ones are cancelled, moved ones superseded; completed ones stay completed.
    /// </summary>
    public static void TakeIn(DecisionBuilder change, PlanContent? text)
    {
        if (text is null)
            return;
        var before = change.State.Plan!.Actions.ToDictionary(action => action.Id, StringComparer.Ordinal);
        ActionFacts[] actions =
        [
            .. (text.Actions ?? []).Select(action => new ActionFacts
            {
                Id = action.ActionId,
                Agency = action.Agency,
                Report = action.Kind == ActionKind.Report,
                DueOn = action.DueOn,
                CompletedOn = before.GetValueOrDefault(action.ActionId)?.CompletedOn,
            }),
        ];
        change.State = change.State with { Plan = change.State.Plan with { Actions = actions } };
        foreach (var gone in before.Keys.Except(actions.Select(action => action.Id)))
            change.CancelAbout(DeadlineKinds.PlanAction, gone);
        foreach (var action in actions)
            Arm(change, action);
    }

    public static Rejected? ValidateDates(DecisionBuilder change, PlanContent? text, string pointer)
    {
        var actions = text?.Actions ?? [];
        for (var index = 0; index < actions.Count; index++)
        {
            if (
                ValidateDate(
                    change, actions[index].DueOn, string.Create(CultureInfo.InvariantCulture, $"{pointer}/actions/{index}/dueOn")) is
                { } rejected)
                return rejected;
        }

        return null;
    }

    public static Decision Decide(DecisionBuilder change, ActionCompleted data)
    {
        if (
            (Validate(change, data.ActionId, out var action) ?? EvidenceRules.Validate(change, data.Evidence, "/data/evidence")) is
            { } rejected)
            return rejected;
        if (action.Report && data.Evidence is null)
            return DecisionBuilder.Invalid("/data/evidence", "S0-40", "is required: say where in the child's record the report is");
        change.Meet(DeadlineKinds.PlanAction, action.Id);
        Put(change, action with { CompletedOn = change.OccurredOn });
        return change.Accept($"Action {action.Id} completed");
    }

    public static Decision Decide(DecisionBuilder change, ActionOverrun data)
    {
        if (Validate(change, data.ActionId, out var action) is { } rejected)
            return rejected;
        if (data.ExpectedOn <= change.OccurredOn)
            return DecisionBuilder.Invalid("/data/expectedOn", "S1-12", "must be after the day of the report");
        if (action.DueOn is { } due)
            change.Warn(
                $"The action is due on {DateText.Date(due)}; the due date stays. When another date is agreed, record that "
                + "the action is varied.");
        return change.Accept(
            $"Action {action.Id} takes longer{(data.ExpectedOn is { } expected ? $", expected on {DateText.Date(expected)}" : "")}");
    }

    public static Decision Decide(DecisionBuilder change, ActionVaried data)
    {
        if ((Validate(change, data.ActionId, out var action) ?? ValidateDate(change, data.NewOn, "/data/newOn")) is { } rejected)
            return rejected;
        if (data.NewOn < change.OccurredOn || data.NewOn == action.DueOn)
            return DecisionBuilder.Invalid("/data/newOn", "S1-12", "must be another date than the present one, and not in the past");
        var varied = action with { DueOn = data.NewOn };
        Put(change, varied);
        Arm(change, varied);
        return change.Accept(
            $"Action {action.Id} varied: due on "
            + $"{DateText.Date(data.NewOn)}{(action.DueOn is { } before ? $" in the place of {DateText.Date(before)}" : "")}");
    }

    private static void Arm(DecisionBuilder change, ActionFacts action)
    {
        var open = change.FindOpenDeadline(DeadlineKinds.PlanAction, action.Id);
        if (open is not null && open.DueOn == action.DueOn)
            return;
        change.Supersede(DeadlineKinds.PlanAction, action.Id);
        if (action is { DueOn: { } due, CompletedOn: null })
            change.OpenDeadline(new DeadlineTerms(DeadlineKinds.PlanAction, due) { Subject = action.Id });
    }

    private static void Put(DecisionBuilder change, ActionFacts changed) =>
        change.State = change.State with
        {
            Plan = change.State.Plan! with
            {
                Actions = [.. change.State.Plan.Actions.Select(action => action.Id == changed.Id ? changed : action)],
            },
        };

    private static Rejected? ValidateDate(DecisionBuilder change, DateOnly? due, string field) =>
        due > change.OccurredOn.AddYears(MostYearsAhead)
            ? DecisionBuilder.Invalid(field, "S1-12", $"must not be more than {MostYearsAhead} years ahead; check the year")
            : null;

    private static Rejected? Validate(DecisionBuilder change, string id, out ActionFacts action)
    {
        var plan = change.State.Plan!;
        action = plan.Actions.FirstOrDefault(one => one.Id == id) ?? new ActionFacts { Id = id };
        if (plan.Actions.All(one => one.Id != id))
            return DecisionBuilder.Invalid("/data/actionId", "domain 3.2, E26", $"must be an action of plan version {plan.Version}");
        if (change.OccurredOn < plan.StartedOn)
            return DecisionBuilder.Invalid(
                "/occurredOn", "domain 3.2, E26", $"must not be before the plan started on {DateText.Date(plan.StartedOn)}");
        if (change.Signal.Actor.Agency is { } agency && agency != action.Agency)
            return DecisionBuilder.NotAllowed(
                "domain 3.3, E26", $"An agency reports only on its own actions; {id} is not an action of {agency}.");
        return action.CompletedOn is { } done
            ? DecisionBuilder.NotAllowed("domain 3.2, E26", $"{id} was completed on {DateText.Date(done)}.")
            : null;
    }
}
