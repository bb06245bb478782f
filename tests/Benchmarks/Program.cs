using Benchmarks;

// ./test --bench            all measures at full size, written to tests/Benchmarks/results/<version>.md
// ... -- --quick            a twentieth of the size: to see that it runs, not for a results file
// ... -- --only P4          the raw probes and the measures whose id begins so
if (args is ["sleep", var path, var seconds])
    return await Sleeping.RunChildAsync(path, int.Parse(seconds, System.Globalization.CultureInfo.InvariantCulture));

var size = new Size(args.Contains("--quick") ? 0.05 : 1);
var only = Array.IndexOf(args, "--only") is var at and >= 0 && at + 1 < args.Length ? args[at + 1] : string.Empty;
var report = new Report();
RawProbes.Run(report, size);
foreach (var (id, measure) in Measures.All)
{
    if (id.StartsWith(only, StringComparison.OrdinalIgnoreCase))
        await measure(report, size);
}

report.Print();
if (size.IsFull && only.Length == 0)
    report.Write();
return 0;
