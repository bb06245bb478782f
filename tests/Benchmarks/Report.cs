using System.Globalization;
using System.Text;
using EndToEnd.Harness;

namespace Benchmarks;

/// <summary>One line for each figure, raw probes first, so that each stands beside its peer and what the machine could do.</summary>
internal sealed class Report(Options options)
{
    private readonly List<string> _took = [];
    private readonly List<(string Id, string What, string Value, string Peer, string Target)> _lines = [];

    /// <summary>Says it at once as well: a whole run takes long.</summary>
    public void Add(string id, string what, string value, string peer = "", string target = "")
    {
        _lines.Add((id, what, value, peer, target));
        Console.Error.WriteLine($"{id,-4} {what}: {value}  [{peer}]  (target {target})");
    }

    /// <summary>A figure over its peer's.</summary>
    public void AddOver(string id, string what, double own, double peer, string peerName, string unit, string target) =>
        Add(id, what, $"{Text(own / peer)} ({Text(own, unit)})", $"{peerName} {Text(peer, unit)}", target);

    /// <summary>How long a measure took.</summary>
    public void Took(string ids, double seconds)
    {
        _took.Add($"{ids} {seconds:0} s");
        Console.Error.WriteLine($"     {_took[^1]}");
    }

    /// <summary>A number with three digits that say something.</summary>
    public static string Text(double value, string unit = "") => (Math.Abs(value) switch
    {
        >= 100 => value.ToString("#,0", CultureInfo.InvariantCulture),
        >= 10 => value.ToString("0.#", CultureInfo.InvariantCulture),
        _ => value.ToString("0.###", CultureInfo.InvariantCulture),
    } + $" {unit}").TrimEnd();

    /// <summary>Prints the table, and keeps it where a release was named.</summary>
    public void End()
    {
        Console.WriteLine(ToString());
        if (options.Release is not { } release)
            return;
        var path = Path.Combine(Checkout.Root, "tests", "Benchmarks", "results", release + ".md");
        File.WriteAllText(path, ToString());
        Console.WriteLine($"Written to {path}");
    }

    public override string ToString()
    {
        var size = options.IsQuick ? " A quick run: it shows that the measures work, no more." : "";
        var text = new StringBuilder("# Measured\n\n")
            .Append(CultureInfo.InvariantCulture, $"{Environment.ProcessorCount} processors, .NET {Environment.Version}, ")
            .Append(CultureInfo.InvariantCulture, $"the published app under the local host.{size} ")
            .Append("Every line is of one run on one machine; figures of other runs do not compare.\n")
            .Append(CultureInfo.InvariantCulture, $"Took: {string.Join(", ", _took)}.\n\n")
            .Append("| id | measure | value | peer | target |\n|---|---|---|---|---|\n");
        foreach (var (id, what, value, peer, target) in _lines)
            text.Append(CultureInfo.InvariantCulture, $"| {id} | {what} | {value} | {peer} | {target} |\n");
        return text.ToString();
    }
}
