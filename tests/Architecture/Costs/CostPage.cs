using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace ChildProtection.Tests.Architecture.Costs;

/// <summary>Makes docs/cost.md from docs/cost.json.</summary>
internal static class CostPage
{
    /// <summary>What is shown of other choices than that of host.json, in seconds.</summary>
    private static readonly double[] Intervals = [0.25, 0.5, 1, 2, 5, 30];

    public static JsonNode Data { get; } = Read("docs/cost.json");

    private static TimeSpan PollInterval { get; } = TimeSpan.Parse(
        Read("host.json")["extensions"]!["durableTask"]!["storageProvider"]!["maxQueuePollingInterval"]!.ToString(), CultureInfo.InvariantCulture);

    public static string Make()
    {
        CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        var page = new StringBuilder(Head());
        foreach (var caseload in Data["caseloads"]!.AsArray())
            page.Append(Caseload(caseload!["name"]!.ToString(), caseload["cases"]!.GetValue<double>()));
        return page.Append(Polling()).Append(Foot).ToString();
    }

    private static string Head() => $"""
        # What a year costs on Azure

        Computed from [cost.json](cost.json) by a test; correct a figure there, then `./test --update --only CostPageTests`. US dollars, list prices, without
        tax, support, people, or agreements. **Prices were looked up on {Data["checkedOn"]} in public pages that quote them, not in a bill: check each one again in the pricing
        calculator, for your region, before you rely on it.** Nothing here was run on Azure.

        ## What is counted

        | count | value | from |
        |---|---|---|
        | requests to the record's tables for one signal, from intake to the last list | {Number("measured", "tableRequestsPerSignal")} | measured on {Data["measured"]!["on"]}: scenario S-A told to its end, every request to the tables counted between app and store (`CostTests`; a transaction counts once) |
        | kept of one signal | {Number("measured", "storedKbPerSignal")} KB | measured: rows of a case in `tests/EndToEnd/Releases`, as JSON |
        | signals of one case | {Number("signalsPerCase")} | 20 million a year over 633,000 referrals |
        | reads by people for one signal, requests each | {Number("perSignal", "readsByPeople")}, {Number("perSignal", "tableRequestsPerRead")} | assumed; each read is entered in the access log twice |
        | executions of functions for one signal | {Number("perSignal", "functionExecutions")} | request, three turns of the orchestrator, one activity; messages are taken and sent by the app itself, which is no execution |
        | queue and table transactions of the engine on Azure Storage for one signal | {Number("perSignal", "storage", "queue")}, {Number("perSignal", "storage", "table")} | counted by hand, below |
        | actions of the scheduler for one signal | {Number("perSignal", "schedulerActions")} | its billing page: event 1, activity 2, start of the next generation 1; a checkpoint's timer 1 more |
        | open cases at a time | {Number("perCase", "openShare") * 100} % of a year's | about 400,000 children in need in England at a time |
        | a sleeping case wakes | every {Number("perCase", "timerHopDays")} days | Azure Storage cuts long timers |

        A signal on Azure Storage, by what the provider's source does in a turn (Azure/durabletask, `AzureStorageOrchestrationService.CompleteTaskOrchestrationWorkItemAsync`: each outgoing message is put into a
        queue, history and status are written, each message that came is removed; without extended sessions the history is read anew): three turns of one message each are 6 queue operations and 9 table
        transactions; sent are the event, the timer, the activity and the next generation (4); the activity is taken, answered and removed (3); the event's sender looks at the status, and the cancelled
        timer's message comes late to a history that is gone (2 table transactions). An activity more is made only where a decision could not be published as it was committed. Queues are [asked](#how-often-the-engine-asks-its-queues) every {PollInterval.TotalSeconds} s by `host.json`, day and night.


        """;

