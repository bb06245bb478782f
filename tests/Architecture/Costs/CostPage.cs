using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace ChildProtection.Tests.Architecture.Costs;

/// <summary>
/// Makes docs/cost.md from docs/cost.json and the two templates beside this file, in which <c>{{name}}</c> stands for a figure.
/// </summary>
internal static partial class CostPage
{
    private const string Templates = "tests/Architecture/Costs";

    /// <summary>Which other choices than that of host.json are shown, in seconds.</summary>
    private static readonly double[] Intervals = [0.25, 0.5, 1, 2, 5, 30];

    public static JsonNode Data { get; } = JsonNode.Parse(Text("docs/cost.json"))!;

    private static TimeSpan PollInterval { get; } = TimeSpan.Parse(
        JsonNode.Parse(Text("host.json"))!["extensions"]!["durableTask"]!["storageProvider"]!["maxQueuePollingInterval"]!.ToString(),
        CultureInfo.InvariantCulture);

    public static string Make()
    {
        CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        var caseloads = Data["caseloads"]!.AsArray().Select(one => Caseload(one!["name"]!.ToString(), one["cases"]!.GetValue<double>()));
        return Fill("cost.template.md", new()
        {
            ["caseloads"] = string.Concat(caseloads),
            ["intervals"] = string.Join('\n', Intervals.Select(Interval)),
            ["pollSeconds"] = $"{PollInterval.TotalSeconds}",
            ["openPercent"] = $"{Number("perCase.openShare") * 100}",
        });
    }

    private static string Caseload(string name, double cases)
    {
        var model = new CostModel(Data, PollInterval, cases);
        var (common, storage) = (model.Common(), model.Storage());
        var (shared, engine) = (common.Sum(line => line.Dollars), storage.Sum(line => line.Dollars));
        var standing = common.Where(line => line.Standing).Sum(line => line.Dollars);
        return Fill("caseload.template.md", new()
        {
            ["title"] = $"{char.ToUpperInvariant(name[0])}{name[1..]}",
            ["cases"] = $"{cases:N0}",
            ["signals"] = $"{model.Signals / 1e6:N2}",
            ["openCases"] = $"{model.OpenCases:N0}",
            ["lines"] = string.Join('\n', common.Concat(storage).Select(line => $"| {line.What} | {line.How} | {line.Dollars:N0} |")),
            ["aCase"] = $"{(shared + engine) / cases:N2}",
            ["withStorage"] = $"{shared + engine:N0}",
            ["actions"] = $"{model.SchedulerActions / 1e6:N2}",
            ["withoutEngine"] = $"{shared:N0}",
            ["engine"] = $"{engine:N0}",
            ["engineAMillion"] = $"{engine / (model.SchedulerActions / 1e6):N2}",
            ["engineAMonth"] = $"{engine / 12:N2}",
            ["least"] = $"{shared + engine - standing + 12 * Number("prices.busStandardMonth") + model.ReadyInstance:N0}",
        });
    }

    private static string Interval(double seconds)
    {
        var dollars = new CostModel(Data, TimeSpan.FromSeconds(seconds), cases: 0).PollDollars;
        var shown = seconds == PollInterval.TotalSeconds ? $"**{seconds} s**" : $"{seconds} s";
        var warm = Number("warmSeconds");
        return $"| {shown} | {dollars:N0} | {warm + seconds / 2:N1} s | {warm + seconds:N1} s |";
    }

    /// <summary>A template with its figures: those that are given, others by their path in the data.</summary>
    private static string Fill(string template, Dictionary<string, string> given) => Figure().Replace(
        Text($"{Templates}/{template}"),
        match => given.TryGetValue(match.Groups[1].Value, out var value) ? value : At(match.Groups[1].Value).ToString());

    private static double Number(string path) => At(path).GetValue<double>();

    private static JsonNode At(string path) => path.Split('.').Aggregate(
        Data, (node, name) => node[name] ?? throw new InvalidOperationException($"docs/cost.json has no {path}."));

    private static string Text(string path) => File.ReadAllText(Path.Combine(Repository.Root, path));

    [GeneratedRegex(@"\{\{([\w.]+)\}\}")]
    private static partial Regex Figure();
}
