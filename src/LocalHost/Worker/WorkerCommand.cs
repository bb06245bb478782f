using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace LocalHost.Worker;

/// <summary>The command line that starts a published app as a worker.</summary>
internal static class WorkerCommand
{
    // Not on the command line, which every user of the machine can read.
    private const string WorkerIdVariable = "Functions__Worker__WorkerId";

    /// <summary>The program to run and its arguments.</summary>
    /// <exception cref="WorkerFaultException">The folder holds no published app.</exception>
    public static IReadOnlyList<string> Arguments(string appDirectory, WorkerLaunch launch) =>
    [
        Program(appDirectory),
        "--functions-uri", launch.HostEndpoint.AbsoluteUri,
        "--functions-request-id", launch.RequestId,
        "--functions-grpc-max-message-length", launch.MaxMessageBytes.ToString(CultureInfo.InvariantCulture),
    ];

    /// <summary>What the app reads from its environment on Azure as well.</summary>
    public static IEnumerable<KeyValuePair<string, string>> Environment(string appDirectory, WorkerLaunch launch) =>
    [
        new("FUNCTIONS_APPLICATION_DIRECTORY", appDirectory),
        new("FUNCTIONS_WORKER_DIRECTORY", appDirectory),
        new("FUNCTIONS_WORKER_RUNTIME", "dotnet-isolated"),
        new("AZURE_FUNCTIONS_ENVIRONMENT", System.Environment.GetEnvironmentVariable("AZURE_FUNCTIONS_ENVIRONMENT") ?? "Development"),
        new(WorkerIdVariable, launch.WorkerId),
    ];

    /// <summary>The publish step writes the name of the app's assembly into <c>worker.config.json</c>.</summary>
    private static string Program(string appDirectory)
    {
        var path = Path.Combine(appDirectory, "worker.config.json");
        try
        {
            var name = (string?)JsonNode.Parse(File.ReadAllBytes(path))?["description"]?["defaultWorkerPath"];
            var program = Path.Combine(appDirectory, name ?? "");
            return File.Exists(program)
                ? program
                : throw new WorkerFaultException($"{path} names no assembly of that folder; publish the app again.");
        }
        catch (Exception exception) when (exception is IOException or JsonException or InvalidOperationException)
        {
            throw new WorkerFaultException(
                $"{appDirectory} holds no published Functions app: {exception.Message} Publish the app and name its folder with --app.",
                exception);
        }
    }
}
