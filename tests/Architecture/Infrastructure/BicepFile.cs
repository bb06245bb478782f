using System.Diagnostics;
using System.Text.Json;

namespace ChildProtection.Tests.Architecture.Infrastructure;

/// <summary>One Bicep or parameters file, as <c>bicep.mjs</c> read it with the grammar. An expression stands as an object with the one member <c>$</c>.</summary>
internal sealed record BicepFile
{
    private static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    public required string Path { get; init; }

    public required IReadOnlyList<BicepError> Errors { get; init; }

    /// <summary>The template that a parameters file is for.</summary>
    public string? Using { get; init; }

    public required IReadOnlyList<BicepParameter> Parameters { get; init; }

    public required IReadOnlyList<string> Variables { get; init; }

    public required IReadOnlyList<string> Outputs { get; init; }

    public required IReadOnlyList<BicepModule> Modules { get; init; }

    public required IReadOnlyList<BicepResource> Resources { get; init; }

    /// <summary>What a parameters file gives.</summary>
    public required IReadOnlyDictionary<string, JsonElement> Assignments { get; init; }

    public required IReadOnlyList<BicepOutputRead> OutputsRead { get; init; }

    /// <summary>Names that expressions read.</summary>
    public required IReadOnlyList<string> Read { get; init; }

    /// <summary>Names that loops and lambdas introduce.</summary>
    public required IReadOnlyList<string> Introduced { get; init; }

    /// <summary>Reads every file below each folder, in one run of the grammar.</summary>
    public static IReadOnlyList<IReadOnlyList<BicepFile>> ReadAll(params string[] folders)
    {
        var start = new ProcessStartInfo("node") { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in (string[])[System.IO.Path.Combine(Repository.Root, "tests/Architecture/Infrastructure/bicep.mjs"), Repository.Root, .. folders])
            start.ArgumentList.Add(argument);
        using var node = Process.Start(start) ?? throw new InvalidOperationException("node did not start.");
        var error = node.StandardError.ReadToEndAsync();
        var output = node.StandardOutput.ReadToEndAsync();
        if (!node.WaitForExit(Patience))
        {
            node.Kill();
            throw new TimeoutException($"The grammar did not finish within {Patience}.");
        }

        return node.ExitCode == 0
            ? JsonSerializer.Deserialize<IReadOnlyList<IReadOnlyList<BicepFile>>>(output.GetAwaiter().GetResult(), Web)!
            : throw new InvalidOperationException($"The Bicep files could not be read; is everything installed (npm ci)? {error.GetAwaiter().GetResult()}");
    }
}

internal sealed record BicepError(int Line, string Text);

internal sealed record BicepParameter(string Name, string Type, bool HasDefault);

internal sealed record BicepModule(string Symbol, string Path, string? Condition, IReadOnlyDictionary<string, JsonElement> Parameters);

internal sealed record BicepResource(string Symbol, string Type, string? Version, bool Existing, string? Condition, bool Looped, JsonElement Body)
{
    /// <summary>What stands at a place in its body, such as <c>properties.disableLocalAuth</c>; null when nothing does.</summary>
    public JsonElement? At(string path)
    {
        var element = Body;
        foreach (var part in path.Split('.'))
        {
            if (element.ValueKind != JsonValueKind.Object || !element.TryGetProperty(part, out element))
                return null;
        }

        return element;
    }
}

internal sealed record BicepOutputRead(string Module, string Output);
