using System.Globalization;

namespace Benchmarks;

/// <summary>What is measured, and how much of it.</summary>
internal sealed record Options
{
    public const string Usage = """
        ./test --bench [NAME] [options]   all measures, or the one with that id

          --cases N        open cases for P9 and P13 (default: 500; the targets are for 2000)
          --quick          a twentieth of the work: to see that it runs
          --release NAME   writes the table to tests/Benchmarks/results/NAME.md
        """;

    /// <summary>Of a measure's id; empty for all.</summary>
    public string Only { get; init; } = "";

    public int Cases { get; init; } = 500;

    public bool IsQuick { get; init; }

    public string? Release { get; init; }

    /// <exception cref="ArgumentException">An option is unknown or lacks its value.</exception>
    public static Options Read(IReadOnlyList<string> arguments)
    {
        var options = new Options();
        for (var at = 0; at < arguments.Count; at++)
        {
            options = arguments[at] switch
            {
                "--quick" => options with { IsQuick = true },
                "--cases" => options with { Cases = int.Parse(Value(arguments, ++at), NumberStyles.None, CultureInfo.InvariantCulture) },
                "--release" => options with { Release = Value(arguments, ++at) },
                ['-', ..] unknown => throw new ArgumentException($"Unknown option: {unknown}.{Environment.NewLine}{Usage}"),
                var name => options with { Only = name },
            };
        }

        return options;
    }

    /// <summary>Whether a measure is asked for.</summary>
    public bool Wants(string id) => Only.Length == 0 || Only.Equals(id, StringComparison.OrdinalIgnoreCase);

    /// <summary>So much work, or a twentieth of it.</summary>
    public int Of(int full, int least = 4) => IsQuick ? Math.Max(least, full / 20) : full;

    private static string Value(IReadOnlyList<string> arguments, int at) =>
        at < arguments.Count ? arguments[at] : throw new ArgumentException($"The option {arguments[at - 1]} needs a value.");
}
