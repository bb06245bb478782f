using System.Globalization;
using System.Text;
using ChildProtection.Domain.Kernel;

namespace ChildProtection.Domain.Tests.Properties;

/// <summary>A life that breaks a law: told step by step, after everything was left out that the break does not need.</summary>
internal sealed record Broken(string Law, string What, WalkPlan Plan, IReadOnlyList<Passed> Seen)
{
    private const int MostTries = 600;

    /// <summary>The shortest life that was found to break the same law.</summary>
    public Broken Shrunk()
    {
        var (best, tries) = (this, 0);
        for (var size = Math.Max(1, best.Plan.Steps.Count / 2); size > 0; size /= 2)
        {
            for (var from = 0; from < best.Plan.Steps.Count && tries < MostTries; tries++)
            {
                var fewer = best.Plan with { Steps = Without(best.Plan.Steps, from, size) };
                if (Lives.WhatBreaks(fewer) is { } again && again.Law == Law)
                    best = again;
                else
                    from += size;
            }
        }

        return best;
    }

    /// <summary>What is left happens when it did.</summary>
    private static Step[] Without(IReadOnlyList<Step> steps, int from, int count)
    {
        var passed = steps.Skip(from).Take(count).Sum(step => step.Hours);
        Step[] left = [.. steps.Take(from), .. steps.Skip(from + count)];
        if (from < left.Length)
            left[from] = left[from] with { Hours = left[from].Hours + passed };
        return left;
    }

    public string Tell(int seed)
    {
        var text = new StringBuilder(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{Law}: {What}{Environment.NewLine}Walk {Plan.Number} of seed {seed}, {Plan.Profile}, {Plan.Beginning} at "
                + $"{Plan.Start:O}; with {Plan.Steps.Count} steps it still happens:"
            ));
        foreach (var step in Seen.Where(Tells))
            text.AppendLine().Append(null, $"  {step.Now:yyyy-MM-dd HH:mm} {Said(step)}: {Came(step)}");
        return text.ToString();
    }

    /// <summary>Reminders and escalations are many, and change nothing that a law is about.</summary>
    private static bool Tells(Passed step) =>
        step.Signal is EventSignal
        || step.Decision is not Accepted accepted
        || accepted.Deadlines.Any(change => change.Change is not (DeadlineChangeKind.Reminded or DeadlineChangeKind.Escalated));

    private static string Said(Passed step) =>
        step.Signal switch
        {
            EventSignal { Event: var data } signal =>
                $"{data.GetType().Name} of {signal.OccurredOn:yyyy-MM-dd} by {signal.Actor.Role} {signal.ToJson()}",
            TimedSignal timed => $"timer of {timed.Of}",
            _ => step.Signal.ToString(),
        };

    private static string Came(Passed step) =>
        step.Decision switch
        {
            Accepted accepted =>
                accepted.State.Stage
                + string.Concat(
                    accepted.Deadlines.Select(change =>
                        $", {change.Deadline.Id} {change.Change} {change.Deadline.DueOn:yyyy-MM-dd}")),
            Rejected rejected => $"{rejected.Kind} {rejected.Field} {rejected.Reason}",
            _ => "ignored",
        };
}
