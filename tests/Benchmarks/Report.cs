using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;

namespace Benchmarks;

/// <summary>One line for each measure, raw probes first, so that every figure stands beside what the machine could do in the same run.</summary>
internal sealed class Report
{
    private readonly List<(string Id, string What, string Value, string Target)> _lines = [];
    private readonly Dictionary<string, double> _raw = [];

    public void Raw(string name, string what, double value, string unit)
    {
        _raw[name] = value;
        Add("raw", what, Text(value, unit), "");
    }

    public double RawValue(string name) => _raw[name];

    public void Add(string id, string what, string value, string target)
    {
        _lines.Add((id, what, value, target));
        Console.Error.WriteLine($"{id,-4} {what}: {value}  ({target})");
    }

    public static string Text(double value, string unit)
        => (value >= 100 ? Math.Round(value) : Math.Round(value, 3)).ToString("#,0.###", CultureInfo.InvariantCulture) + $" {unit}";

    public void Print() => Console.WriteLine(ToString());

    public void Write([CallerFilePath] string here = "")
    {
        var version = typeof(Report).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "unversioned";
        var path = Path.Combine(Path.GetDirectoryName(here)!, "results", version + ".md");
        // What changes gave was measured when they were made, each against the state before it; it is kept by hand beside the table.
        var changes = Path.Combine(Path.GetDirectoryName(path)!, "changes.md");
        File.WriteAllText(path, ToString() + "\n" + File.ReadAllText(changes));
        Console.WriteLine($"Written to {path}");
    }

    public override string ToString()
    {
        var text = new StringBuilder("# Measured\n\n")
            .Append(CultureInfo.InvariantCulture, $"{Environment.ProcessorCount} processors, .NET {Environment.Version}. Every line is of one run on one machine; figures of other runs do not compare.\n\n")
            .Append("| id | measure | value | target |\n|---|---|---|---|\n");
        foreach (var (id, what, value, target) in _lines)
            text.Append(CultureInfo.InvariantCulture, $"| {id} | {what} | {value} | {target} |\n");
        return text.ToString();
    }
}