    private static string Caseload(string name, double cases)
    {
        var model = new CostModel(Data, PollInterval, cases);
        var (common, storage) = (model.Common(), model.Storage());
        var text = new StringBuilder($"## {char.ToUpperInvariant(name[0])}{name[1..]} a year\n\n{cases:N0} referrals, {model.Signals / 1e6:N2} million signals, {model.OpenCases:N0} open at a time.\n\n| what | how much | $ a year |\n|---|---|---|\n");
        foreach (var line in (CostLine[])[.. common, .. storage])
            text.Append(CultureInfo.InvariantCulture, $"| {line.What} | {line.How} | {line.Dollars:N0} |\n");
        var (shared, engine) = (common.Sum(line => line.Dollars), storage.Sum(line => line.Dollars));
        text.Append(CultureInfo.InvariantCulture, $"| **with Azure Storage** | ${(shared + engine) / cases:N2} a case | **{shared + engine:N0}** |\n");
        text.Append(CultureInfo.InvariantCulture, $"| **with Durable Task Scheduler** | {model.SchedulerActions / 1e6:N2} million actions | **{shared:N0} and the scheduler** |\n\n");
        text.Append(CultureInfo.InvariantCulture, $"""
            The scheduler costs less than Azure Storage's share while it takes under ${engine:N0} a year, that is ${engine / (model.SchedulerActions / 1e6):N2} a million actions, or ${engine / 12:N2} a month for its capacity unit (2,000 actions a second, far beyond this load).


            """);
        var standing = common.Where(line => line.Standing).Sum(line => line.Dollars);
        var least = shared + engine - standing + 12 * Number("prices", "busStandardMonth") + model.ReadyInstance;
        text.Append(CultureInfo.InvariantCulture, $"Not spread over zones, with the Standard bus (no private network) and only the one instance ready that takes messages, it is ${least:N0}.\n\n");
        return text.ToString();
    }

    private static string Polling()
    {
        var text = new StringBuilder($"""
            ## How often the engine asks its queues

            A queue in which nothing was found is asked again after a while that doubles up to `maxQueuePollingInterval`. An instance that sends a message asks its own queue at once, so on one instance nobody
            waits; on Flex Consumption requests and orchestrations have instances of their own, and after a quiet spell a decision waits until the other one asks. Half of an interval on average comes
            on top of the {Number("warmSeconds")} s that a decision takes (measured on one machine with Azurite).

            | asked at least every | $ a year | half of all decide within, after a quiet spell | all within |
            |---|---|---|---|

            """);
        foreach (var seconds in Intervals)
        {
            var (chosen, model) = (seconds == PollInterval.TotalSeconds, new CostModel(Data, TimeSpan.FromSeconds(seconds), 0));
            var (half, all) = (Number("warmSeconds") + seconds / 2, Number("warmSeconds") + seconds);
            text.Append(CultureInfo.InvariantCulture, $"| {(chosen ? $"**{seconds} s**" : $"{seconds} s")} | {model.PollDollars:N0} | {half:N1} s | {all:N1} s |\n");
        }

        return text.Append(CultureInfo.InvariantCulture, $"""

            Chosen: {PollInterval.TotalSeconds} s. People notice a wait of more than a second, and a second costs less than one of the instances that are always there. Below it each halving doubles the bill for a gain
            that nobody sees.


            """).ToString();
    }

    private const string Foot = """
        ## What this says

        - At the size of an authority nearly all of the bill is what stands ready whether a case moves or not: the Premium bus and instances that are always there. Cases themselves cost cents.
        - Spread over zones, Flex Consumption keeps two instances of everything that scales by itself, and bills them, whatever is asked for: so each schedule costs two instances. One instance of Sweep is asked for
          in any case, since messages are taken there.
        - What grows with the number of cases grows linearly: no query in a request scans, a turn costs the same at any age of the case, and the watch asks for a share of the cases each minute, not for all.
        - A nation is 150 authorities. Each on its own pays its own standing costs 150 times and is bounded by nobody else; in one installation the standing costs are paid once, more instances and messaging units are
          added, and one storage account's 20,000 requests a second are far above the 3 signals a second of working hours.

        ## Where the prices are from

        | price | figure | seen |
        |---|---|---|
        | table transactions | $0.00036 for 10,000 | several public pages of 2024 to 2026 that quote Azure's page, one checked on 2026-09-22 |
        | table storage | $0.10 a GB and month, for zones and pair together; $0.045 local alone is quoted | the higher is an estimate for `Standard_RAGZRS` |
        | queue operations | $0.004 for 10,000 | the higher of two figures met ($0.0004 and $0.004) |
        | Functions, Flex Consumption | $0.000026 a GB-s and $0.40 a million executions on demand, 100,000 GB-s and 250,000 executions a month free; $0.000004 a GB-s kept ready | public price comparisons of 2025 and 2026 that quote Azure's page; two instances over zones by Microsoft's page on the reliability of Functions |
        | Service Bus | Standard $0.0135 an hour with 13 million operations; Premium about $677 a month for a messaging unit | the same |
        | logs | $2.76 a GB | estimate for pay-as-you-go |
        | Durable Task Scheduler | not found in a public page that could be read here | its own pricing page; put it into `cost.json` |

        """;

    private static JsonNode Read(string path) => JsonNode.Parse(File.ReadAllText(Path.Combine(Repository.Root, path)))!;

    private static double Number(params string[] path) => path.Aggregate(Data, (node, name) => node[name]!).GetValue<double>();
}
