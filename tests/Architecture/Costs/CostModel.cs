using System.Text.Json.Nodes;

namespace ChildProtection.Tests.Architecture.Costs;

/// <summary>One line of a year's bill.</summary>
/// <param name="What">What is paid for.</param>
/// <param name="How">How many of what, in words.</param>
/// <param name="Dollars">A year.</param>
/// <param name="Standing">Paid for standing ready, by choice.</param>
internal sealed record CostLine(string What, string How, double Dollars, bool Standing = false);

/// <summary>
/// A year's bill of a number of cases, from counts and prices (docs/cost.json). Plain arithmetic, so that a reader can follow it.
/// </summary>
/// <param name="data">Counts and prices.</param>
/// <param name="pollInterval">The longest that the engine waits before it asks a queue again.</param>
/// <param name="cases">Referrals a year.</param>
internal sealed class CostModel(JsonNode data, TimeSpan pollInterval, double cases)
{
    private const double DaysAYear = 365;
    private const double SecondsAYear = DaysAYear * 86_400;

    public double Signals => cases * Number("signalsPerCase");

    public double OpenCases => cases * Number("perCase", "openShare");

    /// <summary>A sleeping case's timer is cut into pieces, each of which wakes it.</summary>
    public double TimerHops => OpenCases * DaysAYear / Number("perCase", "timerHopDays");

    public double RecordTransactions => ScheduleTransactions + Signals * Number("measured", "tableRequestsPerSignal")
        + Signals * Number("perSignal", "readsByPeople") * Number("perSignal", "tableRequestsPerRead");

    public double SchedulerActions => Signals * Number("perSignal", "schedulerActions") + TimerHops;

    /// <summary>One instance that is always there, for a year.</summary>
    public double ReadyInstance => Number("always", "memoryGb") * SecondsAYear * Price("functionsReadyGbSecond");

    /// <summary>How often queues are asked in a year: the control queues by their owners, the other one by each instance.</summary>
    public double Polls =>
        SecondsAYear / pollInterval.TotalSeconds * (Number("always", "controlQueues") + Number("always", "instances"));

    public double PollDollars => Polls / 10_000 * Price("queueOperations10k");

    private double ScheduleTransactions =>
        SecondsAYear / Number("always", "sweepSeconds") + DaysAYear * 1_440 * Number("always", "watchQueries");

    private double Executions => Signals * Number("perSignal", "functionExecutions") + Signals * Number("perSignal", "readsByPeople")
        + SecondsAYear / Number("always", "sweepSeconds") * 2 + DaysAYear * 1_440 + TimerHops;

    private double StoredGb => Signals * Number("measured", "storedKbPerSignal") / 1_048_576;

    /// <summary>Paid for with either engine.</summary>
    public IReadOnlyList<CostLine> Common()
    {
        var gbSeconds = Executions * Number("perSignal", "secondsEach") * Number("always", "memoryGb");
        var busy = Math.Max(0, gbSeconds - 12 * Price("functionsFreeGbSeconds")) * Price("functionsGbSecond")
            + Math.Max(0, Executions - 12 * Price("functionsFreeExecutions")) / 1e6 * Price("functionsMillion");
        var ready = Number("always", "groups") * Number("always", "instances");
        // Each schedule scales by itself, and over zones the platform keeps two instances at least of all that does.
        var ofSchedules = Number("always", "schedules") * Number("always", "leastOverZones");
        var logGb = Signals * Number("perSignal", "logKb") / 1_048_576;
        return
        [
            new(
                "record: transactions",
                $"{Millions(RecordTransactions)} million",
                RecordTransactions / 10_000 * Price("tableTransactions10k")),
            new("record: what a year adds, kept twelve months", $"{StoredGb:N1} GB", StoredGb * 12 * Price("tableGbMonth")),
            new("functions: work", $"{Millions(Executions)} million executions, {gbSeconds / 1e6:N2} million GB-s", busy),
            new(
                "functions: instances that are always there, over zones",
                $"{ready} for requests and orchestrations, {ofSchedules} for schedules, of {Number("always", "memoryGb")} GB",
                (ready + ofSchedules) * ReadyInstance, Standing: true),
            new(
                $"bus, Premium (private network); Standard costs {12 * Price("busStandardMonth"):N0}", "1 messaging unit",
                12 * Price("busPremiumMonth"), Standing: true),
            new("logs and metrics", $"{logGb:N1} GB", logGb * Price("logsGb")),
            Logged("logs of who read, wrote and deleted in record and access log", RecordTransactions),
        ];
    }

    /// <summary>The engine on Azure Storage.</summary>
    public IReadOnlyList<CostLine> Storage()
    {
        // A hop is one turn: a message taken and removed, one sent; a history read, written and a status.
        var queue = Signals * Number("perSignal", "storage", "queue") + TimerHops * 3;
        var watched = DaysAYear * 1_440 * Math.Min(OpenCases, Number("always", "watchLookups"));
        var tables = Signals * Number("perSignal", "storage", "table") + TimerHops * 3 + watched;
        return
        [
            new(
                "engine: queue operations of signals and timers", $"{Millions(queue)} million",
                queue / 10_000 * Price("queueOperations10k")),
            new(
                "engine: table transactions, the watch's questions among them", $"{Millions(tables)} million",
                tables / 10_000 * Price("tableTransactions10k")),
            Logged("engine: logs of who wrote and deleted in the task hub", queue + tables - watched),
            new("engine: polling of queues, whether anything happens or not", $"{Millions(Polls)} million", PollDollars),
        ];
    }

    private CostLine Logged(string what, double requests)
    {
        var gb = requests * Number("perSignal", "storageLogKb") / 1_048_576;
        return new(what, $"{gb:N1} GB", gb * Price("logsGb"));
    }

    private double Price(string name) => Number("prices", name);

    private double Number(params string[] path) => path.Aggregate(data, (node, name) => node![name]!).GetValue<double>();

    private static string Millions(double count) => $"{count / 1e6:N2}";
}
