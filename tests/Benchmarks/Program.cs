using Benchmarks;

Options options;
try
{
    options = Options.Read(args);
}
catch (Exception wrong) when (wrong is ArgumentException or FormatException)
{
    Console.Error.WriteLine(wrong.Message);
    return 2;
}

(string Ids, Func<Report, Options, Task> MeasureAsync)[] all =
[
    ("P1 P2 F20", PureCore.MeasureAsync),
    ("P3 P8", SimulatedYear.MeasureAsync),
    ("P4 P5 P6 Load", Signals.MeasureAsync),
    ("P7", Transactions.MeasureAsync),
    ("P9 P13", Restarts.MeasureAsync),
    ("P12", BrokerThroughput.MeasureAsync),
];
var chosen = all.Where(one => one.Ids.Split(' ').Any(options.Wants)).ToList();
if (chosen.Count == 0)
{
    Console.Error.WriteLine($"There is no measure {options.Only}; there are: {string.Join(' ', all.Select(one => one.Ids))}.");
    return 2;
}

var report = new Report(options);
await RawProbes.MeasureAsync(report, options);
foreach (var (ids, measureAsync) in chosen)
    report.Took(ids, await Timing.SecondsAsync(() => measureAsync(report, options)));
report.End();
return 0;
