using ChildProtection.Domain.Tests.DeadlineOracle;
using ChildProtection.Domain.Tests.Properties.Laws;
using ChildProtection.Tests.Support;

namespace ChildProtection.Domain.Tests.Properties;

/// <summary>
/// Thousands of random cases, each lived once and watched by every law at the same time. The walks are spread over the cores; the same seed
/// gives the same lives on every machine.
/// </summary>
public sealed class Lives
{
    public const string Collection = "lives";

    private const int Seed = 20260202;

    /// <summary>Replaying a life through text costs many times what living it does; one in so many is.</summary>
    private const int Replayed = 50;

    private const int UsualCount = 10_000;

    private readonly Dictionary<string, Broken> broken = new(StringComparer.Ordinal);

    public Lives()
    {
        Parallel.For(0, Environment.ProcessorCount, thread =>
        {
            var (usual, further) = (new Coverage(), new Coverage());
            for (var number = thread; number < Count; number += Environment.ProcessorCount)
                Live(number, number < UsualCount ? usual : further);
            lock (broken)
            {
                Usual.Add(usual);
                Coverage.Add(usual);
                Coverage.Add(further);
            }
        });
    }

    public static int Count => LongRuns.Asked ? 100_000 : UsualCount;

    /// <summary>Every law, by name.</summary>
    public static IReadOnlyList<string> Laws { get; } = [.. New(0).Select(law => law.Name), NeverThrows];

    internal Coverage Coverage { get; } = new();

    /// <summary>Of the lives that every run lives, so that a page made from them does not depend on the length of the run.</summary>
    internal Coverage Usual { get; } = new();

    private static string NeverThrows => "DecideNeverThrows";

    /// <summary>Fails when the law was broken by any life, with the shortest life found that breaks it.</summary>
    public void Check(string law)
    {
        lock (broken)
            if (broken.TryGetValue(law, out var first))
                Assert.Fail(first.Shrunk().Tell(Seed));
    }

    private static IReadOnlyList<Law> New(int number) =>
    [
        new StageChangesAlongItsWays(), new StageAgreesWithPlanAndClosure(), new TimersAreNeverRefused(),
        new EveryChangeIsOneFact(), new RefusalsSayWhyAndChangeNothing(), new FactsHoldNoWords(), new PeopleReadPlainWords(),
        new DeadlinesOpenOnceEndOnceAndKeepTheirDueDate(), new PastItsTimeNoDeadlineIsJustOpen(), new CheckpointsFireNearestFirstAndOnce(),
        new NothingIsOpenAfterClosure(), new EveryOpenStageOwesSomething(), new WithoutAPlanNothingOfItRuns(),
        new PlansKeepTheCensusRules(), new ClosuresKeepTheCensusRules(),
        new ApprovalsAskOnceAboutWhatIsOwed(), new ApprovalsEndOnceAndByAnother(),
        new StateStaysBelowItsBound(), new DeadlinesAgreeWithTheModel(), new ThoseWhoMustHearOfAChangeHearOfIt(),
        .. number % Replayed == 0 ? (Law[])[new ReplayThroughTextGivesTheSameState(), new NoticesTellNoWordsAndOnlyWhomTheyAreFor()] : [],
    ];

    /// <summary>What goes wrong in a life, null when nothing does.</summary>
    internal static Broken? WhatBreaks(WalkPlan plan, Coverage? coverage = null)
    {
        var laws = New(plan.Number);
        var seen = new List<Passed>();
        try
        {
            var walk = Walk.Along(plan,
                (opening, opened) =>
                {
                    foreach (var law in laws)
                        law.Open(opening, opened);
                },
                step =>
                {
                    seen.Add(step);
                    foreach (var law in laws)
                        law.Step(step);
                });
            if (coverage is null)
                return null;
            coverage.Add(plan, walk);
            foreach (var law in laws)
                law.Report(coverage);
            return null;
        }
        catch (LawBrokenException fault)
        {
            return new Broken(fault.Law, fault.Message, plan, seen);
        }
#pragma warning disable CA1031 // Whatever the engine throws is what this law is about.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            return new Broken(NeverThrows, fault.ToString(), plan, seen);
        }
    }

    private void Live(int number, Coverage coverage)
    {
        if (WhatBreaks(WalkPlan.Of(Seed, number), coverage) is not { } fault)
            return;
        lock (broken)
            if (!broken.TryGetValue(fault.Law, out var known) || known.Plan.Number > number)
                broken[fault.Law] = fault;
    }
}

/// <summary>The lives are lived once for all tests that ask about them.</summary>
[CollectionDefinition(Lives.Collection)]
public sealed class LivesGroup : ICollectionFixture<Lives>;
