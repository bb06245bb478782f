using System.Collections.Concurrent;
using ChildProtection.Domain.Definitions;
using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.Lifecycle;
using ChildProtection.Domain.Tests.Support;
using Xunit.Abstractions;

namespace ChildProtection.Domain.Tests.Properties;

/// <summary>
/// The events that a caller may raise agree with what is decided, by enumeration: every kind of state that the lives came to, every role,
/// every type of event.
/// </summary>
[Collection(Lives.Collection)]
public sealed class AllowedEventsTests(Lives lives, ITestOutputHelper output)
{
    private enum Cell
    {
        /// <summary>Listed, and a plausible event is accepted.</summary>
        Accepted,

        /// <summary>Listed, and every plausible event that was tried is refused for what one of its fields says.</summary>
        RefusedForItsData,

        /// <summary>Listed, and refused for what this person has to do with it, beyond the role (see <see cref="ByWhoAsks"/>).</summary>
        RefusedForWhoAsks,

        /// <summary>Not listed, as the state does not take it: the decision refuses it whatever it says.</summary>
        RefusedByTheState,

        /// <summary>Not listed, as the role does not raise it.</summary>
        RefusedByTheRole,
    }

    /// <summary>
    /// Rules about who asks that the state alone does not tell: an agency reports on its own actions, a stage of a dispute has its owner,
    /// nobody signs their own work.
    /// </summary>
    private static readonly string[] ByWhoAsks =
        ["domain 3.3, E26", "S3-69, dispute stages", "S0-35", "S2-11, the chair's own record", "N-15", "N-16"];

    /// <summary>So many plausible events of a type are tried before it counts as refused for its data.</summary>
    private const int Tries = 60;

    [Fact]
    public void Listed_EveryStateRoleAndEvent_AgreesWithTheDecision()
    {
        var table = new ConcurrentDictionary<(CaseStage, Role, string), int[]>();
        var faults = new ConcurrentBag<(string Type, string What)>();
        Parallel.ForEach(
            lives.Coverage.Kinds,
            new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount },
            one => Explore(one.Key, one.Value, table, faults));
        Assert.True(
            faults.IsEmpty,
            string.Join(
                Environment.NewLine,
                faults
                    .GroupBy(fault => fault.Type)
                    .Select(same => $"{same.Key}: {same.Count()} kinds of state, such as {same.First().What}")));
        var cells =
            from stage in Enum.GetValues<CaseStage>()
            from role in Enum.GetValues<Role>()
            from type in EventCatalogue.All
            select (stage, role, type.Name);
        Assert.Empty(cells.Except(table.Keys));
        output.WriteLine($"{lives.Coverage.Kinds.Count} kinds of state, {table.Values.Sum(counts => counts.Sum())} cells: "
            + string.Join(", ", Enum.GetValues<Cell>().Select(cell => $"{cell} {table.Values.Sum(counts => counts[(int)cell])}")));
        foreach (var stage in table.GroupBy(cell => cell.Key.Item1).OrderBy(stage => stage.Key))
            output.WriteLine(
                $"{stage.Key}: "
                + $"{string.Join(", ", Enum.GetValues<Cell>().Select(cell => $"{cell} {stage.Sum(counts => counts.Value[(int)cell])}"))}");
        foreach (var (key, counts) in table.Where(cell => cell.Value[(int)Cell.RefusedForItsData] > 0).OrderBy(cell => cell.Key))
            output.WriteLine($"refused for its data alone: {key} {counts[(int)Cell.RefusedForItsData]} of {counts[0] + counts[1]}");
    }

    private static void Explore(
        StateKind kind,
        FirstOfKind first,
        ConcurrentDictionary<(CaseStage, Role, string), int[]> table,
        ConcurrentBag<(string Type, string What)> faults)
    {
        var allowed = EventCatalogue.AllowedIn(first.State).ToHashSet();
        foreach (var type in EventCatalogue.All)
        {
            if (!allowed.Contains(type) && WhyTaken(first, type) is { } taken)
                faults.Add((type.Name, $"not listed in {kind}, yet {taken}"));
            foreach (var role in Enum.GetValues<Role>())
            {
                var cell =
                    !MayRaise(type, role) ? Cell.RefusedByTheRole
                    : !allowed.Contains(type) ? Cell.RefusedByTheState
                    : Try(first, type, role);
                if (cell is { } came)
                    Interlocked.Increment(ref table.GetOrAdd((kind.Stage, role, type.Name), _ => new int[5])[(int)came]);
                else
                    faults.Add((type.Name, $"listed for {role} in {kind}, yet refused: {Validate(first, type, role)}"));
            }
        }
    }

    /// <summary>As the route does before anything is decided; an agency has a code, of the kind that the type asks for.</summary>
    private static bool MayRaise(EventDefinition type, Role role) =>
        !type.Indirect && !type.Opens && type.IsRaisedBy(role, role == Role.Agency ? Walk.AgencyFor(type) : null);

    private static Cell? Try(FirstOfKind first, EventDefinition type, Role role)
    {
        var (data, who) = (false, false);
        for (var variant = 0; variant < Tries; variant++)
        {
            switch (Decide(first, type, role, variant))
            {
                case Accepted:
                    return Cell.Accepted;
                case Rejected { Kind: RejectionKind.Invalid }:
                    data = true;
                    break;
                case Rejected { Rule: var rule } when ByWhoAsks.Contains(rule):
                    who = true;
                    break;
                default:
                    break;
            }
        }

        return data ? Cell.RefusedForItsData : who ? Cell.RefusedForWhoAsks : null;
    }

    private static string? WhyTaken(FirstOfKind first, EventDefinition type)
    {
        for (var variant = 0; variant < 3; variant++)
        {
            var decision = Decide(first, type, type.Roles[variant % type.Roles.Count], variant);
            if (decision is not Rejected { Kind: RejectionKind.NotAllowed })
                return $"{decision}";
        }

        return null;
    }

    private static string Validate(FirstOfKind first, EventDefinition type, Role role) => ((Rejected)Decide(first, type, role, 1)).Reason;

    private static Decision Decide(FirstOfKind first, EventDefinition type, Role role, int variant)
    {
        // A conference that opened is completed by an event of its own day, and none is held at a weekend.
        var opened = first.State.Conference?.OpenedOn;
        var daysAgo = opened is { } on && variant % 2 == 1 ? Walk.DayOf(first.Now).DayNumber - on.DayNumber : variant / 2 % 4;
        var signal = Walk.Signal(type, role, first.State, new Step(0, 0, (variant * 7) + 1, daysAgo), first.Now, 0);
        return CaseLifecycle.Decide(first.State, signal, CaseDriver.At(first.State, first.Now));
    }
}
