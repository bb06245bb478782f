using System.Collections.Concurrent;
using System.Diagnostics;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Serialization;
using StreamJsonRpc;
using Processor = System.Runtime.InteropServices.Architecture;

namespace ChildProtection.Tests.Architecture.Infrastructure;

/// <summary>
/// Bicep's own compiler and linter, as a process that is asked by JSON-RPC: it loads the types of Azure's resources once for all files.
/// </summary>
public sealed class BicepCompiler : IDisposable
{
    private const string Package = "Azure.Bicep.CommandLine.linux-x64";

    /// <summary>What a deployment is evaluated for; none of it exists.</summary>
    private static readonly object Somewhere = new
    {
        tenantId = "00000000-0000-0000-0000-000000000001",
        subscriptionId = "00000000-0000-0000-0000-000000000002",
        resourceGroup = "group",
        location = "uksouth",
        deploymentName = "main",
    };

    private readonly CancellationTokenSource _patience = new(TimeSpan.FromMinutes(5));
    // No file changes while the tests run, and each is asked for more than once.
    private readonly ConcurrentDictionary<string, Task<Compilation>> _compiled = [];
    private readonly ConcurrentDictionary<string, Task<Deployment>> _deployed = [];
    private readonly Process _process;
    private readonly JsonRpc _rpc;

    public BicepCompiler()
    {
        var start = new ProcessStartInfo(Program(), ["jsonrpc", "--stdio"]) { RedirectStandardInput = true, RedirectStandardOutput = true };
        // The parameters read them.
        start.Environment["AUDIENCE"] = "00000000-0000-0000-0000-000000000003";
        start.Environment["CLIENTS"] = "00000000-0000-0000-0000-000000000004";
        start.Environment["LIVE_AUDIENCE"] = "00000000-0000-0000-0000-000000000006";
        start.Environment["DEPLOYER"] = "00000000-0000-0000-0000-000000000005";
        start.Environment["ALERT_EMAIL"] = "nobody@example.invalid";
        _process = Process.Start(start) ?? throw new InvalidOperationException($"{start.FileName} did not start.");
        var formatter = new SystemTextJsonFormatter { JsonSerializerOptions = new JsonSerializerOptions(JsonSerializerDefaults.Web) };
        var (input, output) = (_process.StandardInput.BaseStream, _process.StandardOutput.BaseStream);
        _rpc = new JsonRpc(new HeaderDelimitedMessageHandler(input, output, formatter));
        _rpc.StartListening();
    }

    public void Dispose()
    {
        _rpc.Dispose();
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
        _patience.Dispose();
    }

    /// <summary>Compiles and lints a template with its modules, or a parameters file with its template.</summary>
    internal Task<Compilation> CompileAsync(string file) => _compiled.GetOrAdd(file, path => IsParameters(path)
        ? AskAsync<Compilation>("bicep/compileParams", new { path, parameterOverrides = new { } })
        : AskAsync<Compilation>("bicep/compile", new { path }));

    /// <summary>The file as the formatter would have it; null when it is so already.</summary>
    internal async Task<string?> FormatAsync(string file)
    {
        var formatted = (await AskAsync<Formatted>("bicep/format", new { path = file })).Contents;
        return formatted == await File.ReadAllTextAsync(file) ? null : formatted;
    }

    /// <summary>What a parameters file would deploy: every expression worked out that Azure need not be asked for.</summary>
    internal Task<Deployment> DeployAsync(string file) => _deployed.GetOrAdd(file, async path =>
    {
        var parameters = (await CompileAsync(path)).Parameters ?? throw new InvalidOperationException($"{path} does not compile.");
        var snapshot = await AskAsync<Snapshot>("bicep/getSnapshot", new { path, metadata = Somewhere });
        return Deployment.Of(Path.GetFileNameWithoutExtension(path), parameters, snapshot.Contents);
    });

    internal static bool IsParameters(string file) => file.EndsWith(".bicepparam", StringComparison.Ordinal);

    private Task<T> AskAsync<T>(string method, object request) =>
        _rpc.InvokeWithParameterObjectAsync<T>(method, request, _patience.Token);

    /// <summary>Where the compiler lies.</summary>
    /// <param name="program">Where the build found it.</param>
    /// <param name="runsHere">Whether this is a machine that it runs on.</param>
    /// <exception cref="PlatformNotSupportedException">This is another machine.</exception>
    /// <exception cref="FileNotFoundException">Its package is not restored.</exception>
    internal static string Require(string program, bool runsHere)
    {
        if (!runsHere)
            throw new PlatformNotSupportedException(
                $"Bicep's compiler comes from {Package}, which does not run on {RuntimeInformation.RuntimeIdentifier}. "
                + "Run these tests on Linux on x64, as the workflow build does.");
        return File.Exists(program)
            ? program
            : throw new FileNotFoundException(
                $"Bicep's compiler is missing: {program}. Restore its package {Package} with 'dotnet restore tests/Architecture'.");
    }

    private static string Program() => Require(
        typeof(BicepCompiler).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(one => one.Key == "BicepCompiler").Value!,
        OperatingSystem.IsLinux() && RuntimeInformation.OSArchitecture == Processor.X64);

    private sealed record Formatted(string Contents);

    private sealed record Snapshot([property: JsonPropertyName("snapshot")] string Contents);
}
